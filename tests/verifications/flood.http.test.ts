import { insertVerification } from '@mashang/server/verifications/verifications.store.ts'
import { MOST_PER_DISTRICT } from '@mashang/shared/verifications/verifications.rules.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { file, outcome } from '../issues/steps.ts'
import type { TestApp } from '../support/app.ts'
import type { SmsVendor } from '../support/sms-vendors.ts'
import { asked, CONTACT, startVerifying } from './steps.ts'

let t: TestApp
let vendor: SmsVendor
let close: () => Promise<void>
beforeAll(async () => {
  ;({ t, vendor, close } = await startVerifying())
})
afterAll(() => close())

const from = (remoteAddress: string, phone: string) =>
  t.app.inject({
    method: 'POST',
    url: '/api/phone-verifications',
    remoteAddress,
    payload: { phone },
  })

describe('whoever asks for codes without end', () => {
  it('from one address is slowed down; others are not', async () => {
    for (let n = 0; n < 30; n++) {
      const reply = await from('10.4.0.1', `139000002${String(n).padStart(2, '0')}`)
      expect(reply.statusCode).toBe(202)
    }
    expect(outcome(await from('10.4.0.1', '13900000299'))).toBe('429 too-many-requests')
    expect((await from('10.4.0.2', '13900000298')).statusCode).toBe(202)
  })

  it('costs the district so many messages a day and no more; voters then file unverified', async () => {
    t.clock.advance(25 * 3_600_000)
    const createdAt = t.clock.now()
    const row = {
      district: 'home',
      codeHash: '-',
      slot: 0,
      attempts: 0,
      unsent: false,
      createdAt,
      expiresAt: createdAt,
    }
    await t.context.db.commit(
      'home',
      Array.from({ length: MOST_PER_DISTRICT - 1 }, (_, n) =>
        insertVerification({ ...row, id: `spent-${n}`, phoneHash: String(n) }),
      ),
    )
    expect(await asked(t)).toMatchObject({ sent: true })
    const before = vendor.calls
    const { id, sent } = await asked(t, '13900000138')
    expect([sent, vendor.calls - before]).toEqual([false, 0])
    const filed = await file(t, {
      contact: { ...CONTACT, phone: '13900000138', verification: { id } },
    })
    expect(outcome(filed)).toBe('201')
    t.clock.advance(24 * 3_600_000)
    expect(await asked(t, '13900000138')).toMatchObject({ sent: true })
  })
})
