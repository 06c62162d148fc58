import { defaultRuleSet } from '@mashang/shared/points/default-set.rules.ts'
import type { RuleSet, RuleSetVersion } from '@mashang/shared/points/rule-set.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { happened, mine } from './steps.ts'

let t: TestApp
let li: Client
let office: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  li = await t.as(0)
  office = await t.as('office')
  for (const day of ['2026-03-02', '2026-12-01'])
    await happened(
      t,
      'activity.attended',
      { representativeId: seeded(t, 0).id, kind: 'visit' },
      crypto.randomUUID(),
      Date.parse(`${day}T04:00:00Z`),
    )
})
afterAll(() => t.close())

const withVisits = (points: number, cap = 10): RuleSet => ({
  ...defaultRuleSet,
  rules: defaultRuleSet.rules.map((rule) =>
    rule.id === 'visits' ? { ...rule, cap, facts: [{ fact: 'visit.made', points }] } : rule,
  ),
})
const draft = (changes: object = {}) => ({
  after: 0,
  from: '2026-12-01',
  set: withVisits(3),
  ...changes,
})
const save = (changes: object = {}, by = office) =>
  post(by, '/api/points/rules', { ...draft(changes), reason: '常委会会议通过。' })
const versions = async (): Promise<RuleSetVersion[]> =>
  (await office({ url: '/api/points/rules' })).json().items

it('shows the shipped set, and who may see and save it', async () => {
  expect(await versions()).toMatchObject([{ version: 0, state: 'in-force', savedBy: null }])
  expect(outcome(await li({ url: '/api/points/rules' }))).toBe('403 auth.forbidden')
  expect(outcome(await save({}, li))).toBe('403 auth.forbidden')
})

describe('a change is tried before it is saved', () => {
  it('says whom it moves, and writes nothing', async () => {
    const reply = await post(office, '/api/points/rules/simulation', draft())
    expect(reply.json()).toMatchObject({
      people: 3,
      affected: 1,
      most: [{ name: '李婺', before: 62, after: 64 }],
      sentence: '这次改动会影响 1 位代表，变化最大的是李婺（62 变 64）。',
    })
    expect(await versions()).toHaveLength(1)
    expect((await mine(li)).total).toBe(62)
  })

  it('is refused in one sentence that names the rule', async () => {
    const refusal = async (set: RuleSet): Promise<string> => {
      const simulated = await post(office, '/api/points/rules/simulation', draft({ set }))
      expect(outcome(await save({ set }))).toBe(outcome(simulated))
      return simulated.json().detail ?? simulated.json().code
    }
    expect(await refusal(withVisits(3, 2))).toBe(
      '“走访选民”的上限 2 比一件的 3 分还低，请提高上限或降低分值。',
    )
    const [first, ...rest] = defaultRuleSet.rules
    const circle = { ...defaultRuleSet, rules: [{ ...first, within: first?.id ?? '' }, ...rest] }
    expect(await refusal(circle as RuleSet)).toContain('绕了一圈')
    expect(await versions()).toHaveLength(1)
  })
})

describe('a version', () => {
  it('counts from its day on, once, of two saved at once', async () => {
    const both = await Promise.all([save(), save()])
    expect(both.map(outcome).sort()).toEqual(['201', '409 points.changed'])
    expect(await versions()).toMatchObject([
      { version: 1, state: 'planned', savedBy: 'office', reason: '常委会会议通过。' },
      { version: 0, state: 'in-force' },
    ])
    const visits = (await mine(li)).items.find(({ id }) => id === 'visits')
    expect(visits?.entries.map(({ points }) => points)).toEqual([3, 1])
    expect(outcome(await save({ after: 1 }))).toBe('422 points.overlap')
  })

  it('is taken back before it begins; one in force is not', async () => {
    const withdraw = (version: number) => post(office, `/api/points/rules/${version}/withdrawal`)
    expect(outcome(await withdraw(1))).toBe('200')
    expect(outcome(await withdraw(1))).toBe('404 points.not-found')
    expect(await versions()).toHaveLength(1)
    expect((await mine(li)).total).toBe(62)
    // The number is not given again: a point may still name it.
    expect((await save({ from: '2026-11-01' })).json().version).toBe(2)
    expect(outcome(await withdraw(2))).toBe('409 points.in-force')
    expect((await mine(li)).total).toBe(64)
  })
})
