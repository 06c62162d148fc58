import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { lookUpRepresentative } from '@mashang/server/representatives/representatives.store.ts'
import type { PhotosReport } from '@mashang/shared/roster/roster.api.ts'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { makeZip } from './make-zip.ts'
import { sendFile } from './uploads.ts'

let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
})
afterAll(() => t.close())

const picture = (background: string): Promise<Buffer> =>
  sharp({ create: { width: 900, height: 900, channels: 3, background } })
    .jpeg()
    .toBuffer()
const send = (bytes: Buffer) =>
  sendFile(office, '/api/representative-photos', { name: '照片.zip', bytes })
const portraits = (): string[] =>
  readdirSync(join(t.context.config.dataFolder, 'files', 'portraits'))
const spooled = (): string[] => readdirSync(join(t.context.config.dataFolder, 'spool'))

it('gives each photo to whom its name says, and tells why the others stay out', async () => {
  const reply = await send(
    makeZip([
      { name: '照片/李婺.jpg', bytes: await picture('#335577') },
      { name: '照片/张建平（大发街道）.jpg', bytes: await picture('#775533') },
      { name: '李婺 2.jpg', bytes: await picture('#000000') },
      { name: '那顺巴雅尔.jpg', bytes: Buffer.from('no photo at all, only text in a file') },
      { name: '没有这个人.png', bytes: await picture('#ffffff') },
      { name: '说明.txt', bytes: '照片说明' },
    ]),
  )
  expect(reply.statusCode, reply.body).toBe(201)
  const report: PhotosReport = reply.json()
  expect(report.matched.map(({ name, representativeId }) => [name, representativeId])).toEqual(
    t.seed.representatives.slice(0, 2).map(({ name, id }) => [name, id]),
  )
  expect(report.skipped.map(({ file }) => file)).toEqual([
    '李婺 2.jpg',
    '那顺巴雅尔.jpg',
    '没有这个人.png',
    '说明.txt',
  ])
  for (const { file, message } of report.skipped)
    expect(message).toMatch(new RegExp(`^“${file}”.+。$`))
  expect(report.missing.map(({ name }) => name)).toEqual(['那顺巴雅尔'])
  expect(spooled()).toEqual([])
})

it('shows the portrait at its address, upright 3:4', async () => {
  const id = t.seed.representatives[0]?.id ?? ''
  const shown = await t.voter({ url: `/api/representatives/${id}` })
  const { photoUrl } = shown.json().representative
  const photo = await t.voter({ url: photoUrl })
  expect(photo.headers['cache-control']).toContain('immutable')
  for (const other of [photoUrl.split('?')[0], `${photoUrl.split('?')[0]}?v=old`])
    expect((await t.voter({ url: other })).headers['cache-control']).toBe('public, max-age=300')
  expect([photo.statusCode, photo.headers['content-type']]).toEqual([200, 'image/jpeg'])
  expect(await sharp(photo.rawPayload).metadata()).toMatchObject({ width: 600, height: 800 })
})

it('keeps one portrait for each person: the same again changes nothing, a new one replaces it', async () => {
  const id = t.seed.representatives[0]?.id ?? ''
  const before = (await lookUpRepresentative(t.context, id))?.photo
  await send(makeZip([{ name: '李婺.jpg', bytes: await picture('#335577') }]))
  expect((await lookUpRepresentative(t.context, id))?.photo).toBe(before)
  await send(makeZip([{ name: '李婺.jpg', bytes: await picture('#aa3355') }]))
  const after = (await lookUpRepresentative(t.context, id))?.photo
  expect(after).not.toBe(before)
  expect(portraits()).toHaveLength(2)
  expect(portraits()).toContain(`${id}-${after}.jpg`)
})

it('refuses what is no ZIP, and half of one, without writing anything', async () => {
  const before = portraits()
  const good = makeZip([{ name: '那顺巴雅尔.jpg', bytes: await picture('#335577') }])
  const replies = [
    await send(Buffer.from('that is no archive')),
    await send(good.subarray(0, good.length - 30)),
  ]
  for (const reply of replies) {
    expect(reply.statusCode, reply.body).toBeGreaterThanOrEqual(415)
    expect(reply.statusCode).toBeLessThan(500)
    expect(reply.json().title).toMatch(/^[^。]+。$/)
  }
  expect(replies[0]?.json().code).toBe('photos-zip.not-a-zip')
  expect(portraits()).toEqual(before)
  expect(spooled()).toEqual([])
})
