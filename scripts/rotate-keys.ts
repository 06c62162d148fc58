/**
 * `npm run run rotate-keys [--prepare | --continue]`: a new key seals phones, names, addresses from
 * now on, and what was sealed before is sealed anew; `--continue` goes on with that without another
 * new key. Settings as for the server, which may run beside it and goes on by itself where this is
 * cut. On PostgreSQL there may be other processes with folders of their own: there `--prepare` makes
 * the key, which is then copied to them, and seals nothing yet. What is found by keyed hashes
 * (receipts, logins) stays under secret.key, which never changes.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ConfigError } from '@mashang/server/core/config-error.ts'
import type { Context } from '@mashang/server/core/context.ts'
import { keysFolder } from '@mashang/server/core/keeping-settings.ts'
import { addSealingKey, beginSealing } from '@mashang/server/core/sealing-keys.ts'
import { agreeOnKeys } from '@mashang/server/installation-keys.ts'
import { resealAll } from '@mashang/server/sealed.ts'
import { systemClock } from '@mashang/shared/core/clock.ts'
import { command } from './support/command.ts'
import { withInstallation } from './support/installation.ts'

async function prepare(context: Context, folder: string): Promise<void> {
  const waiting = context.secrets.ring.all().some(({ since }) => since === null)
  if (!waiting) await addSealingKey(folder, null)
  console.log(
    `✓ 新密钥在 ${join(folder, 'sealing.keys')} 里，还没有启用。请把这个文件抄到每个进程放密钥的目录，再运行一次 rotate-keys（不带 --prepare）。`,
  )
}

/** Puts a new key to use; what others have been given, where there are others. */
async function begin(context: Context, folder: string): Promise<void> {
  const now = systemClock.now()
  const handedOut = context.secrets.ring.all().find(({ since }) => since === null)
  if (handedOut === undefined && context.config.databaseUrl !== null)
    throw new ConfigError(
      '用 PostgreSQL 的，可能还有别的进程：请先运行 rotate-keys --prepare，把 sealing.keys 抄到每个进程，再运行一次。',
    )
  if (handedOut === undefined) await addSealingKey(folder, now)
  else await beginSealing(folder, handedOut.id, now)
  // Tells the database, and by it the other processes.
  await agreeOnKeys(context)
  console.log(`新密钥 ${context.secrets.ring.newest()?.id} 已生效，正在重新加密……`)
}

await command(async () => {
  const flag = { type: 'boolean', default: false } as const
  const { values } = parseArgs({ options: { continue: flag, prepare: flag } })
  return await withInstallation(
    async (context) => {
      const folder = keysFolder(context.config)
      const { ring } = context.secrets
      if (values.continue && ring.newest() === null)
        throw new ConfigError('还没有换过密钥，没有可接着做的；请去掉 --continue。')
      if (values.prepare) {
        await prepare(context, folder)
        return 0
      }
      if (!values.continue) await begin(context, folder)
      const { done, lost, dropped } = await resealAll(context)
      console.log(`✓ 重新加密了 ${done} 处。${dropped ? '旧的密钥已经扔掉。' : ''}`)
      if (lost > 0) console.log(`  有 ${lost} 处本来就打不开，原样留着，旧的密钥也留着。`)
      if (ring.all().length > 1)
        console.log('  旧的密钥再留一天，以防有正在写的；服务器会自己收尾、扔掉它。')
      console.log('  请马上做一次备份：以前的备份里没有新密钥。')
      return 0
    },
    { keys: 'all' },
  )
})
