import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, readConfig } from '@mashang/server/config.ts'
import { ConfigError } from '@mashang/server/core/config-error.ts'
import { keysFolder } from '@mashang/server/core/keeping-settings.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { refuseForeigner } from './owner.ts'

/** Runs a command of the operator: what it returns is the exit code, a refusal is one sentence and 1. */
export async function command(main: () => Promise<number>): Promise<void> {
  // Whatever it writes is its owner's only.
  process.umask(0o077)
  try {
    process.exitCode = await main()
  } catch (error) {
    if (error instanceof Failure) console.error(`✗ ${error.kind.title}`)
    else if (error instanceof ConfigError) console.error(`✗ ${error.message}`)
    else throw error
    process.exitCode = 1
  }
}

/** The settings, for the user of the service alone. */
export function operatorConfig(): Config {
  const config = readConfig(process.env)
  refuseForeigner(config.dataFolder)
  return config
}

/** The settings of an installation that is there. */
export function installedConfig(): Config {
  const config = operatorConfig()
  if (!existsSync(join(keysFolder(config), 'secret.key')))
    throw new ConfigError(
      `${keysFolder(config)} 里没有密钥，也就没有数据库可用，请用 MASHANG_DATA 指明数据目录。`,
    )
  if (!existsSync(config.dataFolder))
    throw new ConfigError(`没有目录 ${config.dataFolder}，请用 MASHANG_DATA 指明数据目录。`)
  if (config.databaseUrl === null && !existsSync(join(config.dataFolder, 'mashang.sqlite')))
    throw new ConfigError(`${config.dataFolder} 里没有数据库，请用 MASHANG_DATA 指明数据目录。`)
  return config
}
