import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { seeded } from '../issues/steps.ts'
import type { TestApp } from '../support/app.ts'
import type { SmsVendor } from '../support/sms-vendors.ts'
import { another, phoneCheckOf, setPolicy, startVerifying } from './steps.ts'

let t: TestApp
let vendor: SmsVendor
let close: () => Promise<void>
beforeAll(async () => {
  ;({ t, vendor, close } = await startVerifying())
})
afterAll(() => close())
beforeEach(() => t.clock.advance(25 * 3_600_000))

const TYPED = {
  kind: 'report',
  field: 'urban',
  text: '3 号楼南边的路灯坏了两个多星期。',
  place: '锦绣社区',
  name: '王秀兰',
  phone: '139 0000 0137',
  elsewhere: 'none',
}
const post = (path: string, form: Record<string, string>) =>
  t.app.inject({
    method: 'POST',
    url: `/q/${seeded(t).code}/${path}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    payload: new URLSearchParams({ representativeId: seeded(t).id, ...form }).toString(),
  })
const hidden = (page: string, name: string): string =>
  new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]*)"`).exec(page)?.[1] ?? ''

/** The form after a code was asked for, as the browser would send it on. */
async function sentOn(form: Record<string, string>): Promise<Record<string, string>> {
  const reply = await post('file/code', form)
  if (reply.statusCode !== 200) throw new Error(`${reply.statusCode}`)
  return {
    ...form,
    key: hidden(reply.body, 'key'),
    verification: hidden(reply.body, 'verification'),
    verificationState: hidden(reply.body, 'verificationState'),
  }
}
async function issueOf(location: unknown): Promise<string> {
  const receipt = /^\/r\/(\w+)/.exec(String(location))?.[1]
  const { number } = (await t.voter({ url: `/api/receipts/${receipt}` })).json()
  const office = await t.as('office')
  const found = await office({ url: `/api/issues?q=${encodeURIComponent(number)}` })
  return found.json().items[0].id
}

describe('verifying a phone where no script runs', () => {
  it('is a button of the same form, which leads back to it with everything that was typed', async () => {
    const form = { ...TYPED, key: crypto.randomUUID() }
    const page = await t.voter({ url: `/q/${seeded(t).code}/file` })
    expect(page.body).toContain(`formaction="/q/${seeded(t).code}/file/code#phone-code"`)
    const back = await post('file/code', form)
    expect(back.statusCode).toBe(200)
    for (const typed of [TYPED.text, '锦绣社区', '王秀兰', '139 0000 0137', form.key])
      expect(back.body).toContain(typed)
    expect(back.body).toContain('5 分钟内有效')
    expect(back.body).not.toContain('role="alert"')
    expect(back.body).not.toContain(vendor.codeTo('13900000137'))
  })

  it('takes the code with the filing; a wrong one is said at the field', async () => {
    const form = await sentOn({ ...TYPED, key: crypto.randomUUID() })
    const code = vendor.codeTo('13900000137')
    const wrong = await post('file', { ...form, verificationCode: another(code) })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('还可以试 4 次')
    expect(hidden(wrong.body, 'verification')).toBe(form.verification)
    const right = { ...form, verificationCode: code }
    const filed = await post('file', right)
    expect([
      filed.statusCode,
      await phoneCheckOf(t, await issueOf(filed.headers.location)),
    ]).toEqual([303, 'verified'])
    const twice = await post('file', right)
    expect(twice.headers.location).toBe(filed.headers.location)
  })

  it('without a code asks for one; with a phone that cannot be right says so; too soon says how long', async () => {
    const form = { ...TYPED, key: crypto.randomUUID() }
    const none = await post('file', form)
    expect([none.statusCode, none.body]).toEqual([
      422,
      expect.stringContaining('请先给手机发验证码'),
    ])
    const bad = await post('file/code', { ...form, phone: '0472-8728000' })
    expect([bad.statusCode, bad.body]).toEqual([
      400,
      expect.stringContaining('请填能收短信的手机号'),
    ])
    const sent = await sentOn(form)
    const soon = await post('file/code', sent)
    expect([soon.statusCode, soon.body]).toEqual([429, expect.stringContaining('60 秒')])
    expect(hidden(soon.body, 'verification')).toBe(sent.verification)
  })

  it('with a dead vendor says that it goes without, and it does', async () => {
    vendor.meet('cut', 'cut', 'cut')
    const back = await post('file/code', { ...TYPED, key: crypto.randomUUID() })
    expect(back.body).toContain('短信暂时发不出去')
    const form = {
      ...TYPED,
      key: hidden(back.body, 'key'),
      verification: hidden(back.body, 'verification'),
      verificationState: hidden(back.body, 'verificationState'),
      verificationCode: '',
    }
    const filed = await post('file', form)
    expect(await phoneCheckOf(t, await issueOf(filed.headers.location))).toBe('unverified')
  })

  it('is not asked for where the district does not verify', async () => {
    await setPolicy(t, 'required')
    try {
      const page = await t.voter({ url: `/q/${seeded(t).code}/file` })
      expect(page.body).not.toContain('file/code')
      const reply = await post('file/code', { ...TYPED, key: crypto.randomUUID() })
      expect([reply.statusCode, reply.body]).toEqual([
        409,
        expect.stringContaining('现在不用短信验证电话'),
      ])
    } finally {
      await setPolicy(t, 'verified')
    }
  })
})
