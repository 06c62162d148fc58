/**
 * `npm run run backup <folder>`: one file with everything (database at one moment, keys, photos),
 * encrypted for the holder of the private key and read again before it gets its name. Settings as
 * for the server, which may run beside it. Ends with 1 on a refusal, or where the ledger is broken.
 */
import { makeBackup } from '@mashang/server/backups/make.ts'
import { openToRead } from '@mashang/server/core/db/open.ts'
import { openFilesPatiently } from '@mashang/server/core/files/open.ts'
import { keysFolder } from '@mashang/server/core/keeping-settings.ts'
import { openSecrets } from '@mashang/server/core/secrets.ts'
import { refuseOtherDistrict } from '@mashang/server/districts/districts.known.ts'
import { refuseAnyOtherKey } from '@mashang/server/installation-keys.ts'
import { systemClock } from '@mashang/shared/core/clock.ts'
import { command, installedConfig } from './support/command.ts'

await command(async () => {
  const [target] = process.argv.slice(2)
  if (target === undefined) {
    console.error('用法：npm run run backup <存到哪个目录>')
    return 2
  }
  const config = installedConfig()
  const secrets = openSecrets(keysFolder(config))
  const { databaseUrl, dataFolder, district } = config
  const db = await openToRead(databaseUrl, dataFolder)
  try {
    await refuseOtherDistrict({ db, district })
    await refuseAnyOtherKey({ config, db, secrets, district })
  } finally {
    await db.close()
  }
  const files = await openFilesPatiently(config)
  const source = { config, files, secrets, clock: systemClock }
  const { file, bytes, manifest } = await makeBackup(source, target, (words) => console.log(words))
  const rows = Object.values(manifest.tables).reduce((sum, n) => sum + n, 0)
  console.log(
    `✓ ${file}（${(bytes / 2 ** 20).toFixed(1)} MB）：${rows} 行数据、${manifest.files} 个文件，读回核对过。`,
  )
  const { objectStorage } = config
  console.log(
    objectStorage === null
      ? '  文件来自数据目录；照片放在对象存储里的，请设好 MASHANG_FILES_URL 再备份。'
      : `  文件来自存储桶“${objectStorage.bucket}”。`,
  )
  if (manifest.ledgerWhole) return 0
  console.error('✗ 账本对不上，备份照样留下了；请运行 npm run run verify-ledger 看是哪一条。')
  return 1
})
