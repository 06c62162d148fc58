import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, filed, seeded } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

const submit = (url: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  t.app.inject({
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'text/html',
      ...headers,
    },
    payload: new URLSearchParams(form).toString(),
  })

const TEXT = '3 号楼南边的路灯坏了两个多星期。晚上一片黑。'
const formFor = (changes: Record<string, string> = {}): Record<string, string> => ({
  key: crypto.randomUUID(),
  representativeId: seeded(t).id,
  kind: 'help',
  field: 'urban',
  text: TEXT,
  place: '锦绣社区',
  name: '王秀兰',
  salutation: 'ms',
  phone: '139 0000 0137',
  elsewhere: 'none',
  ...changes,
})
const file = (changes: Record<string, string> = {}) =>
  submit(`/q/${seeded(t).code}/file`, formFor(changes))
const receiptOf = (location: unknown): string => /^\/r\/(\w+)/.exec(String(location))?.[1] ?? ''

describe('filing where no script runs', () => {
  it('leads to the receipt’s page, which says number and due minute', async () => {
    const reply = await file()
    expect([reply.statusCode, reply.headers.location]).toEqual([
      303,
      expect.stringMatching(/^\/r\/\w{23}\?new=1$/),
    ])
    const page = await t.voter({ url: String(reply.headers.location) })
    expect(page.statusCode).toBe(200)
    expect(page.body).toMatch(/石拐〔2026〕0001 号/)
    expect(page.body).toMatch(/10:32/)
    const seen = (
      await t.voter({ url: `/api/receipts/${receiptOf(reply.headers.location)}` })
    ).json()
    expect(seen).toMatchObject({
      title: '3 号楼南边的路灯坏了两个多星期',
      hidden: false,
      publish: false,
    })
  })

  it('given the form sent twice, then it is one filing', async () => {
    const key = crypto.randomUUID()
    const replies = [await file({ key }), await file({ key })]
    expect(replies[1]?.headers.location).toBe(replies[0]?.headers.location)
  })

  it('given a form that went back and was changed, then it says so and the next try goes through', async () => {
    const key = crypto.randomUUID()
    await file({ key })
    const refused = await file({ key, text: '另外一件事，水管也漏了。' })
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('另外一件事，水管也漏了。')
    const fresh = /name="key"[^>]*value="([^"]+)"/.exec(refused.body)?.[1] ?? ''
    expect(fresh).not.toBe(key)
    expect((await file({ key: fresh, text: '另外一件事，水管也漏了。' })).statusCode).toBe(303)
  })

  it('given a fault, then everything typed is there again, with a sentence at the field', async () => {
    const reply = await file({ phone: '12', text: TEXT, publish: 'on', kind: 'report' })
    expect(reply.statusCode).toBe(400)
    expect(reply.headers['content-type']).toContain('text/html')
    expect(reply.body).toContain('电话号码好像不对，请核对一下。')
    for (const typed of [TEXT, '锦绣社区', '王秀兰', 'value="12"'])
      expect(reply.body).toContain(typed)
    expect(reply.body).toMatch(
      /<input[^>]*value="report"[^>]*checked|<input[^>]*checked[^>]*value="report"/,
    )
  })

  it('given nothing at all, then the form asks again and nothing is filed', async () => {
    const reply = await submit(`/q/${seeded(t).code}/file`, {})
    expect(reply.statusCode).toBe(400)
    expect(reply.body).toContain('<form')
  })

  it('given no words, then only these are missing: a title is made of them', async () => {
    const reply = await submit(`/q/${seeded(t).code}/file`, formFor({ text: '' }))
    expect(reply.statusCode).toBe(400)
    expect(reply.body).toContain('请填写反映的内容')
    // What is read of it; what script goes on with stands behind.
    expect(reply.body.split('<script')[0]).not.toContain('请填写标题')
  })

  it('given an unknown code, then the helpful page', async () => {
    const reply = await submit('/q/ABC/file', formFor())
    expect(reply.statusCode).toBe(404)
    expect(reply.headers['content-type']).toContain('text/html')
  })

  it('given a form from another site, then it is refused', async () => {
    const reply = await submit(`/q/${seeded(t).code}/file`, formFor(), {
      origin: 'https://evil.example',
    })
    expect(reply.statusCode).toBe(403)
  })
})

describe('text that would be markup', () => {
  const hostile =
    '<script>alert(1)</script><img src=x onerror=alert(2)>"\'`</textarea></title>]]>&lt;'

  it('is text in every page', async () => {
    const page = await file({
      text: hostile,
      place: hostile,
      name: hostile.slice(0, 20),
      phone: '1',
    })
    const { receipt, id } = await filed(t, {
      title: hostile.slice(0, 60),
      text: hostile,
      place: hostile,
      publish: true,
      contact: { name: '<b>王</b>' },
    })
    await answer(await t.as(0), id, `明天去修。${hostile}`)
    const pages = [
      page,
      await t.voter({ url: `/r/${receipt}` }),
      await t.voter({ url: `/q/${seeded(t).code}` }),
      await t.voter({
        url: `/q/${seeded(t).code}/choose?q=${encodeURIComponent(hostile.slice(0, 40))}`,
      }),
      await t.voter({ url: `/r/${encodeURIComponent('<script>alert(1)</script>')}` }),
      await t.voter({ url: `/r/${receipt.toLowerCase()}` }),
    ]
    for (const { body } of pages) {
      expect(body).not.toContain('<script>alert')
      expect(body).not.toContain('<img src=x')
      expect(body).not.toContain('<b>王')
      expect(body.match(/<\/script>/g)?.length).toBe(body.match(/<script[ >]/g)?.length)
    }
  })
})

describe('coming back without script', () => {
  it('finds the receipt however it was typed', async () => {
    const { receipt } = await filed(t)
    const typed = encodeURIComponent(receipt.toLowerCase().replace(/(.{4})/g, '$1 - '))
    const led = await t.voter({ url: `/r?receipt=${typed}` })
    expect([led.statusCode, led.headers.location]).toEqual([303, `/r/${receipt}`])
    const small = await t.voter({ url: `/r/${receipt.toLowerCase()}` })
    expect(small.statusCode).toBe(200)
    expect(small.body).toContain(`http://127.0.0.1:8080/r/${receipt}`)
  })

  it('adds a word, judges, and is told when that is not possible', async () => {
    const { receipt, id } = await filed(t)
    const added = await submit(`/r/${receipt}/message`, { text: '还没亮。' })
    expect([added.statusCode, added.headers.location]).toEqual([303, `/r/${receipt}`])
    const early = await submit(`/r/${receipt}/verdict`, {
      answer: 'satisfied',
      solved: 'satisfied',
    })
    expect(early.statusCode).toBe(409)
    expect(early.body).toContain('这件事现在的状态不能这样操作')
    await answer(await t.as(0), id)
    const judged = await submit(`/r/${receipt}/verdict`, {
      answer: 'acceptable',
      solved: 'dissatisfied',
      onlyAcknowledged: 'on',
      text: '',
    })
    expect(judged.statusCode).toBe(303)
    const seen = (await t.voter({ url: `/api/receipts/${receipt}` })).json()
    expect(seen.verdict).toMatchObject({
      solved: 'dissatisfied',
      onlyAcknowledged: true,
      text: null,
    })
    expect((await submit(`/r/${receipt}/message`, { text: ' ' })).body).toContain(
      '请填写补充的话。',
    )
  })

  it('takes it back', async () => {
    const { receipt } = await filed(t)
    expect((await submit(`/r/${receipt}/withdrawal`, {})).statusCode).toBe(303)
    expect((await t.voter({ url: `/api/receipts/${receipt}` })).json().state).toBe('withdrawn')
    expect((await submit('/r/ABC/withdrawal', {})).statusCode).toBe(404)
  })
})
