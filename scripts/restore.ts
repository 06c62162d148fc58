/**
 * `npm run run restore <backup> <empty folder> --key <private key>`: brings everything back, or
 * nothing. A backup of PostgreSQL goes into the empty database that MASHANG_DATABASE_URL names, its
 * files into the empty bucket that MASHANG_FILES_URL names, where it does.
 * Ends with 1 on a refusal.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { byHolder } from '@mashang/server/backups/envelope.ts'
import { privateKeyIn } from '@mashang/server/backups/keys.ts'
import { restoreBackup } from '@mashang/server/backups/restore.ts'
import { readConfig } from '@mashang/server/config.ts'
import { fullMomentWords } from '@mashang/shared/core/local-time.ts'
import { command } from './support/command.ts'

await command(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { key: { type: 'string' } },
  })
  const [file, folder] = positionals
  if (file === undefined || folder === undefined || values.key === undefined) {
    console.error('用法：npm run run restore <备份文件> <空的数据目录> --key <私钥文件>')
    return 2
  }
  const target = resolve(folder)
  const { databaseUrl, objectStorage } = readConfig(process.env)
  const opener = byHolder(privateKeyIn(values.key))
  const place = { target, databaseUrl, objectStorage }
  const manifest = await restoreBackup(file, opener, place, (words) => console.log(words))
  console.log(
    `✓ 恢复好了，是 ${fullMomentWords(manifest.at)} 的样子：${manifest.files} 个文件，账本到第 ${manifest.heads[0]?.sequence ?? 0} 条，都核对过。`,
  )
  if (!manifest.ledgerWhole) console.error('✗ 账本在备份时就对不上，请运行 verify-ledger 看看。')
  const files =
    objectStorage === null
      ? '照片在数据目录里；原来在对象存储里的，先运行 copy-files。'
      : `照片在存储桶“${objectStorage.bucket}”里，逐个核对过大小。`
  console.log(`  请用 MASHANG_DATA=${target} 启动。${files}`)
  if (process.getuid?.() === 0)
    console.log(`  您是用 root 恢复的：启动前请把它交给服务的用户，如 chown -R mashang: ${target}`)
  return 0
})
