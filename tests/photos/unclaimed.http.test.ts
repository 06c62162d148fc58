import { Conflict } from '@mashang/server/core/db/faults.ts'
import { dropUnclaimedPhotos } from '@mashang/server/photos/photos.jobs.ts'
import { claimPhoto } from '@mashang/server/photos/photos.store.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filingTo, type SeededRepresentative, startApp, type TestApp } from '../support/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

async function upload(): Promise<string> {
  const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#884' } })
    .jpeg()
    .toBuffer()
  const form = new FormData()
  form.append('photo', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), '照片.jpg')
  const request = new Request('http://127.0.0.1/', { method: 'POST', body: form })
  const answer = await t.app.inject({
    method: 'POST',
    url: '/api/photos',
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json().id
}

describe('photos that no filing names', () => {
  it('wait three days, then go; one that was named stays', async () => {
    const forgotten = await upload()
    const named = await upload()
    const filed = await t.voter({
      method: 'POST',
      url: '/api/issues',
      headers: { 'idempotency-key': crypto.randomUUID() },
      body: filingTo(t.seed.representatives[0] as SeededRepresentative, { photos: [named] }),
    })
    expect(filed.statusCode, filed.body).toBe(201)
    const { receipt } = filed.json()

    t.clock.advance(3 * DAY - 1)
    expect(await dropUnclaimedPhotos(t.context)).toBe(0)
    t.clock.advance(2)
    expect(await dropUnclaimedPhotos(t.context)).toBe(1)

    const gone = { district: 'home', id: forgotten, issueId: 'any', position: 0 }
    await expect(t.context.db.commit('home', [claimPhoto(gone)])).rejects.toThrow(Conflict)
    const shown = await t.voter({ url: `/api/receipts/${receipt}/photos/${named}?size=thumb` })
    expect(shown.statusCode).toBe(200)
    expect((await sharp(shown.rawPayload).metadata()).format).toBe('jpeg')
  })
})
