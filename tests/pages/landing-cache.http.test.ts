import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { filingTo, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

const landing = (acceptEncoding?: string, query = '') =>
  t.voter({
    url: `/q/${t.seed.representatives[0]?.code}${query}`,
    ...(acceptEncoding === undefined ? {} : { headers: { 'accept-encoding': acceptEncoding } }),
  })

describe('a landing page that is kept', () => {
  test('given a change of what it shows, then the next scan sees the change', async () => {
    expect((await landing()).body).toContain('李婺')
    await execute(t, "update representatives set name = '李新名' where name = '李婺'")
    const { body } = await landing()
    expect(body).toContain('李新名')
    expect(body).not.toContain('李婺')
  })

  test('given an answer, then the count of answers follows at once', async () => {
    const representative = t.seed.representatives[0]
    if (representative === undefined) throw new Error('nobody seeded')
    await landing()
    const filed = await t.voter({
      method: 'POST',
      url: '/api/issues',
      body: filingTo(representative),
      headers: { 'idempotency-key': 'landing-cache-1' },
    })
    const client = await t.as(0)
    await client({
      method: 'POST',
      url: `/api/issues/${filed.json().id}/response`,
      body: { decision: 'answer', text: '路灯已经报给市政，明天下午五点前派人来修，修好告诉您。' },
    })
    expect((await landing()).body).toContain('"answered":1')
  })

  test('given a code that is revoked, then it leads nowhere any more, kept or not', async () => {
    const code = t.seed.representatives[2]?.code
    const scan = () => t.voter({ url: `/q/${code}` })
    expect((await scan()).statusCode).toBe(200)
    await execute(t, `update codes set revoked_at = 1 where code = '${code}'`)
    expect((await scan()).statusCode).toBe(410)
  })

  test('given large print, then it is a page of its own', async () => {
    await landing()
    expect((await landing(undefined, '?elder=1')).body).toContain('class="elder"')
    expect((await landing()).body).not.toContain('class="elder"')
  })

  test('says what time it is now, whenever the page was made', async () => {
    await landing()
    t.clock.advance(2_000)
    const { headers } = await landing()
    expect(headers['server-timing']).toBe(`now;desc="${t.clock.now()}"`)
  })
})

/** Each encoding is made at a moment of its own. */
const timeless = (page: string): string => page.replace(/"serverTime":"[^"]+"/, '')

describe('pages over a weak signal', () => {
  test.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
  ])('given "%s", then the page comes as %s', async (accepted, encoding, decode) => {
    const plain = await landing()
    const small = await landing(accepted)
    expect(small.headers['content-encoding']).toBe(encoding)
    expect(small.headers.vary).toBe('accept-encoding')
    expect(small.rawPayload.length).toBeLessThan(10 * 1024)
    expect(timeless(decode(small.rawPayload).toString())).toBe(timeless(plain.body))
  })

  test('given a browser that takes no compression, then it gets the page as it is', async () => {
    const plain = await landing('identity')
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(plain.body).toContain('<!doctype html>')
  })

  test('a form is compressed too', async () => {
    const code = t.seed.representatives[0]?.code
    const page = await t.voter({
      url: `/q/${code}/file`,
      headers: { 'accept-encoding': 'br' },
    })
    expect(page.headers['content-encoding']).toBe('br')
    expect(brotliDecompressSync(page.rawPayload).toString()).toContain('<form')
  })
})
