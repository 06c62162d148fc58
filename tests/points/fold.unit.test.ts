import { dayStartOf } from '@mashang/shared/core/local-time.ts'
import { actOfUpheld } from '@mashang/shared/points/acts.rules.ts'
import type { Entry } from '@mashang/shared/points/catalogue.rules.ts'
import { collect, nothingYet } from '@mashang/shared/points/collect.rules.ts'
import { type Account, accountOf, type DoneTo } from '@mashang/shared/points/fold.rules.ts'
import { plainOf } from '@mashang/shared/points/plain.rules.ts'
import { shippedVersion, type Version } from '@mashang/shared/points/rule-set.rules.ts'
import { describe, expect, it } from 'vitest'
import { entry, fact, noon, rule, ruleSetOf } from './facts.ts'

const YEAR = { year: 2026, half: null } as const
const DURING = noon('2026-11-23')
const AFTER = noon('2027-01-05')

const account = (
  entries: readonly Entry[],
  {
    acts = [],
    versions = [shippedVersion],
    now = DURING,
    period = YEAR,
  }: {
    acts?: DoneTo[]
    versions?: Version[]
    now?: number
    period?: Account['period']
  } = {},
): Account => accountOf(period, entries, acts, versions, now)

const pointsOf = (of: Account, id: string): number | undefined =>
  of.items.find((item) => item.rule.id === id)?.points
const statesOf = (of: Account): string[] =>
  of.items.flatMap(({ scored }) => scored.map(({ state }) => state))
const many = (kind: Parameters<typeof entry>[0], n: number): Entry[] =>
  Array.from({ length: n }, (_, index) => entry(kind, `m${index}`, `2026-0${1 + (index % 9)}-03`))

describe('the shipped rules', () => {
  it('given the duty of a year, count as the published rules do', () => {
    const counted = account([
      ...many('answer.in-time', 35),
      entry('answer.late', 'late'),
      entry('suggestion.submitted', 's1'),
      entry('suggestion.class-a', 's1'),
      entry('suggestion.submitted', 's2'),
      ...many('reception.held', 4),
      ...many('inspection.joined', 2),
      entry('session.attended', 'session'),
    ])
    expect(pointsOf(counted, 'answers')).toBe(10)
    expect(pointsOf(counted, 'late')).toBe(-1)
    expect(pointsOf(counted, 'suggestions')).toBe(8)
    expect(counted.total).toBe(60 + 10 - 1 + 8 + 8 + 4 + 2)
    expect(counted.roles).toMatchObject({ liaison: 40, analysis: 2, supervision: 3 })
    // What only tells more about a suggestion is no fact of its own.
    expect(counted.facts).toBe(45)
  })

  it('given too few suggestions, take points only when the year is over', () => {
    const one = [entry('suggestion.submitted', 's1')]
    expect(account(one).total).toBe(63)
    expect(account(one, { now: AFTER }).total).toBe(60)
    const seat = (since: string, until: string | null): number =>
      accountOf(YEAR, one, [], [shippedVersion], AFTER, {
        since: dayStartOf(since),
        until: until === null ? null : dayStartOf(until),
      }).total
    // Nobody owes a number for a year that was not wholly theirs.
    expect([seat('2026-02-01', null), seat('2020-01-01', '2026-01-20')]).toEqual([63, 63])
    expect([seat('2026-01-01', '2027-01-01'), seat('2020-01-01', null)]).toEqual([60, 60])
    expect(account(many('suggestion.submitted', 2), { now: AFTER }).total).toBe(66)
    expect(account(one, { now: AFTER, period: { year: 2026, half: 1 } }).total).toBe(63)
  })

  it('given a number that was owed until mid-year, then by the last rules, of all and not of some', () => {
    const least = { count: 2, points: -3 }
    const wanting = rule('s', { 'suggestion.submitted': 3 }, { least })
    const other = rule('own', { 'suggestion.submitted': 3 }, { least })
    const then = (set: Version['set']): Version[] => [
      { ...shippedVersion, set: ruleSetOf(wanting) },
      { version: 1, from: '2026-07-01', set },
    ]
    const total = (days: string[], set: Version['set']): number =>
      account(
        days.map((day, n) => entry('suggestion.submitted', `s${n}`, day)),
        { versions: then(set), now: AFTER },
      ).total
    const free = ruleSetOf(rule('v', { 'visit.made': 1 }))
    expect([total(['2026-03-01'], free), total([], free)]).toEqual([63, 60])
    const both = ['2026-03-01', '2026-08-01']
    expect([total(both, ruleSetOf(other)), total(['2026-03-01'], ruleSetOf(other))]).toEqual([
      66, 60,
    ])
  })

  it('given two machines whose clocks disagree, then what was done last is what was done last', () => {
    const done = (act: DoneTo['act'], turn: number): DoneTo => ({
      fact: 'visit.made',
      matterId: 'm',
      act,
      turn,
    })
    const acts = [done('restore', 2), done('reverse', 1)]
    expect(account([entry('visit.made', 'm')], { acts }).total).toBe(61)
  })

  it('given an acknowledgement only, take back the answer in time', () => {
    const counted = account([entry('answer.in-time', 'm'), entry('answer.hollow', 'm')])
    expect([counted.total, counted.facts, statesOf(counted)]).toEqual([60, 0, ['void']])
  })

  it('given what wants a review, wait for it', () => {
    const met = entry('mediation.done', 'm')
    const said = (...acts: DoneTo['act'][]): DoneTo[] =>
      acts.map((act, turn) => ({ fact: 'mediation.done', matterId: 'm', act, turn }))
    const total = (...acts: DoneTo['act'][]): number =>
      account([met], { acts: said(...acts) }).total
    expect([total(), total('confirm'), total('reject'), total('reject', 'confirm')]).toEqual([
      60, 62, 60, 62,
    ])
    expect([total('confirm', 'reverse'), total('confirm', 'reverse', 'restore')]).toEqual([60, 62])
  })

  it('given a fact that no rule counts, keep it and count nothing', () => {
    const counted = account([entry('training.attended', 't')])
    expect([counted.total, counted.facts, counted.unruled.length]).toEqual([60, 1, 1])
  })
})

it('an objection that is upheld is never turned against whoever objected', () => {
  const states = ['counted', 'capped', 'pending', 'rejected', 'reversed', 'void'] as const
  const turned = (full: number) => states.map((state) => actOfUpheld({ state, full }))
  expect(turned(-3)).toEqual(['reverse', 'reverse', 'reject', null, null, null])
  expect(turned(2)).toEqual([null, null, 'confirm', 'confirm', 'restore', null])
})

describe('caps', () => {
  it('begin anew each half-year where the rule says so', () => {
    const versions = [
      {
        ...shippedVersion,
        set: ruleSetOf(rule('v', { 'visit.made': 2 }, { cap: 3, period: 'half' })),
      },
    ]
    const days = ['2026-02-01', '2026-03-01', '2026-07-01', '2026-08-01']
    const counted = account(
      days.map((day, n) => entry('visit.made', `v${n}`, day)),
      { versions },
    )
    // The second of each half gets what is left.
    expect(counted.items[0]?.scored.map(({ points }) => points)).toEqual([2, 1, 2, 1])
  })

  it('of a year go on in its second half', () => {
    const set = ruleSetOf(rule('v', { 'visit.made': 2 }, { cap: 3 }))
    const days = ['2025-12-01', '2026-03-01', '2026-08-01', '2026-09-01']
    const visits = days.map((day, n) => entry('visit.made', `v${n}`, day))
    const of = (half: 1 | 2): Account =>
      account(visits, {
        versions: [{ ...shippedVersion, set }],
        period: { year: 2026, half },
      })
    expect(of(1).items[0]?.scored.map(({ points }) => points)).toEqual([2])
    expect(of(2).items[0]?.scored.map(({ points }) => points)).toEqual([1, 0])
    expect(of(2).facts).toBe(2)
  })

  it('are shared where a rule stands within another', () => {
    const set = ruleSetOf(
      rule('all', { 'inspection.joined': 2 }, { cap: 3 }),
      rule('survey', { 'survey.joined': 2 }, { cap: 2, within: 'all' }),
    )
    const counted = account(
      [entry('survey.joined', 'a', '2026-01-02'), entry('inspection.joined', 'b', '2026-01-03')],
      { versions: [{ ...shippedVersion, set }] },
    )
    expect([pointsOf(counted, 'survey'), pointsOf(counted, 'all'), counted.total]).toEqual([
      2, 1, 63,
    ])
  })

  it('make no crumbs: a tenth ten times is one', () => {
    const set = ruleSetOf(rule('v', { 'visit.made': 0.1 }))
    const counted = account(many('visit.made', 10), { versions: [{ ...shippedVersion, set }] })
    expect(counted.total).toBe(61)
  })
})

it('scores each fact by the version of its day; caps go on', () => {
  const versions: Version[] = [
    { ...shippedVersion, set: ruleSetOf(rule('v', { 'visit.made': 1 }, { cap: 10 })) },
    { version: 1, from: '2026-07-01', set: ruleSetOf(rule('v', { 'visit.made': 3 }, { cap: 5 })) },
  ]
  const days = ['2026-06-30', '2026-07-01', '2026-07-02']
  const counted = account(
    days.map((day, n) => entry('visit.made', `v${n}`, day)),
    { versions },
  )
  expect(counted.items[0]?.scored.map(({ points }) => points)).toEqual([1, 3, 1])
})

describe('reading the ledger', () => {
  it('finds whose a suggestion is by who submitted it, also when a co-signer’s word completes it', () => {
    const { entries } = collect(nothingYet(), [
      fact('suggestion.submit', 's', { by: 'representative', byId: 'li' }),
      fact('suggestion.confirm', 's', { by: 'representative', byId: 'zhang', submitted: true }),
      fact('suggestion.sign', 's', { by: 'department', byId: 'd', class: 'A', answered: true }),
    ])
    expect([...(entries.get('li')?.keys() ?? [])]).toEqual([
      'suggestion.submitted:s',
      'suggestion.class-a:s',
    ])
    expect([...(entries.get('zhang')?.keys() ?? [])]).toEqual(['suggestion.cosigned:s'])
  })

  it('counts a suggestion as handed in where whoever was waited for has left office', () => {
    const { entries } = collect(nothingYet(), [
      fact('suggestion.submit', 's', { by: 'representative', byId: 'li' }),
      fact('suggestion.author-left', 's', { by: 'office', submitted: true }),
    ])
    expect([...(entries.get('li')?.keys() ?? [])]).toEqual(['suggestion.submitted:s'])
  })

  it('takes a suggestion back from all who made it, until it is handed in again', () => {
    const after = (...steps: [act: string, data?: Record<string, unknown>][]): number[] => {
      const { entries } = collect(nothingYet(), [
        fact('suggestion.submit', 's', { byId: 'li' }),
        fact('suggestion.confirm', 's', { byId: 'zhang', submitted: true }),
        ...steps.map(([act, data = {}]) => fact(`suggestion.${act}`, 's', data)),
      ])
      return ['li', 'zhang'].map((id) => account([...(entries.get(id)?.values() ?? [])]).facts)
    }
    const again = { byId: 'li', submitted: true }
    expect(after()).toEqual([1, 1])
    expect(after(['return'])).toEqual([0, 0])
    // Its lead's own words still stand; nobody else has confirmed them.
    expect(after(['edit'])).toEqual([1, 0])
    expect(after(['return'], ['submit', again])).toEqual([1, 1])
    expect(after(['return'], ['edit'], ['submit', again])).toEqual([1, 0])
    const joined = { byId: 'zhang', submitted: true }
    expect(after(['return'], ['edit'], ['submit'], ['confirm', joined])).toEqual([1, 1])
    for (const act of ['withdraw', 'agree', 'refuse'])
      expect(after([act, { byId: 'wang', agreed: true }])).toEqual([0, 0])
    expect(after(['withdraw', { agreed: false }], ['decline'])).toEqual([0, 0])
  })

  it('counts class A of the whole answer only, as long as the whole has it', () => {
    const after = (...signed: Record<string, unknown>[]): number => {
      const { entries } = collect(nothingYet(), [
        fact('suggestion.submit', 's', { byId: 'li', submitted: true }),
        ...signed.map((data) => fact('suggestion.sign', 's', data)),
      ])
      return account([...(entries.get('li')?.values() ?? [])]).total
    }
    const [part, mixed, a] = [
      { class: 'A', answered: false, whole: null },
      { class: 'A', answered: true, whole: 'B' },
      { class: 'A', answered: true, whole: 'A' },
    ]
    expect([after(part), after(mixed), after(a), after(a, mixed), after(a, mixed, a)]).toEqual([
      63, 63, 65, 63, 65,
    ])
  })

  it('counts only the first answer, for whoever gave it', () => {
    const { entries } = collect(nothingYet(), [
      fact('issue.answered', 'i', { by: 'li', first: true, late: false }),
      fact('issue.answered', 'i', { by: 'li', first: false }),
      fact('issue.acknowledgement-upheld', 'i', { by: null }),
    ])
    const own = [...(entries.get('li')?.values() ?? [])]
    expect(own.map((one) => one.fact)).toEqual(['answer.in-time', 'answer.hollow'])
    expect(account(own).total).toBe(60)
  })

  it.each(['inspection', 'enforcement', 'supervision'])(
    'counts %s as an inspection, all of them up to one cap',
    (kind) => {
      const { entries } = collect(
        nothingYet(),
        ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) =>
          fact('activity.attended', id, { representativeId: 'li', kind, on: noon('2026-02-01') }),
        ),
      )
      const found = account([...(entries.get('li')?.values() ?? [])])
      expect(found.items.find(({ rule: { id } }) => id === 'inspections')?.points).toBe(12)
    },
  )

  it('counts an activity on its day, and by the last correction of its attendance', () => {
    const of = { representativeId: 'li', kind: 'enforcement', on: noon('2026-02-01') }
    const said = (...attendances: string[]): Account => {
      const { entries } = collect(nothingYet(), [
        fact('activity.attended', 'a', of, noon('2026-04-01')),
        ...attendances.map((attendance) =>
          fact('activity.corrected', 'a', { ...of, attendance }, noon('2026-04-02')),
        ),
      ])
      return account([...(entries.get('li')?.values() ?? [])])
    }
    const [scored] = said().items.find(({ rule: { id } }) => id === 'inspections')?.scored ?? []
    expect(scored?.entry.at).toBe(noon('2026-02-01'))
    expect([said().total, said('excused').total, said('absent', 'attended').total]).toEqual([
      62, 60, 62,
    ])
    expect(statesOf(said('absent')).sort()).toEqual(['pending', 'void'])
  })

  it('counts a key suggestion as long as it is one', () => {
    const { entries } = collect(nothingYet(), [
      fact('suggestion.submit', 's', { byId: 'li', submitted: true }),
      ...['mark-key', 'unmark-key', 'mark-key'].map((act) => fact(`suggestion.${act}`, 's', {})),
    ])
    expect(account([...(entries.get('li')?.values() ?? [])]).total).toBe(66)
  })

  describe('of a suggestion that is watched and excellent', () => {
    const marked = (...marks: readonly (readonly [act: string, day: string])[]) => {
      const { entries } = collect(nothingYet(), [
        fact('suggestion.submit', 's', { byId: 'li', submitted: true }),
        ...marks.map(([act, day]) => fact(`suggestion.${act}`, 's', { leadId: 'li' }, noon(day))),
      ])
      return [...(entries.get('li')?.values() ?? [])]
    }
    const both = marked(['mark-key', '2026-04-01'], ['mark-excellent', '2026-09-01'])

    it('counts one of the two, the first one', () => {
      const found = account(both)
      expect(found.total).toBe(66)
      expect(statesOf(found).sort()).toEqual(['counted', 'counted', 'once'])
    })

    it('counts the other one where the first is taken back', () => {
      const key = ['mark-key', '2026-04-01'] as const
      const gone = ['unmark-key', '2026-10-01'] as const
      expect(account(marked(key, ['mark-excellent', '2026-09-01'], gone)).total).toBe(66)
      expect(account(marked(key, gone)).total).toBe(63)
    })

    it('counts excellent alone, and no more when that is taken back', () => {
      const excellent = ['mark-excellent', '2026-09-01'] as const
      expect(account(marked(excellent)).total).toBe(66)
      expect(account(marked(excellent, ['unmark-excellent', '2026-10-01'])).total).toBe(63)
    })

    it('counts nothing in a later year where the first one did in an earlier one', () => {
      const later = marked(['mark-key', '2026-04-01'], ['mark-excellent', '2027-02-01'])
      const year = (year: number) =>
        accountOf({ year, half: null }, later, [], [shippedVersion], noon('2027-06-01'))
      expect(statesOf(year(2027))).toEqual(['once'])
      expect(year(2026).items.flatMap(({ scored }) => scored)).toHaveLength(2)
    })
  })

  it('counts a fact once, however often it is read or said again', () => {
    const facts = [
      fact('suggestion.submit', 's', { byId: 'li', submitted: true }),
      fact('suggestion.submit', 's', { byId: 'li', submitted: true }, noon('2026-05-05')),
    ]
    const once = collect(nothingYet(), facts)
    const again = collect(collect(nothingYet(), facts), facts)
    expect(again).toEqual(once)
    expect(once.entries.get('li')?.size).toBe(1)
  })
})

it('explains every number in words', () => {
  const plain = plainOf(
    account([entry('suggestion.submitted', 's1'), entry('suggestion.class-a', 's1')]),
  )
  const item = plain.items.find(({ id }) => id === 'suggestions')
  expect(item?.words).toBe('提出代表建议 1 件，建议答复为 A 类 1 件')
  expect(item?.entries[0]?.rule).toBe('自带规则“代表建议”：提出代表建议 +3 分，一年最多 15 分')
})
