import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, file, outcome, seeded } from '../issues/steps.ts'
import { filingTo, startApp, type TestApp } from '../support/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

const raw = (payload: string | Buffer, type = 'application/json', url = '/api/issues') =>
  t.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': type, 'idempotency-key': crypto.randomUUID() },
    payload,
  })

const body = (changes: object = {}): string => JSON.stringify(filingTo(seeded(t), changes))
const deep = (levels: number, open: string, close: string): string =>
  open.repeat(levels) + close.repeat(levels)

describe('bodies that mean no good', () => {
  it.each([
    ['no JSON', '{"title":'],
    ['nothing', ''],
    ['a bare NUL', '\u0000'],
    ['an array', '[]'],
    ['a word', '"x"'],
    ['null', 'null'],
    ['2,000 __proto__ keys', `{${'"__proto__":{"admin":true},'.repeat(2_000)}"a":1}`],
    ['a constructor', '{"constructor":{"prototype":{"admin":true}}}'],
    [
      '10,000 unknown keys',
      JSON.stringify(
        Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${i}`, i])),
      ).slice(0, 65_000),
    ],
    ['a text whose length is no number', '{"title":{"length":{"toString":"x"}}}'],
    ['arrays in arrays', deep(30_000, '[', ']')],
    ['objects in objects', deep(10_000, '{"a":', '}').replace(':}', ':1}')],
  ])('%s: refused with a problem document', async (_what, payload) => {
    const reply = await raw(payload)
    expect(reply.statusCode).toBe(400)
    expect(reply.headers['content-type']).toContain('application/problem+json')
    expect(reply.json()).toMatchObject({
      status: 400,
      title: expect.stringMatching(/[\u4e00-\u9fff]/),
    })
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false)
  })

  it('10,000 __proto__ keys at a door that takes larger bodies: refused', async () => {
    const reply = await raw(
      `{${'"__proto__":{},'.repeat(10_000)}"login":"a"}`,
      'application/json',
      '/api/sessions',
    )
    expect(outcome(reply)).toBe('400 request.unreadable')
  })

  it('100 MB of JSON: 413 without reading it', async () => {
    const reply = await raw(Buffer.alloc(100 * 1024 * 1024, 0x20))
    expect(outcome(reply)).toBe('413 request.too-large')
  })

  it('a text deep inside a known field: refused and named', async () => {
    const reply = await raw(body().replace('"help"', deep(1_000, '[', ']')))
    expect(outcome(reply)).toBe('400 request.invalid')
    expect(reply.json().fields[0].path).toBe('kind')
  })

  it('an unknown key of 50,000 letters: the answer stays short', async () => {
    const reply = await raw(JSON.stringify({ ['k'.repeat(50_000)]: 1 }))
    expect(reply.statusCode).toBe(400)
    expect(reply.body.length).toBeLessThan(8_000)
  })

  it.each([
    ['XML', 'application/xml', '<a/>'],
    ['plain text', 'text/plain', 'title=1'],
    ['a form', 'application/x-www-form-urlencoded', 'title=1&__proto__=2'],
    ['multipart without boundary', 'multipart/form-data', '--x'],
    ['multipart', 'multipart/form-data; boundary=x', '--x--\r\n'],
  ])('%s where JSON belongs: refused', async (_what, type, payload) => {
    expect((await raw(payload, type)).statusCode).toBeOneOf([400, 415])
  })
})

describe('text that databases choke on', () => {
  const nasty = 'a\u0000b\ud800c\u202ed\u2066e\uffff'

  it('is stored harmlessly, wherever a person may write', async () => {
    const filed = await raw(
      body({
        title: `灯${nasty}`,
        text: `路灯${nasty}`,
        place: nasty,
        contact: { name: `王${nasty}` },
      }),
    )
    expect(filed.statusCode, filed.body).toBe(201)
    const { id, receipt } = filed.json()
    const representative = await t.as(0)
    const colleague = await t.as(1)
    const office = await t.as('office')
    const replies = [
      await t.voter({
        method: 'POST',
        url: `/api/receipts/${receipt}/messages`,
        body: { text: `还没亮${nasty}` },
      }),
      await representative({
        method: 'POST',
        url: `/api/issues/${id}/messages`,
        body: { text: nasty },
      }),
      await office({
        method: 'POST',
        url: `/api/issues/${id}/contact-opening`,
        body: { reason: nasty },
      }),
      await office({
        method: 'POST',
        url: `/api/issues/${id}/reassignment`,
        body: { representativeId: seeded(t, 1).id, reason: nasty },
      }),
      await colleague({
        method: 'POST',
        url: `/api/issues/${id}/response`,
        body: {
          decision: 'refer',
          text: `请住建局换线${nasty}`,
          to: { kind: 'department', name: nasty },
        },
      }),
      await answer(await t.as(1), id, `住建局明天换线${nasty}`),
      await t.voter({
        method: 'POST',
        url: `/api/receipts/${receipt}/verdict`,
        body: { answer: 'satisfied', solved: 'satisfied', text: nasty },
      }),
    ]
    expect(replies.map((reply) => reply.statusCode)).toEqual(Array(7).fill(200))
    const seen = await t.voter({ url: `/api/receipts/${receipt}` })
    expect(seen.json()).toMatchObject({ title: '灯ab\ufffdcde' })
    expect(seen.body).not.toMatch(/\\u0000|\u202e|\\ud800/)
  })

  it('is harmless in names and reasons that the office types', async () => {
    const office = await t.as('office')
    const made = await office({
      method: 'POST',
      url: '/api/accounts',
      body: { name: `赵${nasty}`, login: `zhao${nasty}`, role: 'office' },
    })
    expect(made.statusCode, made.body).toBe(201)
    const revoked = await office({
      method: 'POST',
      url: `/api/codes/${seeded(t, 2).code}/revocation`,
      body: { reason: nasty, replace: true },
    })
    expect(revoked.statusCode, revoked.body).toBe(200)
    const signIn = await t.voter({
      method: 'POST',
      url: '/api/sessions',
      body: { login: nasty, password: nasty },
    })
    expect(outcome(signIn)).toBe('401 account.wrong-login')
  })
})

it('a key as long as a book, in Chinese, is not told back in full', async () => {
  const office = await t.as('office')
  const reply = await office({
    method: 'POST',
    url: '/api/dead-deliveries/resending',
    body: { all: true, channel: 'x', ['路灯坏了'.repeat(5_000)]: 1 },
  })
  expect(reply.statusCode).toBe(400)
  expect(reply.json().fields).toEqual([{ path: '', message: expect.stringMatching(/^只能是/) }])
  expect(reply.body.length).toBeLessThan(2_000)
})

describe('uploads that are none', () => {
  const part = (name: string) =>
    `--x\r\nContent-Disposition: form-data; name="${name}"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`

  it.each([
    ['no multipart', 'application/json', '{}'],
    ['an unfinished part', 'multipart/form-data; boundary=x', `${part('photo')}abc`],
    ['no part', 'multipart/form-data; boundary=x', '--x--\r\n'],
    [
      'a field instead of a file',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="photo"\r\n\r\nabc\r\n--x--\r\n',
    ],
    ['no boundary', 'multipart/form-data', `${part('photo')}abc\r\n--x--\r\n`],
    ['nonsense', 'multipart/form-data; boundary=x', '\u0000'.repeat(100)],
    ['a poisoned name', 'multipart/form-data; boundary=x', `${part('__proto__')}abc\r\n--x--\r\n`],
  ])('%s: refused with a sentence', async (_what, type, payload) => {
    const reply = await raw(payload, type, '/api/photos')
    expect(reply.statusCode, reply.body).toBeOneOf([400, 413, 415, 422])
    expect(reply.json().title).toMatch(/[\u4e00-\u9fff]/)
  })
})

it('after all of that the journey still works', async () => {
  expect(outcome(await file(t))).toBe('201')
})
