import { PHOTOS_PER_MATTER } from '@mashang/shared/photos/photos.words.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seeded } from '../issues/steps.ts'
import { picture } from '../photos/upload.ts'
import { startApp, type TestApp } from '../support/app.ts'

let t: TestApp
let photo: Buffer
beforeAll(async () => {
  t = await startApp()
  photo = await picture(80, 60).jpeg().toBuffer()
})
afterAll(() => t.close())

const TEXT = '3 号楼南边的路灯坏了两个多星期。晚上一片黑。'
const wordsFor = (changes: Record<string, string> = {}): Record<string, string> => ({
  representativeId: seeded(t).id,
  key: crypto.randomUUID(),
  kind: 'help',
  field: 'urban',
  text: TEXT,
  ...changes,
})

/** As a browser sends it: words and files in one form, a field without a choice as an empty file. */
async function send(words: Record<string, string>, files: Buffer[], step = 'file') {
  const form = new FormData()
  for (const [name, value] of Object.entries(words)) form.append(name, value)
  for (const [index, bytes] of files.entries())
    form.append('photo', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), `${index}.jpg`)
  if (files.length === 0) form.append('photo', new Blob([]), '')
  const request = new Request('http://localhost/', { method: 'POST', body: form })
  return await t.app.inject({
    method: 'POST',
    url: `/q/${seeded(t).code}/${step}`,
    headers: {
      'content-type': request.headers.get('content-type') ?? '',
      accept: 'text/html',
    },
    payload: Buffer.from(await request.arrayBuffer()),
  })
}
const receiptOf = (location: unknown): string => /^\/r\/(\w+)/.exec(String(location))?.[1] ?? ''
const photosOf = async (location: unknown): Promise<number> =>
  (await t.voter({ url: `/api/receipts/${receiptOf(location)}` })).json().photos.length
/** What is read and sent of a page; what script goes on with stands behind. */
const painted = (body: string): string => body.split('<script')[0] ?? ''
const hidden = (body: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]+)"`).exec(painted(body))?.[1] ?? ''

describe('photos of a form where no script runs', () => {
  it('given the form, then it takes photos and stays small where script runs', async () => {
    const page = await t.voter({ url: `/q/${seeded(t).code}/file` })
    expect(page.body).toContain('enctype="multipart/form-data"')
    expect(page.body).toMatch(/<noscript>.*type="file".*<\/noscript>/s)
  })

  it('given two photos, then they are in the matter without what a camera wrote into them', async () => {
    const tagged = await picture(80, 60)
      .withExif({ IFD0: { Copyright: 'SECRET' } })
      .jpeg()
      .toBuffer()
    const reply = await send(wordsFor(), [photo, tagged])
    expect(reply.statusCode).toBe(303)
    const { photos } = (
      await t.voter({ url: `/api/receipts/${receiptOf(reply.headers.location)}` })
    ).json()
    expect(photos).toHaveLength(2)
    const read = await t.voter({ url: photos[1].url })
    expect(read.rawPayload.includes('SECRET')).toBe(false)
  })

  it('given no photo was chosen, then it is a filing without one', async () => {
    const reply = await send(wordsFor(), [])
    expect([reply.statusCode, await photosOf(reply.headers.location)]).toEqual([303, 0])
  })

  it('given the form sent twice, also at once, then it is one filing with its photo', async () => {
    const words = wordsFor()
    const replies = await Promise.all([send(words, [photo]), send(words, [photo])])
    replies.push(await send(words, [photo]))
    expect(new Set(replies.map(({ headers }) => headers.location)).size).toBe(1)
    expect(await photosOf(replies[0]?.headers.location)).toBe(1)
  })

  it('given a file that is no photo, then one sentence says which, and the others are kept', async () => {
    const refused = await send(wordsFor({ name: '王秀兰' }), [photo, Buffer.from('not a photo')])
    expect(refused.statusCode).toBe(415)
    expect(painted(refused.body)).toContain('第 2 张：这个文件不是照片')
    expect(painted(refused.body)).toContain(TEXT)
    expect(painted(refused.body)).toContain('刚才的 1 张已经收好')
    const again = await send(
      wordsFor({ key: hidden(refused.body, 'key'), photos: hidden(refused.body, 'photos') }),
      [],
    )
    expect([again.statusCode, await photosOf(again.headers.location)]).toEqual([303, 1])
  })

  it('given a phone that is mistyped, then the photo need not be chosen again', async () => {
    const refused = await send(wordsFor({ phone: '12' }), [photo])
    expect(refused.statusCode).toBe(400)
    const again = await send(
      wordsFor({ key: hidden(refused.body, 'key'), photos: hidden(refused.body, 'photos') }),
      [photo],
    )
    expect(again.statusCode).toBe(303)
  })

  it('given a code is asked for first, then the photo is kept meanwhile', async () => {
    const asked = await send(wordsFor({ phone: '13900000137' }), [photo], 'file/code')
    expect(hidden(asked.body, 'photos')).not.toBe('')
  })

  it('given more than six, then six are kept and it says so', async () => {
    const many = await Promise.all(
      Array.from({ length: PHOTOS_PER_MATTER + 1 }, () => picture(20, 20).jpeg().toBuffer()),
    )
    const refused = await send(wordsFor(), many)
    expect(refused.statusCode).toBe(400)
    expect(painted(refused.body)).toContain('最多 6 张照片，多出来的没有收。')
    expect(hidden(refused.body, 'photos').split(',')).toHaveLength(PHOTOS_PER_MATTER)
  })

  it('given one above 15 MB, then it says so', async () => {
    const refused = await send(wordsFor(), [Buffer.alloc(15 * 1024 * 1024 + 1)])
    expect(refused.statusCode).toBe(413)
    expect(painted(refused.body)).toContain('第 1 张：照片超过 15 MB')
  })

  it.each([
    [
      'far too many files',
      () =>
        send(
          wordsFor(),
          Array.from({ length: 30 }, () => photo),
        ),
    ],
    [
      'a body that breaks off',
      async () =>
        await t.app.inject({
          method: 'POST',
          url: `/q/${seeded(t).code}/file`,
          headers: { 'content-type': 'multipart/form-data; boundary=x', accept: 'text/html' },
          payload: '--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nabc',
        }),
    ],
  ])('given %s, then a page with one sentence, and nothing broken', async (_, sent) => {
    const reply = await sent()
    expect(reply.statusCode).toBeGreaterThanOrEqual(400)
    expect(reply.statusCode).toBeLessThan(500)
    expect(reply.headers['content-type']).toContain('text/html')
  })

  it('given photos that are another’s, then they are refused and can be left out', async () => {
    const refused = await send(wordsFor({ photos: crypto.randomUUID() }), [])
    expect(refused.statusCode).toBe(422)
    expect(hidden(refused.body, 'photos')).toBe('')
  })
})
