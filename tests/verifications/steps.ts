import type { LightMyRequestResponse } from 'fastify'
import { saveSettings } from '../districts/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { type SmsVendor, startSmsVendor } from '../support/sms-vendors.ts'

export const PHONE = '13900000137'
export const CONTACT = { name: '王秀兰', phone: PHONE }

/** A district that verifies phones, and the vendor that it sends codes by. */
export async function startVerifying(): Promise<{
  t: TestApp
  vendor: SmsVendor
  close(): Promise<void>
}> {
  const vendor = await startSmsVendor()
  const t = await startApp({ config: { sms: vendor.settings('aliyun') } })
  await setPolicy(t, 'verified')
  return {
    t,
    vendor,
    async close() {
      await t.close()
      await vendor.close()
    },
  }
}

export async function setPolicy(
  t: TestApp,
  contactPolicy: string,
  changes: object = {},
): Promise<LightMyRequestResponse> {
  const office = await t.as('office')
  return await saveSettings(office, { contactPolicy, ...changes })
}

export const ask = (t: TestApp, phone: string = PHONE): Promise<LightMyRequestResponse> =>
  t.voter({ method: 'POST', url: '/api/phone-verifications', body: { phone } })

/** A verification under way for that phone. */
export async function asked(
  t: TestApp,
  phone: string = PHONE,
): Promise<{ id: string; sent: boolean }> {
  const reply = await ask(t, phone)
  if (reply.statusCode !== 202) throw new Error(reply.body)
  return reply.json()
}

export const check = (t: TestApp, id: string, code: string): Promise<LightMyRequestResponse> =>
  t.voter({ method: 'POST', url: `/api/phone-verifications/${id}/check`, body: { code } })

/** Six digits that are not those. */
export const another = (code: string): string => `${(Number(code[0]) + 1) % 10}${code.slice(1)}`

/** The office's view of a matter's phone. */
export async function phoneCheckOf(t: TestApp, id: string): Promise<unknown> {
  return (await (await t.as('office'))({ url: `/api/issues/${id}` })).json().phoneCheck
}
