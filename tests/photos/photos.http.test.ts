import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { file, filed, outcome } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { pngOf } from './png.ts'
import { picture, upload, uploaded } from './upload.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

const spooled = (): string[] => readdirSync(join(t.context.config.dataFolder, 'spool'))
const ofReceipt = (receipt: string, id: string, size = 'full') =>
  t.voter({ url: `/api/receipts/${receipt}/photos/${id}?size=${size}` })

describe('a photo', () => {
  it('comes back upright, small enough, without position, camera or anything else that rode along', async () => {
    const telling = await picture(2400, 1200)
      .withExif({
        IFD0: { Make: 'SecretPhone', Copyright: '王秀兰' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '40/1 40/1 0/1', GPSLongitude: '110/1 3/1 0/1' },
      })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    expect((await sharp(telling).metadata()).exif).toBeDefined()
    const reply = await upload(t, telling)
    expect(reply.json()).toMatchObject({ width: 800, height: 1600 })
    const { id } = reply.json()
    const { receipt } = await filed(t, { photos: [id] })
    for (const [size, edge] of [
      ['full', 1600],
      ['thumb', 400],
    ] as const) {
      const shown = await ofReceipt(receipt, id, size)
      expect(shown.headers['content-type']).toBe('image/jpeg')
      const metadata = await sharp(shown.rawPayload).metadata()
      expect(metadata).toMatchObject({ format: 'jpeg', height: edge, width: edge / 2 })
      expect([metadata.exif, metadata.xmp, metadata.iptc, metadata.orientation]).toEqual(
        Array(4).fill(undefined),
      )
      expect(shown.rawPayload.includes('SecretPhone')).toBe(false)
    }
  })

  it('may be a PNG or WebP, whatever its name says', async () => {
    for (const bytes of [
      await picture(50, 40).png().toBuffer(),
      await picture(50, 40).webp().toBuffer(),
    ])
      expect((await upload(t, bytes, '../../etc/passwd.svg')).json()).toMatchObject({
        width: 50,
        height: 40,
      })
  })

  it('leaves nothing behind in the spool', async () => {
    await uploaded(t)
    await upload(t, Buffer.from('no photo at all, but long enough'))
    expect(spooled()).toEqual([])
  })
})

describe('what is no photo', () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
  const cases: [string, () => Buffer | Promise<Buffer>, string][] = [
    [
      'a text file',
      () => Buffer.from('这不是照片，只是一些文字，后面还有。'),
      '415 photo.not-a-photo',
    ],
    ['nothing', () => Buffer.alloc(0), '415 photo.not-a-photo'],
    ['an SVG', () => Buffer.from(svg), '415 photo.not-a-photo'],
    ['a GIF', () => picture(20, 20).gif().toBuffer(), '415 photo.not-a-photo'],
    ['a TIFF', () => picture(20, 20).tiff().toBuffer(), '415 photo.not-a-photo'],
    ['a PDF', () => Buffer.from('%PDF-1.7 and something more'), '415 photo.not-a-photo'],
    [
      'a text that begins like a JPEG',
      () =>
        Buffer.concat([
          Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
          Buffer.from('hello, this is no picture'),
        ]),
      '415 photo.not-a-photo',
    ],
    [
      'a JPEG that was cut off',
      async () => (await picture(900, 900).jpeg().toBuffer()).subarray(0, 20_000),
      '422 photo.unreadable',
    ],
    [
      'a bomb of 30,000 × 30,000 pixels',
      () => pngOf(30_000, 30_000, deflateSync(Buffer.alloc(1_000_000))),
      '422 photo.too-many-pixels',
    ],
    [
      'an endless PNG',
      () => pngOf(2_000_000_000, 2_000_000_000, deflateSync(Buffer.alloc(100))),
      '415 photo.not-a-photo',
    ],
    [
      'a PNG with too little inside',
      () => pngOf(3_000, 3_000, deflateSync(Buffer.alloc(100))),
      '422 photo.unreadable',
    ],
    [
      '40 MB',
      async () =>
        Buffer.concat([await picture(20, 20).jpeg().toBuffer(), Buffer.alloc(40 * 1024 * 1024)]),
      '413 photo.too-large',
    ],
  ]
  it.each(cases)('%s: refused with a sentence', async (_what, make, expected) => {
    const reply = await upload(t, await make())
    expect(outcome(reply), reply.body).toBe(expected)
    expect(reply.json().title).toMatch(/^[\u4e00-\u9fff].*。$/)
    expect(spooled()).toEqual([])
  })

  it('a moving WebP is refused', async () => {
    const frames = await Promise.all([1, 2].map(() => picture(20, 20).png().toBuffer()))
    const moving = await sharp(frames, { join: { animated: true } })
      .webp()
      .toBuffer()
    expect(outcome(await upload(t, moving))).toBe('415 photo.not-a-photo')
  })
})

describe('whose photo it is', () => {
  it('given one that a filing has, then no other filing gets it', async () => {
    const id = await uploaded(t)
    await filed(t, { photos: [id] })
    expect(outcome(await file(t, { photos: [id] }))).toBe('422 issue.photo-unknown')
    expect(outcome(await file(t, { photos: [crypto.randomUUID()] }))).toBe(
      '422 issue.photo-unknown',
    )
  })

  it('given two filings that want it at once, then one gets it, whole, and the other leaves nothing', async () => {
    const id = await uploaded(t)
    const replies = await Promise.all([file(t, { photos: [id] }), file(t, { photos: [id] })])
    expect(replies.map((reply) => reply.statusCode).sort()).toEqual([201, 422])
  })

  it('keeps the order in which it was named; a photo named twice counts once', async () => {
    const [a, b] = [await uploaded(t), await uploaded(t)]
    const { receipt } = await filed(t, { photos: [b, a, b] })
    const seen = (await t.voter({ url: `/api/receipts/${receipt}` })).json()
    expect(seen.photos.map((photo: { id: string }) => photo.id)).toEqual([b, a])
    expect(seen.photos[0]).toMatchObject({
      url: `/api/receipts/${receipt}/photos/${b}`,
      thumbUrl: `/api/receipts/${receipt}/photos/${b}?size=thumb`,
    })
  })

  it('can be seen with the receipt and by whoever works on it, by nobody else', async () => {
    const id = await uploaded(t)
    const matter = await filed(t, { photos: [id] })
    const other = await filed(t)
    const ofIssue = `/api/issues/${matter.id}/photos/${id}`
    expect((await ofReceipt(matter.receipt, id)).statusCode).toBe(200)
    expect((await (await t.as(0))({ url: ofIssue })).statusCode).toBe(200)
    expect((await (await t.as('office'))({ url: ofIssue })).statusCode).toBe(200)
    expect(outcome(await ofReceipt(other.receipt, id))).toBe('404 photo.not-found')
    expect(outcome(await t.voter({ url: ofIssue }))).toBe('401 auth.required')
    expect(outcome(await (await t.as(2))({ url: ofIssue }))).toBe('404 issue.not-found')
  })
})
