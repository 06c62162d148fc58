import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seeded } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

describe('addresses that mean no good', () => {
  it.each([
    '/api/codes/%00',
    '/api/receipts/%00%ff',
    '/q/%00',
    '/Q/%ED%A0%80',
    '/r/%00',
    '/api/issues/%00',
    '/api/nothing/%00',
    '/assets/%00',
    '/assets/..%2f..%2fpackage.json',
    '/api/representatives/%00/photo',
    '/%zz',
    '/q/%zz',
    '/q/a/file?to=%00',
  ])('in an address: %s is refused', async (url) => {
    const reply = await t.voter({ url })
    expect(reply.statusCode, reply.body).toBeGreaterThanOrEqual(400)
    expect(reply.statusCode, reply.body).toBeLessThan(500)
    expect(reply.headers['content-type']).toMatch(/problem\+json|text\/html/)
  })

  it.each([
    'q=%00',
    'q=%ED%A0%80',
    'q=%25_%5C%27',
    'q=1%00',
    'q=a&q=b',
    '__proto__=1',
    'page=0',
    'page=1e9',
    'size=99999999999',
    'sort=title',
    'unknown=1',
    'state=nothing',
    `q=${'x'.repeat(100)}`,
    'page=NaN',
    'q=999999999999',
  ])('in a search of the office: ?%s never fails inside', async (query) => {
    const office = await t.as('office')
    for (const list of ['issues', 'representatives', 'accounts', 'codes']) {
      const reply = await office({ url: `/api/${list}?${query}` })
      expect(reply.statusCode, `${list} ${reply.body}`).toBeLessThan(500)
    }
  })

  it.each(['to=a&to=b', 'to=%00', 'elder=1&elder=0', 'to[]=1'])(
    'in a page’s query: ?%s never fails inside',
    async (query) => {
      for (const page of ['', '/choose', '/file']) {
        const reply = await t.voter({ url: `/q/${seeded(t).code}${page}?${query}` })
        expect(reply.statusCode, reply.body).toBeLessThan(500)
      }
    },
  )

  it.each([
    `receipt=${'a'.repeat(79)}%F0%9F%98%80`,
    'receipt=a&receipt=b',
    'receipt=-',
    'receipt=%00',
    'receipt=..%2F',
    'receipt=%0d%0aset-cookie:x=1',
  ])('in the receipt look-up: ?%s never fails inside', async (query) => {
    const reply = await t.voter({ url: `/r?${query}` })
    expect(reply.statusCode, reply.body).toBeLessThan(500)
    expect(reply.headers['set-cookie']).toBeUndefined()
    const { location } = reply.headers
    if (location === undefined) return
    expect(location).toMatch(/^\/r/)
    expect((await t.voter({ url: location })).statusCode).toBeOneOf([200, 404])
  })

  it.each([
    `q=${'a'.repeat(39)}%F0%9F%98%80`,
    'q=a&q=b',
    'scope=all&scope=unit',
    'scope=nowhere',
    'q=%00',
  ])('in choosing: ?%s never fails inside', async (query) => {
    const reply = await t.voter({ url: `/q/${seeded(t).code}/choose?${query}` })
    expect(reply.statusCode, reply.body).toBeLessThan(500)
  })
})
