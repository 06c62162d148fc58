import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { type SmsVendor, startSmsVendor } from '../support/sms-vendors.ts'
import { setPolicy } from '../verifications/steps.ts'

let t: TestApp
let vendor: SmsVendor
beforeAll(async () => {
  vendor = await startSmsVendor()
  t = await startApp({ config: { sms: vendor.settings('tencent') } })
})
afterAll(async () => {
  await t.close()
  await vendor.close()
})

const stateOf = async (who: 'office' | 'liaison' | 0) =>
  await (await t.as(who))({ url: '/api/district/sms' })
const test = async (phone: string) =>
  await (await t.as('office'))({ method: 'POST', url: '/api/district/sms/test', body: { phone } })

describe('short messages, at the office', () => {
  it('are tried, and what is wrong is said in the vendor’s own word', async () => {
    expect((await stateOf('office')).json()).toEqual({ vendor: 'tencent' })
    expect((await test('139 0000 0137')).json()).toEqual({ refusal: null, vendorCode: null })
    expect(vendor.codeTo('13900000137')).toMatch(/^\d{6}$/)
    vendor.meet({ code: 'FailedOperation.SignatureIncorrectOrUnapproved' })
    expect((await test('13900000137')).json()).toEqual({
      refusal: 'account',
      vendorCode: 'FailedOperation.SignatureIncorrectOrUnapproved',
    })
    expect((await test('12')).json().fields).toMatchObject([{ path: 'phone' }])
    for (const who of ['liaison', 0] as const) expect((await stateOf(who)).statusCode).toBe(403)
  })

  it('given that they are set up, then phones can be verified', async () => {
    expect((await setPolicy(t, 'verified')).json()).toMatchObject({ contactPolicy: 'verified' })
    await setPolicy(t, 'optional')
  })

  it('given that they are not, then that cannot be chosen; what was chosen before may stay', async () => {
    const { sms } = t.context
    t.context.sms = null
    try {
      expect((await stateOf('office')).json()).toEqual({ vendor: null })
      const refused = await setPolicy(t, 'verified')
      expect([refused.statusCode, refused.json()]).toMatchObject([
        409,
        { code: 'district.sms-missing', fields: [{ path: 'contactPolicy' }] },
      ])
      expect((await test('13900000137')).json().code).toBe('district.sms-missing')
      await execute(t, "update districts set contact_policy = 'verified'")
      expect((await setPolicy(t, 'verified', { name: '石拐新区' })).statusCode).toBe(200)
      expect((await setPolicy(t, 'optional')).statusCode).toBe(200)
    } finally {
      t.context.sms = sms
    }
  })
})
