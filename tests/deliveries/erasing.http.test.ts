import { eraseOldHearings } from '@mashang/server/deliveries/deliveries.jobs.ts'
import { deliveriesTables } from '@mashang/server/deliveries/deliveries.table.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { ERASE_AFTER } from '@mashang/shared/issues/retention.rules.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { answer, filed } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { type SmsVendor, startSmsVendor } from '../support/sms-vendors.ts'

let t: TestApp
let sms: SmsVendor
beforeAll(async () => {
  sms = await startSmsVendor()
  t = await startApp({ config: { sms: sms.settings('tencent') } })
})
afterAll(async () => {
  await t.close()
  await sms.close()
})

it('how a voter wants to hear is erased with the contact, and not before', async () => {
  const { voterHearings } = t.context.db.tables(deliveriesTables)
  const left = async () =>
    (await t.context.db.read.select({ id: voterHearings.issueId }).from(voterHearings)).map(
      (row) => row.id,
    )
  const [ended, open, erased] = [await filed(t), await filed(t), await filed(t)]
  for (const { receipt } of [ended, open, erased]) {
    const url = `/api/receipts/${receipt}/hearing`
    await t.voter({ method: 'PUT', url, body: { channel: 'sms' } })
  }
  await answer(await t.as(0), ended.id)
  await execute(t, `update issues set contact_phone = null where id = '${erased.id}'`)
  expect(await eraseOldHearings(t.context)).toBe(1)
  t.clock.advance(ERASE_AFTER)
  expect(await eraseOldHearings(t.context)).toBe(0)
  expect((await left()).sort()).toEqual([ended.id, open.id].sort())
  t.clock.advance(DAY)
  expect(await eraseOldHearings(t.context)).toBe(1)
  expect(await left()).toEqual([open.id])
})
