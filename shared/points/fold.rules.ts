import type { EpochMs } from '../core/clock.ts'
import type { Entry } from './catalogue.rules.ts'
import { entryKey } from './collect.rules.ts'
import { boundsOf, bucketOf, type Period } from './periods.rules.ts'
import {
  type DutyRole,
  dutyRoles,
  type EntryAct,
  type EntryState,
  type FactKind,
  factKinds,
  onceOnly,
  type VoidKind,
  voidKinds,
} from './points.words.ts'
import type { Rule } from './rule-set.model.ts'
import { type Version, versionAt } from './rule-set.rules.ts'

/** What was done to one entry, in order. */
export interface DoneTo {
  fact: FactKind
  matterId: string
  act: EntryAct
  /** Its place among what was done to that entry; clocks of two machines may disagree. */
  turn: number
}

/** From when to when somebody was in office; what is owed for a year is owed by whoever was all year. */
export interface Seat {
  since: EpochMs
  /** The moment after it; null: they are in office. */
  until: EpochMs | null
}

export interface Scored {
  entry: Entry & { fact: FactKind }
  rule: Rule | null
  version: number
  state: EntryState
  /** What its rule says, before caps; in points. */
  full: number
  /** What it came to. */
  points: number
}

export interface Item {
  rule: Rule
  /** The version that says it at the end. */
  version: number
  points: number
  /** Too few of what is owed in a year; 0 where there are enough, or the year still runs. */
  shortfall: number
  scored: Scored[]
}

export interface Account {
  period: Period
  total: number
  base: number
  /** Whether they had a seat in it, or did something in it. */
  seated: boolean
  /** The version that gives the base: the last one of the period. */
  version: number
  items: Item[]
  /** Facts that no rule counts. */
  unruled: Scored[]
  /** How many facts show each of the six roles, and all of them. */
  roles: Record<DutyRole, number>
  facts: number
}

/** Sums are made in tenths, so that 0.1 added ten times is one. */
const tenths = (points: number): number => Math.round(points * 10)
const inPoints = (sum: number): number => sum / 10

const isFact = (entry: Entry): entry is Entry & { fact: FactKind } => entry.fact in factKinds

/** What was taken back after it was said last, as keys of entries. */
function takenBack(entries: readonly Entry[]): Set<string> {
  const said = new Map(entries.map((entry) => [entryKey(entry), entry.sequence]))
  const gone = new Set<string>()
  for (const { fact, matterId, sequence } of entries)
    for (const kind of voidKinds[fact as VoidKind]?.takesBack ?? []) {
      const key = entryKey({ fact: kind, matterId })
      if ((said.get(key) ?? 0) < sequence) gone.add(key)
    }
  return gone
}

/** Of kinds that say one thing of a matter, the entries behind the first one that counts, in any year. */
function saidAlready(
  entries: readonly Entry[],
  counts: (entry: Entry & { fact: FactKind }) => boolean,
): Set<string> {
  const first = new Set<string>()
  const behind = new Set<string>()
  for (const entry of entries.filter(isFact).sort(byTime)) {
    const group = onceOnly.findIndex((kinds) => kinds.includes(entry.fact))
    if (group < 0 || !counts(entry)) continue
    const one = `${group}:${entry.matterId}`
    if (first.has(one)) behind.add(entryKey(entry))
    first.add(one)
  }
  return behind
}

/** The last word of the office about each entry: on review, and on reversal. */
function lastActs(
  acts: readonly DoneTo[],
): Map<string, { review?: EntryAct; reversal?: EntryAct }> {
  const found = new Map<string, { review?: EntryAct; reversal?: EntryAct }>()
  for (const done of [...acts].sort((a, b) => a.turn - b.turn)) {
    const so = found.get(entryKey(done)) ?? {}
    if (done.act === 'confirm' || done.act === 'reject') so.review = done.act
    else so.reversal = done.act
    found.set(entryKey(done), so)
  }
  return found
}

/** How much of a cap is used, by rule and the time in which it counts. */
class Caps {
  readonly #used = new Map<string, number>()
  /** What of an amount (tenths) there is room for in all of these rules; takes it. */
  take(amount: number, rules: readonly Rule[], at: EpochMs): number {
    let room = Math.abs(amount)
    const keys = rules.map((rule) => `${rule.id} ${bucketOf(at, rule.period)}`)
    for (const [n, rule] of rules.entries())
      if (rule.cap !== null)
        room = Math.min(room, Math.max(0, tenths(rule.cap) - (this.#used.get(keys[n] ?? '') ?? 0)))
    for (const key of keys) this.#used.set(key, (this.#used.get(key) ?? 0) + room)
    return Math.sign(amount) * room
  }
}

/** A rule and the ones whose caps it also fills. Sound sets do not go in a circle. */
function chainOf(rule: Rule, rules: readonly Rule[]): Rule[] {
  const chain = [rule]
  for (let next: Rule | undefined = rule; next !== undefined; ) {
    const { within }: Rule = next
    next = rules.find(({ id }) => id === within)
    if (next !== undefined) chain.push(next)
  }
  return chain
}

const byTime = (a: Entry, b: Entry): number => a.at - b.at || (entryKey(a) < entryKey(b) ? -1 : 1)

/**
 * The account of one representative: a pure function of facts, acts, rules and time, whatever the
 * order in which they came. Each fact scores by the version of its day; the earlier one fills a cap.
 * @param entries everything of this representative in the period and before, also what takes back
 * @param now a shortfall counts only when its year is over
 * @param seat whoever came or left in the course of the year owes no number in it
 */
export function accountOf(
  period: Period,
  entries: readonly Entry[],
  acts: readonly DoneTo[],
  versions: readonly Version[],
  now: EpochMs,
  { since, until }: Seat = { since: 0, until: null },
): Account {
  const { from, to } = boundsOf(period)
  const last = versionAt(Math.min(now, to - 1), versions)
  const gone = takenBack(entries)
  const said = lastActs(acts)
  const caps = new Caps()
  const items = new Map<string, Item>()
  const itemOf = (rule: Rule, version: number): Item => {
    const known = items.get(rule.id)
    if (known !== undefined) return known
    const made = { rule, version, points: 0, shortfall: 0, scored: [] }
    items.set(rule.id, made)
    return made
  }
  // The latest version gives the order and the words, its rules stand there also with nothing in them.
  for (const rule of last.set.rules) itemOf(rule, last.version)
  const judged = (entry: Entry & { fact: FactKind }) => {
    const of = ruledBy(entry, versions)
    return { ...of, state: stateOf(entry, of.rule, gone, said.get(entryKey(entry))) }
  }
  const twice = saidAlready(entries, (entry) => judged(entry).state === 'counted')
  const unruled: Scored[] = []
  const roles = Object.fromEntries(
    Object.keys(dutyRoles).map((role) => [role, 0]),
  ) as Account['roles']
  let facts = 0

  // A cap of a year is filled by what came before the period, too.
  const yearFrom = boundsOf({ ...period, half: null }).from
  for (const entry of entries.filter(isFact).sort(byTime)) {
    if (entry.at < yearFrom || entry.at >= to) continue
    const { version, set, rule, ...found } = judged(entry)
    const state = twice.has(entryKey(entry)) ? 'once' : found.state
    const full = rule?.facts.find(({ fact }) => fact === entry.fact)?.points ?? 0
    const given =
      rule !== null && state === 'counted'
        ? caps.take(tenths(full), chainOf(rule, set.rules), entry.at)
        : 0
    if (entry.at < from) continue
    const scored: Scored = {
      entry,
      rule,
      version,
      state: state === 'counted' && given === 0 ? 'capped' : state,
      full,
      points: inPoints(given),
    }
    const { role } = factKinds[entry.fact]
    if (role !== null && state !== 'void' && state !== 'rejected') {
      roles[role] += 1
      facts += 1
    }
    if (rule === null) unruled.push(scored)
    else itemOf(rule, version).scored.push(scored)
  }

  // Nobody has a share of what each gets for a time in which they had no seat, and did nothing.
  const seated = until === null || until > Math.max(since, from) || facts > 0
  const base = seated ? last.set.base : 0
  let total = tenths(base)
  const owes = period.half === null && now >= to && since <= from && (until === null || until >= to)
  // What is owed at the end is what the last version asks for, wherever its facts stood before.
  const all = [...items.values()].flatMap(({ scored }) => scored)
  for (const item of items.values()) {
    item.shortfall = owes && last.set.rules.includes(item.rule) ? shortfallOf(item.rule, all) : 0
    const sum = item.scored.reduce((sum, { points }) => sum + tenths(points), 0)
    item.points = inPoints(sum + tenths(item.shortfall))
    total += tenths(item.points)
  }
  return {
    period,
    total: inPoints(total),
    base,
    seated,
    version: last.version,
    items: [...items.values()],
    unruled,
    roles,
    facts,
  }
}

/** Which rule an entry scores by: that of the version of its day. */
function ruledBy(entry: Entry, versions: readonly Version[]) {
  const { version, set } = versionAt(entry.at, versions)
  const rule = set.rules.find((one) => one.facts.some(({ fact }) => fact === entry.fact)) ?? null
  return { version, set, rule }
}

/** The entries that somebody looked at and found to be no duty done: they show no role anywhere. */
export function rejectedOf(
  entries: readonly Entry[],
  acts: readonly DoneTo[],
  versions: readonly Version[],
): (Entry & { fact: FactKind })[] {
  const gone = takenBack(entries)
  const said = lastActs(acts)
  return entries
    .filter(isFact)
    .filter(
      (entry) =>
        stateOf(entry, ruledBy(entry, versions).rule, gone, said.get(entryKey(entry))) ===
        'rejected',
    )
}

function stateOf(
  entry: Entry,
  rule: Rule | null,
  gone: ReadonlySet<string>,
  said: { review?: EntryAct; reversal?: EntryAct } | undefined,
): EntryState {
  if (gone.has(entryKey(entry))) return 'void'
  if (rule === null) return 'unruled'
  if (said?.reversal === 'reverse') return 'reversed'
  if (said?.review === 'reject') return 'rejected'
  if (rule.review !== 'none' && said?.review !== 'confirm') return 'pending'
  return 'counted'
}

/** Points for fewer than a rule wants of its first kind in a whole year. */
function shortfallOf({ least, facts: [first] }: Rule, all: readonly Scored[]): number {
  if (least === null) return 0
  const done = all.filter(
    ({ entry, state }) => entry.fact === first?.fact && (state === 'counted' || state === 'capped'),
  ).length
  return done < least.count ? least.points : 0
}
