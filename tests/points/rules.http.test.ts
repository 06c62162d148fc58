import { insertRuleSet } from '@mashang/server/points/points.store.ts'
import { defaultRuleSet } from '@mashang/shared/points/default-set.rules.ts'
import type { RuleSet, RuleSetVersion } from '@mashang/shared/points/rule-set.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { happened, mine } from './steps.ts'

let t: TestApp
let li: Client
let office: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  li = await t.as(0)
  office = await t.as('office')
  await visited('2026-03-02')
})
afterAll(() => t.close())

const visited = (day: string): Promise<string> =>
  happened(
    t,
    'activity.attended',
    { representativeId: seeded(t, 0).id, kind: 'visit' },
    crypto.randomUUID(),
    Date.parse(`${day}T04:00:00Z`),
  )

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
  const tried = async (changes: object = {}) =>
    (await post(office, '/api/points/rules/simulation', draft(changes))).json()

  it('from a day to come: whom it would move had it held all year; writes nothing', async () => {
    expect(await tried()).toMatchObject({
      // Nobody had a seat before.
      period: '2025',
      sentence: '2025 年还没有代表，看不出影响。',
      running: {
        period: '2026',
        people: 3,
        affected: 1,
        most: [{ name: '李婺', before: 61, after: 63 }],
        atOnce: [],
        sentence: '如果 2026 年一开始就按新规则，到现在为止：3 位代表里有 1 位的分数会变。',
      },
      effect: expect.stringContaining('从2026年12月1日起的事才按新规则，以前的事照旧版'),
    })
    expect((await tried({ from: '2027-02-01' })).running).toMatchObject({ affected: 1 })
    expect(await versions()).toHaveLength(1)
    expect((await mine(li)).total).toBe(61)
  })

  it('from a day that was: also how many it moves the moment that it is saved', async () => {
    expect((await tried({ from: '2026-03-01' })).effect).toContain(
      '一存下就有 1 位代表的分数跟着变',
    )
    // Who they are, and by how much.
    const { atOnce, running } = await tried({ from: '2026-03-01' })
    expect(atOnce).toEqual([])
    expect(running.atOnce).toMatchObject([{ name: '李婺', before: 61, after: 63 }])
    expect((await tried({ from: '2026-03-03' })).effect).toContain('现在还没有人的分数跟着变')
  })

  it('as a table: those whom saving moves before the others; who took it stands in the ledger', async () => {
    const url = '/api/points/rules/simulation/export'
    const of = (changes: object) => ({ ...draft(changes), running: true, file: 'csv' })
    expect(outcome(await post(li, url, of({})))).toBe('403 auth.forbidden')
    const lines = async (set: RuleSet): Promise<string[]> =>
      (await post(office, url, of({ from: '2026-03-01', set }))).body.trimEnd().split('\r\n')
    expect(await lines(withVisits(3))).toEqual([
      '\uFEFF姓名,现在,一存下,一存下的变化,年初就按新规则,年初就按新规则的变化',
      '李婺,61,63,2,63,2',
    ])
    // The basis counts as it is at the end of the year: everybody has another one, the first at once.
    const [, first, ...others] = await lines({ ...withVisits(3), base: 50 })
    expect([first?.split(',')[0], others.length]).toEqual(['李婺', 2])
    const ledger = await office({ url: '/api/ledger?type=table.exported&size=1' })
    expect(ledger.json().items[0].subject).toMatchObject({
      name: '积分试算',
      more: '3 行，6 列，CSV',
    })
    expect(await versions()).toHaveLength(1)
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
    await visited('2026-12-01')
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
    // The ledger says which one.
    const ledger = await office({ url: '/api/ledger?type=points.rules-saved&size=1' })
    expect(ledger.json().items[0].subject.name).toBe('第 2 版积分规则')
    expect((await mine(li)).total).toBe(64)
  })
})

it('in a year in which nothing happened yet the last one is tried', async () => {
  t.clock.set('2027-01-04T02:00:00Z')
  const late = await t.as('office')
  const reply = await post(
    late,
    '/api/points/rules/simulation',
    draft({ after: 2, from: '2027-01-05', set: withVisits(5) }),
  )
  expect(reply.json()).toMatchObject({ period: '2026', affected: 1 })
})

it('given how long a signature is made known, then as many days as the rules of that time say', async () => {
  t.clock.set('2027-02-01T02:00:00Z')
  const by = await t.as('office')
  // Saved before there was a choice.
  const { noticeDays: _, ...set } = defaultRuleSet
  const { district } = t.context
  const savedBy = crypto.randomUUID()
  const row = { district, reason: '会议通过。', savedBy, savedAt: 0, withdrawnAt: null }
  await t.context.db.commit(district, [
    insertRuleSet({ ...row, version: 3, fromDay: '2027-01-10', rules: set }),
  ])
  const last = (await by({ url: '/api/points/rules' })).json().items[0]
  expect(last).toMatchObject({ version: 3, set: { noticeDays: 5 } })
  const longer = { after: 3, from: '2027-02-02', reason: '会议通过。' }
  const tooLong = { ...longer, set: { ...set, noticeDays: 61 } }
  expect(outcome(await post(by, '/api/points/rules', tooLong))).toBe('400 request.invalid')
  await post(by, '/api/points/rules', { ...longer, set: { ...set, noticeDays: 7 } })
  const until = async (period: string, at: string): Promise<string> => {
    t.clock.set(at)
    const now = await t.as('office')
    const { id } = (await post(now, '/api/points/closings', { period })).json()
    const signature = { signer: '主任', reason: '通过。' }
    const signed = await post(now, `/api/points/closings/${id}/signature`, signature)
    return signed.json().noticeUntil
  }
  expect(await until('2026-2', '2027-02-03T02:00:00Z')).toBe('2027-02-08T16:00:00.000Z')
  expect(await until('2027-1', '2027-07-03T02:00:00Z')).toBe('2027-07-10T16:00:00.000Z')
})

it('given somebody who left in January, then nothing is missing of their year', async () => {
  const { id } = seeded(t, 1)
  const left = async (on: string): Promise<number> => {
    const createdAt = Date.parse('2024-01-01')
    await execute(
      t,
      `update representatives set created_at = ${createdAt}, state = 'left', left_on = '${on}' where id = '${id}'`,
    )
    const by = await t.as('office')
    return (await by({ url: `/api/points/representatives/${id}?period=2026` })).json().total
  }
  expect([await left('2026-01-20'), await left('2026-12-31')]).toEqual([60, 57])
})
