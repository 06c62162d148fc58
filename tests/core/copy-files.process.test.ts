import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { seededFolder } from '@mashang/scripts/support/data-folder.ts'
import { run } from '@mashang/scripts/support/server-process.ts'
import { folderStore } from '@mashang/server/core/files/folder.ts'
import { s3Store } from '@mashang/server/core/files/s3.ts'
import { expect, it } from 'vitest'
import { BUCKET, KEYS, startStorage } from '../support/object-storage.ts'

it('npm run run copy-files brings an office’s files into its bucket, as often as it is run', async () => {
  const data = await seededFolder()
  const storage = await startStorage()
  const from = folderStore(join(data.path, 'files'))
  await from.put('photos/ab/one.jpg', Buffer.from('一'))
  await from.put('rosters/two', Buffer.from('二'))
  const copy = (settings: Record<string, string>) =>
    run('scripts/copy-files.ts', { MASHANG_DATA: data.path, ...settings })

  expect(await copy({})).toEqual({
    code: 1,
    printed: expect.stringMatching(/^请先设 MASHANG_FILES_URL.*。\n$/),
  })
  for (let n = 0; n < 2; n++) {
    const { code, printed } = await copy({
      MASHANG_FILES_URL: `s3://${BUCKET}/home?endpoint=${storage.endpoint}`,
      MASHANG_FILES_KEY: KEYS.id,
      MASHANG_FILES_SECRET: KEYS.secret,
    })
    expect([code, printed]).toEqual([0, expect.stringContaining('共 2 个文件')])
  }
  const there = await s3Store(storage.settings({ prefix: 'home/' })).read('photos/ab/one.jpg')
  expect(there && (await buffer(there.stream)).toString()).toBe('一')
  const here = await from.read('rosters/two')
  expect(here && (await buffer(here.stream)).toString()).toBe('二')
  await storage.close()
  data.remove()
})
