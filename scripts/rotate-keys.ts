/**
 * `npm run run rotate-keys [--continue]`: a new key seals phones, names, addresses from now on, and
 * what was sealed before is sealed anew; `--continue` goes on with that without another new key.
 * Settings as for the server, which may run beside it and goes on by itself where this is cut. What
 * is found by keyed hashes (receipts, logins) stays under secret.key, which never changes.
 */
import { parseArgs } from 'node:util'
import { openDatabase } from '@mashang/server/core/db/open.ts'
import { openFiles } from '@mashang/server/core/files/open.ts'
import { addSealingKey, sealingKeys } from '@mashang/server/core/sealing-keys.ts'
import { openSecrets } from '@mashang/server/core/secrets.ts'
import { resealAll } from '@mashang/server/sealed.ts'
import { systemClock } from '@mashang/shared/core/clock.ts'
import { command, installedConfig } from './support/command.ts'

await command(async () => {
  const options = { continue: { type: 'boolean', default: false } } as const
  const goOn = parseArgs({ options }).values.continue
  const config = installedConfig()
  const { dataFolder } = config
  if (goOn && sealingKeys(dataFolder).newest() === null) {
    console.error('✗ 还没有换过密钥，没有可接着做的；请去掉 --continue。')
    return 1
  }
  const db = await openDatabase(config.databaseUrl, dataFolder)
  try {
    const files = await openFiles(config)
    if (!goOn) {
      const { id } = await addSealingKey(dataFolder, systemClock.now())
      console.log(`新密钥 ${id} 已生效，正在重新加密……`)
    }
    const { done, lost, dropped } = await resealAll({
      config,
      db,
      files,
      clock: systemClock,
      secrets: openSecrets(dataFolder),
      sms: null,
      district: config.district,
    })
    console.log(`✓ 重新加密了 ${done} 处。${dropped ? '旧的密钥已经扔掉。' : ''}`)
    if (lost > 0) console.log(`  有 ${lost} 处本来就打不开，原样留着，旧的密钥也留着。`)
    if (sealingKeys(dataFolder).all().length > 1)
      console.log('  旧的密钥再留一天，以防有正在写的；服务器会自己收尾、扔掉它。')
    console.log('  请马上做一次备份：以前的备份里没有新密钥。')
    return 0
  } finally {
    await db.close()
  }
})
