import { s3Store } from '@mashang/server/core/files/s3.ts'
import { dropUnclaimedPhotos } from '@mashang/server/photos/photos.jobs.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { file, filed, outcome } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { startStorage, type TestStorage } from '../support/object-storage.ts'
import { picture, upload, uploaded } from './upload.ts'

let storage: TestStorage
let t: TestApp
beforeAll(async () => {
  storage = await startStorage()
  const patience = { connect: 2_000, silence: 2_000, attempts: 2 }
  t = await startApp({ files: s3Store(storage.settings(), patience) })
})
afterEach(() => storage.line('fine'))
afterAll(async () => {
  await t.close()
  await storage.close()
})

const photo = async (): Promise<Buffer> => await picture(900, 600).jpeg().toBuffer()

describe('a photo in an object storage', () => {
  it('goes with its filing, and is seen by voter and representative', async () => {
    const id = await uploaded(t, await photo())
    const { receipt, id: issue } = await filed(t, { photos: [id] })
    const representative = await t.as(0)
    for (const shown of [
      await t.voter({ url: `/api/receipts/${receipt}/photos/${id}` }),
      await representative({ url: `/api/issues/${issue}/photos/${id}?size=full` }),
    ]) {
      expect(shown.statusCode, shown.body).toBe(200)
      expect(Number(shown.headers['content-length'])).toBe(shown.rawPayload.length)
      expect(await sharp(shown.rawPayload).metadata()).toMatchObject({ width: 900, format: 'jpeg' })
    }
  })

  it.each(['cut', 'silent'] as const)(
    'given an outage (%s), then it is refused with a sentence and a time, and a filing without photos is taken',
    async (line) => {
      const id = await uploaded(t, await photo())
      const { receipt } = await filed(t, { photos: [id] })
      const shown = () => t.voter({ url: `/api/receipts/${receipt}/photos/${id}` })
      const another = await photo()
      storage.line(line)
      for (const refused of [await upload(t, another), await shown()]) {
        expect(outcome(refused)).toBe('503 storage.files-unavailable')
        expect(refused.headers['content-type']).toContain('application/problem+json')
        expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
        expect(refused.json().title).toMatch(/[\u4e00-\u9fff].*。$/)
      }
      expect((await file(t)).statusCode).toBe(201)
      storage.line('fine')
      expect((await upload(t, another)).statusCode).toBe(201)
      expect((await shown()).statusCode).toBe(200)
    },
  )

  it('given an outage while forgotten ones are taken away, then that is finished later and nothing stays', async () => {
    const id = await uploaded(t, await photo())
    t.clock.advance(3 * DAY + 1)
    storage.line('cut')
    await expect(dropUnclaimedPhotos(t.context)).rejects.toMatchObject({
      kind: { code: 'storage.files-unavailable' },
    })
    expect(outcome(await file(t, { photos: [id] }))).toBe('422 issue.photo-unknown')
    storage.line('fine')
    expect(await dropUnclaimedPhotos(t.context)).toBeGreaterThan(0)
    const left: string[] = []
    for await (const name of t.context.files.list('photos')) left.push(name)
    expect(left.filter((name) => name.includes(id))).toEqual([])
    expect(await dropUnclaimedPhotos(t.context)).toBe(0)
  })
})
