/**
 * `npm run run copy-files`: copies the files of the data folder into the object storage that is set,
 * for an office that moves. Settings as for the server, which should be stopped. May be run again;
 * the folder keeps its files. Ends with 1 where it could not finish.
 */
import { join } from 'node:path'
import { ConfigError } from '@mashang/server/core/config-error.ts'
import { folderStore } from '@mashang/server/core/files/folder.ts'
import { openFiles } from '@mashang/server/core/files/open.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { operatorConfig } from './support/command.ts'

async function main(): Promise<void> {
  const config = operatorConfig()
  if (config.objectStorage === null)
    throw new ConfigError('请先设 MASHANG_FILES_URL，写明要抄到哪个对象存储。')
  const folder = join(config.dataFolder, 'files')
  const to = await openFiles(config)
  let copied = 0
  for await (const name of folderStore(folder).list('')) {
    await to.putFile(name, join(folder, name))
    copied++
    if (copied % 500 === 0) console.log(`已抄 ${copied} 个……`)
  }
  console.log(`✓ 抄完了，共 ${copied} 个文件；${folder} 里的原样留着。`)
}

try {
  await main()
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof Failure)) throw error
  const again = error instanceof Failure ? `${error.kind.title}再运行一次会从头抄。` : ''
  console.error(again === '' ? error.message : again)
  process.exitCode = 1
}
