import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderStore } from '@mashang/server/core/files/folder.ts'
import { patientStore } from '@mashang/server/core/files/patient.ts'
import { s3Store } from '@mashang/server/core/files/s3.ts'
import type { FileStore } from '@mashang/server/core/files/store.ts'
import { idFloor } from '@mashang/server/core/ids.ts'
import { lostPhotoFiles, photos } from '@mashang/server/photos/lost-files.usecases.ts'
import { photoFile } from '@mashang/server/photos/photos.store.ts'
import { unclaimedPhoto } from '@mashang/server/photos/photos.usecases.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filed } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { startStorage, type TestStorage } from '../support/object-storage.ts'
import { uploaded } from './upload.ts'

const folder = mkdtempSync(join(tmpdir(), 'mashang-lost-'))
let storage: TestStorage
beforeAll(async () => {
  storage = await startStorage()
})
afterAll(async () => {
  await storage.close()
  rmSync(folder, { recursive: true, force: true })
})

const patience = { connect: 2_000, silence: 2_000, attempts: 2 }
const stores: [string, () => FileStore][] = [
  ['folder', () => folderStore(join(folder, 'files'))],
  ['bucket', () => patientStore(s3Store(storage.settings(), patience), join(folder, 'waiting'))],
]

describe.each(stores)('files of photos in a %s that no row names', (_, open) => {
  let t: TestApp
  beforeAll(async () => {
    t = await startApp({ files: open() })
    t.clock.set(Date.now())
  })
  afterAll(() => t.close())

  /** Both sizes of a photo whose process died before its row, or more than one photo. */
  async function lost(at: number, n = 0): Promise<string> {
    const id = `${idFloor(at).slice(0, -4)}${String(n).padStart(4, '0')}`
    for (const size of ['full', 'thumb'] as const)
      await t.context.files.put(photoFile(id, size), Buffer.from('photo'))
    return id
  }
  async function there(): Promise<string[]> {
    const names: string[] = []
    for await (const name of t.context.files.list('photos')) names.push(name)
    return names.sort()
  }
  const namesOf = (...ids: string[]) =>
    ids.flatMap((id) => [photoFile(id, 'full'), photoFile(id, 'thumb')]).sort()

  /** As if a day had gone by between them: what the first one found, the second takes away. */
  async function twoTurns(): Promise<number[]> {
    const turn = lostPhotoFiles(t.context, photos)
    return [await turn(), await turn()]
  }
  async function empty(): Promise<void> {
    for (const name of await there()) await t.context.files.remove(name)
  }

  it('stay where no photo has a row: the database is empty, or of others', async () => {
    const id = await lost(Date.now() - 20 * DAY)
    const turn = lostPhotoFiles(t.context, photos)
    await expect(turn()).rejects.toThrow('一张照片的记录也没有')
    await expect(turn()).rejects.toThrow('一个文件也没有删')
    expect(await there()).toEqual(namesOf(id))
    await empty()
    expect(await twoTurns()).toEqual([0, 0])
  })

  it('go after a week, at the second turn; what waits, is new or is shown stays', async () => {
    const now = Date.now()
    const old = await lost(now - DAY)
    const named = await uploaded(t)
    await filed(t, { photos: [named] })
    const waiting = await uploaded(t)
    expect(await twoTurns()).toEqual([0, 0])
    t.clock.set(now + 7 * DAY)
    expect(await twoTurns()).toEqual([0, 2])
    expect(await there()).toEqual(namesOf(named, waiting))
    expect(old).not.toBe(named)
  })

  it('stay where they are younger than every row: the database is an older copy', async () => {
    const young = await lost(Date.now() + 2 * DAY)
    const before = await there()
    expect(await twoTurns()).toEqual([0, 0])
    t.clock.advance(10 * DAY)
    await expect(twoTurns()).rejects.toThrow('还新')
    expect(await there()).toEqual(before)
    for (const name of namesOf(young)) await t.context.files.remove(name)
  })

  it('stay where the server stops, or a row came before their turn', async () => {
    const ids: string[] = []
    for (let n = 1; n <= 6; n++) ids.push(await lost(Date.now() - 3 * DAY, n))
    const before = await there()
    const { files } = t.context
    const listed: string[] = []
    for await (const name of files.list('photos'))
      if (ids.some((id) => name.includes(id))) listed.push(name)
    // Those that the second look at the rows is for.
    const late = listed.slice(10)
    const removed: string[] = []
    const remove = async (name: string): Promise<void> => {
      await files.remove(name)
      if (removed.push(name) > 1) return
      for (const id of ids.filter((one) => late.some((name) => name.includes(one))))
        await t.context.db.commit(t.context.district, [
          unclaimedPhoto(t.context, id, { width: 1, height: 1 }),
        ])
    }
    const turn = lostPhotoFiles(
      {
        ...t.context,
        files: Object.assign(Object.create(files), { remove }),
      },
      photos,
    )
    expect(await turn()).toBe(0)
    expect(await turn(AbortSignal.abort())).toBe(0)
    expect(await turn()).toBe(0)
    expect(await there()).toEqual(before)
    expect(await turn()).toBe(10)
    expect(await there()).toEqual(expect.arrayContaining(late))
  })

  it('stay at the first turn after one that was refused', async () => {
    const turn = lostPhotoFiles(t.context, photos)
    await lost(Date.now() - 19 * DAY)
    expect(await turn()).toBe(0)
    const many: string[] = []
    for (let n = 1; n < 26; n++) many.push(await lost(Date.now() - 19 * DAY, n))
    await expect(turn()).rejects.toThrow('超过 50 个')
    for (const name of namesOf(...many)) await t.context.files.remove(name)
    expect(await turn()).toBe(0)
    expect(await turn()).toBe(2)
  })

  it('stay where they are more than a few crashes leave', async () => {
    for (let n = 0; n < 26; n++) await lost(Date.now() - 20 * DAY, n)
    const before = await there()
    await expect(twoTurns()).rejects.toThrow('超过 50 个')
    expect(await there()).toEqual(before)
  })
})
