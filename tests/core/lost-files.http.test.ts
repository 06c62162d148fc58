import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderStore } from '@mashang/server/core/files/folder.ts'
import { patientStore } from '@mashang/server/core/files/patient.ts'
import { s3Store } from '@mashang/server/core/files/s3.ts'
import type { FileStore } from '@mashang/server/core/files/store.ts'
import { lostFiles } from '@mashang/server/lost-files.ts'
import { photoFile } from '@mashang/server/photos/photos.store.ts'
import { unclaimedPhoto } from '@mashang/server/photos/photos.usecases.ts'
import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filed } from '../issues/steps.ts'
import { uploaded } from '../photos/upload.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { startStorage, type TestStorage } from '../support/object-storage.ts'

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

/** One of each folder whose process died before its row. */
const LOST = [
  'sheets/09/0199-09.jpg',
  'sheet-alarms/10/0199-10.thumb.jpg',
  'photos/01/0199-01.jpg',
  'photos/01/0199-01.thumb.jpg',
  'suggestions/0199-02',
  'activities/03/0199-03.jpg',
  'records/04/0199-04-abc.pdf',
  'portraits/0199-05-abc.jpg',
  'batches/0199-06/1-me.pdf',
  'sealed/0199-07',
  'rosters/0199-08',
].sort()

describe.each(stores)('files in a %s that no row names', (_, open) => {
  let t: TestApp
  /** The files are as old as the machine says; the district was there a day before. */
  const now = Date.now()
  beforeAll(async () => {
    t = await startApp({ files: open(), now: now - DAY })
    await filed(t)
  })
  afterAll(() => t.close())

  async function lose(names: readonly string[]): Promise<void> {
    for (const name of names) await t.context.files.put(name, Buffer.from('lost'))
  }
  async function there(): Promise<string[]> {
    const names: string[] = []
    for await (const name of t.context.files.list('')) names.push(name)
    return names.filter((name) => !name.startsWith('mashang-districts/')).sort()
  }
  async function empty(): Promise<void> {
    for (const name of await there()) await t.context.files.remove(name)
  }
  const photosOf = (...ids: string[]) =>
    ids.flatMap((id) => [photoFile(id, 'full'), photoFile(id, 'thumb')]).sort()
  const many = (count: number) => Array.from({ length: count }, (_, n) => `suggestions/many-${n}`)

  /** As if a day had gone by between them: what the first one found, the second takes away. */
  async function twoTurns(): Promise<number[]> {
    const turn = lostFiles(t.context)
    return [await turn(), await turn()]
  }

  it('stay where they are younger than the ledger: the database is an older copy', async () => {
    await lose(LOST)
    expect(await twoTurns()).toEqual([0, 0])
    t.clock.set(now + 2 * DAY)
    await expect(twoTurns()).rejects.toThrow(/photos 里有比账本最新的一条还新的文件[\s\S]*rosters/)
    expect(await there()).toEqual(LOST)
  })

  it('stay where they are older than the ledger: the database is empty, or of others', async () => {
    const other = await startApp({ files: t.context.files, now: now + 2 * DAY })
    await filed(other)
    other.clock.advance(2 * DAY)
    await expect(lostFiles(other.context)()).rejects.toThrow('比账本的第一条还早')
    expect(await there()).toEqual(LOST)
    await other.close()
  })

  it('stay where another district keeps files in the same store', async () => {
    await t.context.files.put('mashang-districts/another', Buffer.from('another'))
    await expect(twoTurns()).rejects.toThrow('还有另一个旗县区（another）的文件')
    await t.context.files.remove('mashang-districts/another')
  })

  it('go after a day, at the second turn; what waits, is new or is shown stays', async () => {
    const named = await uploaded(t)
    await filed(t, { photos: [named] })
    const waiting = await uploaded(t)
    t.clock.set(now + DAY - HOUR)
    expect(await twoTurns()).toEqual([0, 0])
    t.clock.set(now + 3 * DAY)
    await filed(t)
    expect(await twoTurns()).toEqual([0, LOST.length])
    expect(await there()).toEqual(photosOf(named, waiting))
  })

  it('stay where the server stops, or a row came before their turn', async () => {
    const ids = Array.from({ length: 6 }, (_, n) => `0199-late-0${n}`)
    await lose(photosOf(...ids))
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
    const turn = lostFiles({
      ...t.context,
      files: Object.assign(Object.create(files), { remove }),
    })
    expect(await turn()).toBe(0)
    expect(await turn(AbortSignal.abort())).toBe(0)
    expect(await turn()).toBe(0)
    expect(await there()).toEqual(before)
    expect(await turn()).toBe(10)
    expect(await there()).toEqual(expect.arrayContaining(late))
    await empty()
  })

  it('stay where they are more than a few crashes leave, and at the turn after that', async () => {
    const [one, ...others] = many(51)
    const turn = lostFiles(t.context)
    await lose([one ?? ''])
    expect(await turn()).toBe(0)
    await lose([...others, 'sealed/0199-09'])
    await expect(turn()).rejects.toThrow('suggestions 里没有记录的文件超过 50 个')
    await expect(turn()).rejects.toThrow('超过 50 个')
    // What lies in another folder is no concern of it.
    expect(await there()).toEqual(many(51).sort())
    for (const name of others) await t.context.files.remove(name)
    expect(await turn()).toBe(0)
    expect(await turn()).toBe(1)
    expect(await there()).toEqual([])
  })
})
