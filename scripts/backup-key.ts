/**
 * `npm run run backup-key <file for the private key>`: makes the pair of keys of backups. The public
 * half stays in the data folder; the private half goes to the file, and from there to somewhere that
 * is not this machine. Ends with 1 where there is a key already.
 */
import { makeBackupKey } from '@mashang/server/backups/keys.ts'
import { command, installedConfig } from './support/command.ts'

await command(async () => {
  const [file] = process.argv.slice(2)
  if (file === undefined) {
    console.error('用法：npm run run backup-key <私钥存到哪个文件，最好直接写到 U 盘>')
    return 2
  }
  const { dataFolder } = installedConfig()
  const fingerprint = await makeBackupKey(dataFolder, file)
  console.log(`✓ 私钥在 ${file}，指纹 ${fingerprint}。`)
  console.log('  请把它移到 U 盘之类离线的地方，最好存两份，不要留在这台机器上。')
  console.log('  没有它，任何备份都打不开；谁有它和一份备份，谁就能看到全部数据。')
  return 0
})
