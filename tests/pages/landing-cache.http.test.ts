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

describe('a landing page that lies ready', () => {
  const ready = (method: 'GET' | 'HEAD' = 'GET', headers: Record<string, string> = {}) =>
    t.app.inject({ method, url: `/q/${t.seed.representatives[1]?.code}`, headers })
  const said = ({ date: _, ...headers }: Record<string, unknown>) => headers

  test('given the second scan, then it is told what the first one was, and both count', async () => {
    const first = await ready()
    const second = await ready()
    expect(second.statusCode).toBe(200)
    expect(second.body).toBe(first.body)
    expect(said(second.headers)).toEqual(said(first.headers))
    const counted = async () =>
      Number(
        /requests_total\{method="GET",route="\/q\/:code",status="200"\} (\d+)/.exec(
          (await t.voter({ url: '/metrics' })).body,
        )?.[1],
      )
    const before = await counted()
    await ready()
    await ready()
    expect(await counted()).toBe(before + 2)
  })

  test('given a question for its head, then the head is the same and nothing follows', async () => {
    const whole = await ready()
    const head = await ready('HEAD')
    expect([head.statusCode, head.body]).toEqual([200, ''])
    expect(said(head.headers)).toEqual(said(whole.headers))
  })

  test('given a cookie of large print, or words behind the address, then it is not the one', async () => {
    await ready()
    expect((await ready('GET', { cookie: 'elder=1' })).body).toContain('class="elder"')
    expect((await ready()).body).not.toContain('class="elder"')
    expect((await landing(undefined, '?told=covered')).headers['cache-control']).toBe('no-store')
  })

  test('given a body with the question, then it is read and let go', async () => {
    await ready()
    const reply = await t.app.inject({
      method: 'GET',
      url: `/q/${t.seed.representatives[1]?.code}`,
      headers: { 'content-type': 'application/json' },
      payload: '{}',
    })
    expect(reply.statusCode).toBe(200)
  })
})

describe('a landing page behind a cache that many share', () => {
  const again = async (tag: unknown, headers: Record<string, string> = {}) =>
    await t.voter({
      url: `/q/${t.seed.representatives[0]?.code}`,
      headers: { 'if-none-match': String(tag), 'accept-encoding': 'br', ...headers },
    })

  test('given that nothing changed, then whoever has it is told so, with what time it is now', async () => {
    const { headers } = await landing('br')
    const reply = await again(`"other", ${headers.etag}`)
    expect([reply.statusCode, reply.body]).toEqual([304, ''])
    expect(reply.headers).toMatchObject({
      etag: headers.etag,
      vary: 'accept-encoding, cookie, sec-fetch-site',
      'cache-control': 'public, max-age=0, s-maxage=1, must-revalidate',
      'server-timing': `now;desc="${t.clock.now()}"`,
    })
    expect(reply.headers['set-cookie']).toBeUndefined()
  })

  test('given a change, another encoding or another minute, then it is another page', async () => {
    const { headers } = await landing('br')
    expect((await again(headers.etag, { 'accept-encoding': 'gzip' })).statusCode).toBe(200)
    expect((await again(headers.etag, { cookie: 'elder=1' })).statusCode).toBe(200)
    await execute(t, "update representatives set name = '李后来' where name = '李新名'")
    const reply = await again(headers.etag)
    expect(reply.statusCode).toBe(200)
    t.clock.advance(60_000)
    await execute(t, "update representatives set name = '李后来' where name = '李后来'")
    expect((await again(reply.headers.etag)).statusCode).toBe(200)
  })

  test('given somebody who is signed in, or words for one voter, then no cache may keep it', async () => {
    const url = `/q/${t.seed.representatives[0]?.code}`
    const own = await (await t.as(0))({ url })
    expect(own.headers['cache-control']).toBe('private, no-cache')
    for (const query of ['?elder=1', '?told=covered', '?elder=0'])
      expect((await landing('br', query)).headers['cache-control'], query).toBe('no-store')
  })

  test('says to everybody what it says to whoever is signed in, but for who may keep it', async () => {
    const url = `/q/${t.seed.representatives[0]?.code}`
    const own = await (await t.as(0))({ url, headers: { 'accept-encoding': 'br' } })
    const { 'cache-control': _, date: __, connection: ___, ...said } = own.headers
    expect(said['content-security-policy']).toContain("default-src 'none'")
    expect(said['x-frame-options']).toBe('DENY')
    const { headers } = await landing('br')
    expect(headers).toMatchObject(said)
    expect(Object.keys(headers).sort()).toEqual(Object.keys(own.headers).sort())
  })

  test.each([
    ['cross-site', 'same-origin'],
    ['same-site', 'same-origin'],
    [undefined, 'same-origin'],
    ['none', undefined],
    ['same-origin', undefined],
  ])('given a visit from "%s", then the page is cut off from its opener: %s', async (site, cut) => {
    const headers = { 'accept-encoding': 'br', ...(site && { 'sec-fetch-site': site }) }
    const code = t.seed.representatives[0]?.code
    // Kept by us, kept by the browser, made for one voter, and another page.
    const { etag } = (await t.voter({ url: `/q/${code}`, headers })).headers
    for (const [path, more] of [
      ['', {}],
      ['', { 'if-none-match': String(etag) }],
      ['?elder=1', {}],
      ['/file', {}],
    ] as const) {
      const reply = await t.voter({ url: `/q/${code}${path}`, headers: { ...headers, ...more } })
      expect(reply.headers['cross-origin-opener-policy'], path).toBe(cut)
    }
  })

  test('given a code that leads nowhere, then its page is not kept by anybody', async () => {
    const { statusCode, headers } = await t.voter({ url: '/q/NONE' })
    expect([statusCode, headers['cache-control'], headers.etag]).toEqual([
      404,
      'no-store',
      undefined,
    ])
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
    expect(small.headers.vary).toBe('accept-encoding, cookie, sec-fetch-site')
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
