import { pointsUnheld } from '@mashang/server/points/held.usecases.ts'
import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import type { ClosingView } from '@mashang/shared/points/closings.api.ts'
import { defaultRuleSet } from '@mashang/shared/points/default-set.rules.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { fresh } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'

/** What was saved and signed is held by the ledger: whoever changes it in the tables is found out. */

let t: TestApp
let office: Client
let closing: ClosingView
const unheld = () => pointsUnheld(t.context)
const url = (what: string): string => `/api/points/closings/${closing.id}${what}`

beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  office = fresh(t, 'office')
  await execute(t, `update representatives set created_at = ${Date.parse('2024-01-01')}`)
  await execute(t, `update representatives set sector = '牧民' where id = '${seeded(t, 1).id}'`)
})
afterAll(() => t.close())

/** Changes a table behind the system's back, looks, and changes it back. */
async function changed(what: string, back: string): Promise<unknown> {
  await execute(t, what)
  const found = await unheld()
  await execute(t, back)
  expect(await unheld()).toEqual([])
  return found
}

const swapped = (table: string, column: string, from: string, to: string) => {
  const sql = (a: string, b: string) =>
    `update ${table} set ${column} = replace(${column}, '${a}', '${b}')`
  return changed(sql(from, to), sql(to, from))
}

it('given no points in the ledger, then there is nothing to compare', async () => {
  expect(await unheld()).toBeNull()
})

it('the text of a rule, the day and the reason of its version', async () => {
  const saved = { after: 0, from: '2026-12-01', set: defaultRuleSet, reason: '常委会通过。' }
  expect(outcome(await post(office, '/api/points/rules', saved))).toBe('201')
  expect(await unheld()).toEqual([])
  const found = [{ what: 'rules', of: '1' }]
  expect(await swapped('point_rule_sets', 'rules', '走访选民', '走访群众')).toEqual(found)
  expect(await swapped('point_rule_sets', 'reason', '常委会', '主任会议')).toEqual(found)
  expect(await swapped('point_rule_sets', 'from_day', '2026-12-01', '2026-01-01')).toEqual(found)
})

it('given results on notice: results, signature, the reason of an appraisal', async () => {
  t.clock.set('2027-01-04T02:00:00Z')
  closing = (await post(office, '/api/points/closings', { period: '2026' })).json()
  const appraisal = { representativeId: seeded(t, 1).id, points: 8, reason: '走访不多。' }
  expect(outcome(await post(office, url('/appraisals'), appraisal))).toBe('200')
  const signature = { signer: '王主任', reason: '会议通过。' }
  expect(outcome(await post(office, url('/signature'), signature))).toBe('200')
  expect(await unheld()).toEqual([])
  const more = (by: string) => `update point_results set total = total ${by}`
  const results = [{ what: 'results', of: '2026' }]
  expect(await changed(more('+ 1'), more('- 1'))).toEqual(results)
  expect(await swapped('point_results', 'account', '走访选民', '走访群众')).toEqual(results)
  const signed = [{ what: 'signature', of: '2026' }]
  expect(await swapped('point_closings', 'signer', '王主任', '李主任')).toEqual(signed)
  expect(await swapped('point_closings', 'reason', '会议', '主任')).toEqual(signed)
  const appraised = [{ what: 'appraisal', of: '2026' }]
  expect(await swapped('point_appraisals', 'reason', '不多', '很多')).toEqual(appraised)
})

it('given it is closed: the results, and its state', async () => {
  t.clock.advance(6 * DAY + HOUR)
  expect(outcome(await post(office, url('/end')))).toBe('200')
  expect(await unheld()).toEqual([])
  const more = (by: string) => `update point_results set total = total ${by}`
  const results = [{ what: 'results', of: '2026' }]
  expect(await changed(more('+ 1'), more('- 1'))).toEqual(results)
  const state = (to: string) => `update point_closings set state = '${to}'`
  expect(await changed(state('notice'), state('closed'))).toEqual(results)
})
