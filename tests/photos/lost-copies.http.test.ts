import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { activityPhotos } from '@mashang/server/activities/photos.usecases.ts'
import { Conflict } from '@mashang/server/core/db/faults.ts'
import { folderStore } from '@mashang/server/core/files/folder.ts'
import { patientStore } from '@mashang/server/core/files/patient.ts'
import { s3Store } from '@mashang/server/core/files/s3.ts'
import type { FileStore } from '@mashang/server/core/files/store.ts'
import { lostPhotoFiles, type PhotoFolder } from '@mashang/server/photos/lost-files.usecases.ts'
import { alarmPhotos, placementPhotos } from '@mashang/server/sheets/sheet-photos.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act, announced } from '../activities/steps.ts'
import { post } from '../issues/steps.ts'
import { printed } from '../sheets/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { startStorage, type TestStorage } from '../support/object-storage.ts'
import { rightBefore } from '../support/while-committing.ts'
import { uploaded } from './upload.ts'

const folder = mkdtempSync(join(tmpdir(), 'mashang-copies-'))
let storage: TestStorage
beforeAll(async () => {
  storage = await startStorage()
})
afterAll(async () => {
  await storage.close()
  rmSync(folder, { recursive: true, force: true })
})

const stores: [string, () => FileStore][] = [
  ['folder', () => folderStore(join(folder, 'files'))],
  ['bucket', () => patientStore(s3Store(storage.settings()), join(folder, 'waiting'))],
]

/** Who takes an uploaded photo: in words, where, and by which request. */
type Taker = [string, PhotoFolder, (photo: string) => Promise<LightMyRequestResponse>]

describe.each(stores)('copies of photos in a %s that a failed commit left', (_, open) => {
  let t: TestApp
  let by: Client
  beforeAll(async () => {
    t = await startApp({ files: open() })
    t.clock.set(Date.now())
    by = await t.as(0)
  })
  afterAll(() => t.close())

  const takers: Taker[] = [
    [
      'an activity',
      activityPhotos,
      async (photo) => {
        const office = await t.as('office')
        const { id } = await announced(t, office)
        return await act(office, id, { act: 'photograph', photo })
      },
    ],
    [
      'a sheet that is hung, under a key of the phone’s own',
      placementPhotos,
      async (photo) => {
        const { id } = await printed(t)
        const key = crypto.randomUUID()
        return await post(by, `/api/sheets/${id}/hanging`, { place: '门口', photo, key })
      },
    ],
    [
      'a strange code',
      alarmPhotos,
      (photo) => post(by, '/api/sheet-alarms', { text: 'x', place: '门口', photo }),
    ],
  ]

  it.each(takers)('go from %s after a day; what a row names stays', async (_, photos, take) => {
    const there = async (): Promise<string[]> => {
      const names: string[] = []
      for await (const name of t.context.files.list(photos.folder)) names.push(name)
      return names.sort()
    }
    t.clock.set(Date.now())
    expect((await take(await uploaded(t))).statusCode).toBeLessThan(300)
    const named = await there()
    expect(named).toHaveLength(2)
    rightBefore(t, 'delete unclaimed photo', async () => {
      throw new Conflict('somebody was faster')
    })
    expect((await take(await uploaded(t))).statusCode).toBeGreaterThanOrEqual(400)
    expect(await there()).toHaveLength(4)
    // A voter's photo has come since: the database is no older copy.
    await uploaded(t)
    t.clock.set(Date.now() + 8 * DAY)
    const turn = lostPhotoFiles(t.context, photos)
    expect(await turn()).toBe(0)
    expect(await turn()).toBe(2)
    expect(await there()).toEqual(named)
  })
})
