import { insertRuleSet } from '@mashang/server/points/points.store.ts'
import type { ClosingRow } from '@mashang/shared/points/closings.api.ts'
import { defaultRuleSet } from '@mashang/shared/points/default-set.rules.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { fresh } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'

/** Whose duty is appraised at the end of a year is the office's choice, and goes with the version. */

let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  office = fresh(t, 'office')
  await execute(t, `update representatives set created_at = ${Date.parse('2024-01-01')}`)
  for (const [index, sector] of [
    [0, '社区工作者'],
    [1, '牧民'],
    [2, '企业职工'],
  ] as const)
    await execute(
      t,
      `update representatives set sector = '${sector}' where id = '${seeded(t, index).id}'`,
    )
})
afterAll(() => t.close())

async function appraisedIn(period: string): Promise<string[]> {
  const drawn = await post(office, '/api/points/closings', { period })
  expect(outcome(drawn)).toBe('201')
  const { items } = (
    await office({ url: `/api/points/closings/${drawn.json().id}/results` })
  ).json()
  const names = items.flatMap((row: ClosingRow) => (row.appraised ? [row.name] : []))
  expect(drawn.json().appraisals).toBe(names.length)
  return names
}

it('a set that was saved before there was a choice keeps what it did', async () => {
  const { appraised: _, notAppraised: __, ...rules } = defaultRuleSet
  await t.context.db.commit('home', [
    insertRuleSet({
      district: 'home',
      version: 1,
      fromDay: '2025-02-01',
      rules,
      reason: '早先存的。',
      savedBy: 'office',
      savedAt: t.clock.now(),
    }),
  ])
  expect(await appraisedIn('2025')).toEqual(['李婺', '张建平'])
})

it('the next version names others, from its year on', async () => {
  const set = {
    ...defaultRuleSet,
    appraised: ['牧民', '社区', '职工'],
    notAppraised: ['社区工作者'],
  }
  const saved = { after: 1, from: '2026-02-01', set, reason: '会议通过。' }
  expect(outcome(await post(office, '/api/points/rules', saved))).toBe('201')
  t.clock.set('2027-01-04T02:00:00Z')
  expect(await appraisedIn('2026')).toEqual(['张建平', '那顺巴雅尔'])
  const [first] = (await office({ url: '/api/points/closings' })).json().items
  const body = { representativeId: seeded(t, 0).id, points: 5, reason: '一年都在走访。' }
  expect(outcome(await post(office, `/api/points/closings/${first.id}/appraisals`, body))).toBe(
    '422 points.no-appraisal',
  )
})

it('too many or too long words are refused at their place', async () => {
  const set = { ...defaultRuleSet, notAppraised: ['字'.repeat(21)] }
  const saved = { after: 2, from: '2027-02-01', set, reason: '会议通过。' }
  expect(outcome(await post(office, '/api/points/rules', saved))).toBe('400 request.invalid')
})
