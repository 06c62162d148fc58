import type { LedgerFact } from '@mashang/shared/matters/scoring.ts'
import type { Entry } from '@mashang/shared/points/catalogue.rules.ts'
import type { FactKind } from '@mashang/shared/points/points.words.ts'
import type { Rule, RuleSet } from '@mashang/shared/points/rule-set.model.ts'

/** Numbers from a seed, so that a failure can be repeated (mulberry32). */
export function random(seed: number): { below(n: number): number; pick<T>(of: readonly T[]): T } {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n: number): number => Math.floor(next() * n)
  return { below, pick: (of) => of[below(of.length)] as (typeof of)[number] }
}

export type Random = ReturnType<typeof random>

export const DAY = 86_400_000
/** Noon of a day. */
export const noon = (day: string): number => Date.parse(`${day}T04:00:00Z`)

/** Whose matters they are: ids of three. */
export type People = readonly [string, string, string]
/** What happens to one matter of somebody, from a moment on, in its order. */
export type Life = (of: {
  r: Random
  people: People
  who: string
  id: string
  at: number
}) => LedgerFact[]

let sequence = 0

export const fact = (
  type: string,
  subjectId: string,
  data: Record<string, unknown>,
  at: number = noon('2026-03-02'),
): LedgerFact => ({
  sequence: ++sequence,
  at,
  type,
  subjectKind: type.split('.')[0] ?? '',
  subjectId,
  data,
})

export const entry = (
  kind: FactKind | Entry['fact'],
  matterId: string,
  day = '2026-03-02',
  representativeId = 'li',
): Entry => ({
  representativeId,
  fact: kind,
  matterKind: kind.split('.')[0] ?? '',
  matterId,
  at: noon(day),
  sequence: ++sequence,
})

export const rule = (
  id: string,
  facts: Partial<Record<FactKind, number>>,
  more: Partial<Rule> = {},
): Rule => ({
  id,
  title: id,
  facts: Object.entries(facts).map(([kind, points]) => ({ fact: kind, points })),
  cap: null,
  period: 'year',
  review: 'none',
  within: null,
  least: null,
  ...more,
})

export const ruleSetOf = (...rules: Rule[]): RuleSet => ({
  base: 60,
  appraisalMost: 20,
  noticeDays: 5,
  appraised: ['农民', '牧民', '居民'],
  notAppraised: [],
  rules,
})
