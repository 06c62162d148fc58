import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ConfigError } from '@mashang/server/core/config-error.ts'

/** What the service has made by itself, and so belongs to its user; the folder may be anybody's. */
const MADE = ['mashang.sqlite', 'secret.key', 'ledger-heads.jsonl']

function nameOf(uid: number): string {
  const line = existsSync('/etc/passwd')
    ? readFileSync('/etc/passwd', 'utf8')
        .split('\n')
        .find((one) => one.split(':')[2] === String(uid))
    : undefined
  return line?.split(':')[0] ?? `#${uid}`
}

/**
 * Refuses to run as another user than the service, which could not open afterwards what was made:
 * its database's log, above all. Throws a ConfigError with the command that does it right.
 * @param me the user of this process; undefined where there are none
 */
export function refuseForeigner(
  dataFolder: string,
  me: number | undefined = process.getuid?.(),
): void {
  const made = MADE.map((name) => join(dataFolder, name)).find((file) => existsSync(file))
  if (made === undefined || me === undefined) return
  const { uid } = statSync(made)
  if (uid === me) return
  const settings = Object.keys(process.env).filter((name) => name.startsWith('MASHANG_'))
  const kept = settings.length === 0 ? '' : ` --preserve-env=${settings.sort().join(',')}`
  const [, script = '', ...words] = process.argv
  const command = ['npm run run', basename(script, '.ts'), ...words].join(' ')
  throw new ConfigError(
    `数据目录 ${dataFolder} 是用户“${nameOf(uid)}”的，现在是“${nameOf(me)}”在运行，会留下服务打不开的文件，什么也没有做；请运行：sudo -u '${nameOf(uid)}'${kept} ${command}`,
  )
}
