/**
 * `npm run run reset-second-factor <login>`: takes the second factor of an account of the office
 * away, for the last one whose phone is gone and whom no colleague can help. It stands in the
 * ledger. Settings as for the server, which may run beside it. Ends with 1 where nothing was done.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findByLogin } from '@mashang/server/accounts/accounts.store.ts'
import { loginHashOf } from '@mashang/server/accounts/logins.ts'
import { resetSecondFactor } from '@mashang/server/accounts/second-factor.usecases.ts'
import { readConfig } from '@mashang/server/config.ts'
import { ConfigError } from '@mashang/server/core/config-error.ts'
import type { Context } from '@mashang/server/core/context.ts'
import { openDatabase } from '@mashang/server/core/db/open.ts'
import { openFiles } from '@mashang/server/core/files/open.ts'
import { openSecrets } from '@mashang/server/core/secrets.ts'
import { systemClock } from '@mashang/shared/core/clock.ts'

async function main(): Promise<number> {
  const [login] = process.argv.slice(2)
  if (login === undefined) {
    console.error('用法：npm run run reset-second-factor <账号>')
    return 2
  }
  const config = readConfig(process.env)
  if (config.databaseUrl === null && !existsSync(join(config.dataFolder, 'mashang.sqlite')))
    throw new ConfigError(`${config.dataFolder} 里没有数据库，请用 MASHANG_DATA 指明数据目录。`)
  const db = await openDatabase(config.databaseUrl, config.dataFolder)
  try {
    const context: Context = {
      config,
      db,
      clock: systemClock,
      secrets: openSecrets(config.dataFolder),
      files: await openFiles(config),
      sms: null,
      district: config.district,
    }
    const account = await findByLogin(context, loginHashOf(context, login))
    if (account === null) throw new ConfigError('没有这个账号，请核对一下怎么写。')
    if (account.factorSince === null)
      throw new ConfigError(`${account.name}的账号没有设两步登录，直接用密码登录就行。`)
    await resetSecondFactor(context, account)
    console.log(`${account.name}的两步登录停用了，账本里记了一笔。请马上登录，再设一次。`)
    return 0
  } finally {
    await db.close()
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
