import { verificationsJobs } from '@mashang/server/verifications/verifications.jobs.ts'
import { verificationsTables } from '@mashang/server/verifications/verifications.table.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { file, outcome } from '../issues/steps.ts'
import type { TestApp } from '../support/app.ts'
import type { SmsVendor } from '../support/sms-vendors.ts'
import {
  another,
  ask,
  asked,
  CONTACT,
  check,
  PHONE,
  phoneCheckOf,
  setPolicy,
  startVerifying,
} from './steps.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let t: TestApp
let vendor: SmsVendor
let close: () => Promise<void>
beforeAll(async () => {
  ;({ t, vendor, close } = await startVerifying())
})
afterAll(() => close())
// Every test begins with phones that were sent nothing today.
beforeEach(() => t.clock.advance(25 * HOUR))

const fileWith = (verification: object | undefined, key?: string, changes: object = {}) =>
  file(t, { contact: { ...CONTACT, verification }, ...changes }, key)

const kept = () =>
  t.context.db.read.select().from(t.context.db.tables(verificationsTables).phoneVerifications)

describe('a filing where phones are verified', () => {
  it('given the code, then it is taken, and the office alone sees that the phone is proven', async () => {
    const reply = await ask(t, '+86 139-0000-0137')
    expect(reply.statusCode).toBe(202)
    expect(reply.json()).toEqual({
      id: expect.any(String),
      sent: true,
      trouble: null,
      resendAfter: new Date(t.clock.now() + MINUTE).toISOString(),
      expiresAt: new Date(t.clock.now() + 5 * MINUTE).toISOString(),
      serverTime: new Date(t.clock.now()).toISOString(),
    })
    expect(vendor.accepted.at(-1)?.to).toBe(PHONE)
    const filed = await fileWith({ id: reply.json().id, code: ` ${vendor.codeTo(PHONE)}` })
    expect(outcome(filed)).toBe('201')
    const { id } = filed.json()
    expect(await phoneCheckOf(t, id)).toBe('verified')
    for (const who of ['liaison', 0] as const)
      expect((await (await t.as(who))({ url: `/api/issues/${id}` })).json().phoneCheck).toBeNull()
  })

  it('given a code that was checked before, then the filing needs it no more, for a day', async () => {
    const { id } = await asked(t)
    expect((await check(t, id, vendor.codeTo(PHONE))).json()).toEqual({
      expiresAt: new Date(t.clock.now() + 24 * HOUR).toISOString(),
      serverTime: new Date(t.clock.now()).toISOString(),
    })
    t.clock.advance(23 * HOUR)
    const filed = await fileWith({ id })
    expect(await phoneCheckOf(t, filed.json().id)).toBe('verified')
    expect(outcome(await fileWith({ id }))).toBe('422 verification.expired')
  })

  it('given the same key again, then the same answer, although the code is used up', async () => {
    const { id } = await asked(t)
    const key = crypto.randomUUID()
    const proof = { id, code: vendor.codeTo(PHONE) }
    const [first, ...again] = await Promise.all([1, 2, 3].map(() => fileWith(proof, key)))
    const later = await fileWith(proof, key)
    t.clock.advance(48 * HOUR)
    for (const reply of [...again, later, await fileWith(proof, key)])
      expect([reply.statusCode, reply.body]).toEqual([201, first?.body])
  })

  it('given two filings with one proof at once, then one is taken', async () => {
    const { id } = await asked(t)
    await check(t, id, vendor.codeTo(PHONE))
    const replies = await Promise.all([fileWith({ id }), fileWith({ id })])
    expect(replies.map(outcome).sort()).toEqual(['201', '422 verification.expired'])
  })

  it.each([
    ['no proof', () => undefined, '422 verification.needed'],
    [
      'an unknown one',
      () => ({ id: crypto.randomUUID(), code: '000000' }),
      '422 verification.expired',
    ],
    ['no code', (id: string) => ({ id }), '422 verification.needed'],
    ['letters for a code', (id: string) => ({ id, code: 'abcdef' }), '400 request.invalid'],
  ])('given %s, then it is refused at that field', async (_, proof, expected) => {
    const { id } = await asked(t)
    const reply = await fileWith(proof(id))
    expect(outcome(reply)).toBe(expected)
    expect(reply.json().fields).toMatchObject([
      { path: expect.stringMatching(/^contact\.verification/), message: expect.any(String) },
    ])
  })

  it('given another phone than the proven one, or a landline, then it is refused', async () => {
    const { id } = await asked(t)
    await check(t, id, vendor.codeTo(PHONE))
    const other = await file(t, {
      contact: { ...CONTACT, phone: '13900000138', verification: { id } },
    })
    expect(outcome(other)).toBe('422 verification.other-phone')
    const landline = await file(t, { contact: { ...CONTACT, phone: '0472-8728000' } })
    expect(landline.json()).toMatchObject({
      code: 'verification.needed',
      fields: [{ path: 'contact.phone' }],
    })
    const nameless = await file(t, { contact: { phone: PHONE, verification: { id } } })
    expect(outcome(nameless)).toBe('422 issue.contact-required')
  })

  it('given a photo that does not exist, then that is said, and the proof is good for the next try', async () => {
    const { id } = await asked(t)
    await check(t, id, vendor.codeTo(PHONE))
    const photos = [crypto.randomUUID()]
    expect(outcome(await fileWith({ id }, undefined, { photos }))).toBe('422 issue.photo-unknown')
    expect(outcome(await fileWith({ id }))).toBe('201')
  })
})

describe('a code', () => {
  it('may be tried five times, and each answer says how often still', async () => {
    const { id } = await asked(t)
    const code = vendor.codeTo(PHONE)
    for (const left of [4, 3, 2, 1]) {
      const reply = await check(t, id, another(code))
      expect(reply.json()).toMatchObject({
        code: 'verification.wrong',
        fields: [{ path: 'code', message: expect.stringContaining(`还可以试 ${left} 次`) }],
      })
    }
    const filing = await fileWith({ id, code: another(code) })
    expect(outcome(filing)).toBe('422 verification.expired')
    expect(outcome(await check(t, id, code))).toBe('422 verification.expired')
  })

  it('cannot be guessed faster by guessing at once', async () => {
    const { id } = await asked(t)
    const code = vendor.codeTo(PHONE)
    const guesses = Array.from({ length: 20 }, () => check(t, id, another(code)))
    const wrong = (await Promise.all(guesses)).filter(
      (reply) => outcome(reply) === '422 verification.wrong',
    )
    expect(wrong.length).toBeLessThanOrEqual(5)
    expect(outcome(await check(t, id, code))).toBe('422 verification.expired')
  })

  it('lives five minutes to the millisecond', async () => {
    const { id } = await asked(t)
    t.clock.advance(5 * MINUTE + 1)
    expect(outcome(await check(t, id, vendor.codeTo(PHONE)))).toBe('422 verification.expired')
    const next = await asked(t)
    t.clock.advance(5 * MINUTE)
    expect(outcome(await check(t, next.id, vendor.codeTo(PHONE)))).toBe('200')
  })

  it('can be asked for again after a minute, five times a day', async () => {
    await asked(t)
    const soon = await ask(t)
    expect([outcome(soon), soon.headers['retry-after']]).toEqual([
      '429 verification.too-many',
      '60',
    ])
    expect(soon.json().detail).toContain('60 秒')
    for (let n = 0; n < 4; n++) {
      t.clock.advance(MINUTE)
      await asked(t)
    }
    t.clock.advance(MINUTE)
    const spent = await ask(t)
    expect([outcome(spent), spent.json().detail]).toEqual([
      '429 verification.too-many',
      expect.stringContaining('24 小时'),
    ])
    await asked(t, '13900000138')
    t.clock.advance(24 * HOUR)
    await asked(t)
  })

  it('asked for twice at once is sent once', async () => {
    const before = vendor.accepted.length
    const replies = await Promise.all([ask(t), ask(t), ask(t)])
    expect(replies.map((reply) => reply.statusCode).sort()).toEqual([202, 429, 429])
    expect(vendor.accepted.length - before).toBe(1)
  })

  it.each(['', '12', '0472-8728000', '1390000013'])('is not sent to “%s”', async (phone) => {
    const reply = await ask(t, phone)
    expect(reply.json()).toMatchObject({ code: 'request.invalid', fields: [{ path: 'phone' }] })
  })

  it('is kept as a keyed hash, the phone too; both are erased when they are over', async () => {
    const { id } = await asked(t)
    const code = vendor.codeTo(PHONE)
    const rows = await kept()
    const row = rows.find((one) => one.id === id)
    expect(row?.phoneHash).toMatch(/^[0-9a-f]{64}$/)
    expect(row?.codeHash).toMatch(/^[0-9a-f]{64}$/)
    expect(Object.values(row ?? {}).map(String)).not.toContain(code)
    expect(JSON.stringify(row)).not.toContain(PHONE)
    const [job] = verificationsJobs(t.context)
    t.clock.advance(23 * HOUR)
    await job?.run(new AbortController().signal)
    expect((await kept()).map((one) => one.id)).toContain(id)
    t.clock.advance(HOUR)
    await job?.run(new AbortController().signal)
    expect(await kept()).toEqual([])
  })
})

describe('a vendor in trouble', () => {
  it('given that it is dead, then the filing is taken and marked for the office', async () => {
    vendor.meet('cut', 'cut', 'cut')
    const reply = await ask(t)
    expect([reply.statusCode, reply.json()]).toMatchObject([
      202,
      { sent: false, trouble: 'channel' },
    ])
    const { id } = reply.json()
    const key = crypto.randomUUID()
    t.clock.advance(20 * HOUR)
    const filed = await fileWith({ id }, key)
    expect(outcome(filed)).toBe('201')
    expect(await phoneCheckOf(t, filed.json().id)).toBe('unverified')
    expect((await fileWith({ id }, key)).body).toBe(filed.body)
    expect(outcome(await fileWith({ id }))).toBe('422 verification.expired')
  })

  it('given that it refuses the number, then that is said, and the filing is not held up', async () => {
    vendor.meet({ code: 'isv.MOBILE_NUMBER_ILLEGAL' })
    const { id, ...said } = (await ask(t)).json()
    expect(said).toMatchObject({ sent: false, trouble: 'number' })
    expect(outcome(await fileWith({ id, code: '000000' }))).toBe('201')
  })

  it('given that short messages are not set up any more, then contacts are taken and marked', async () => {
    const { sms } = t.context
    t.context.sms = null
    try {
      expect(outcome(await ask(t))).toBe('409 verification.not-needed')
      const filed = await fileWith(undefined)
      expect(await phoneCheckOf(t, filed.json().id)).toBe('unverified')
      expect(outcome(await file(t, { contact: undefined }))).toBe('422 issue.contact-required')
    } finally {
      t.context.sms = sms
    }
  })
})

describe('where phones are not verified', () => {
  it('no code is sent or checked, and a proof does not matter', async () => {
    const { id } = await asked(t)
    await setPolicy(t, 'optional')
    try {
      expect(outcome(await ask(t))).toBe('409 verification.not-needed')
      expect(outcome(await check(t, id, '000000'))).toBe('409 verification.not-needed')
      const filed = await fileWith({ id })
      expect(outcome(filed)).toBe('201')
      expect(await phoneCheckOf(t, filed.json().id)).toBeNull()
    } finally {
      await setPolicy(t, 'verified')
    }
  })
})
