import { type Entry, namingTypes, scoringTypes } from '@mashang/shared/points/catalogue.rules.ts'
import { collect, nothingYet } from '@mashang/shared/points/collect.rules.ts'
import { accountOf, type DoneTo } from '@mashang/shared/points/fold.rules.ts'
import { plainOf } from '@mashang/shared/points/plain.rules.ts'
import { type FactKind, factKindNames, voidKinds } from '@mashang/shared/points/points.words.ts'
import { mustBeSound, shippedVersion, type Version } from '@mashang/shared/points/rule-set.rules.ts'
import { expect, it } from 'vitest'
import { noon, type Random, random, rule, ruleSetOf } from './facts.ts'
import { ledgerOf } from './random-ledger.ts'
import { APART } from './suggestion-lives.ts'

const PEOPLE = ['li', 'zhang', 'wang'] as const
const PRAISE = ['suggestion.key', 'suggestion.excellent']
/** A sound set: every kind in at most one rule, caps not below a single fact, shared ones in a tree. */
function versionsOf(r: Random): Version[] {
  const made = ['2000-01-01', '2026-05-01', '2026-10-01'].slice(0, 1 + r.below(3))
  return made.map((from, version) => {
    const kinds = factKindNames.filter(() => r.below(4) > 0)
    const rules = kinds.map((kind, n) => {
      const points = (1 + r.below(30)) / 10
      return rule(kind.replace('.', '-'), { [kind]: points } as Partial<Record<FactKind, number>>, {
        cap: r.below(2) === 0 ? null : points + r.below(40) / 10,
        review: r.below(5) === 0 ? 'office' : 'none',
        within: n > 0 && r.below(4) === 0 ? (kinds[r.below(n)] ?? '').replace('.', '-') : null,
      })
    })
    const set = ruleSetOf(...(rules.length === 0 ? [rule('v', { 'visit.made': 1 })] : rules))
    mustBeSound(set)
    return { ...shippedVersion, version, from, set }
  })
}

const shuffled = <T>(of: readonly T[], r: Random): T[] => {
  const rest = [...of]
  return of.map(() => rest.splice(r.below(rest.length), 1)[0] as T)
}

const actsOn = (entries: readonly Entry[], r: Random): DoneTo[] =>
  entries.flatMap((entry, n) =>
    r.below(3) === 0
      ? [
          {
            fact: entry.fact as FactKind,
            matterId: entry.matterId,
            act: r.pick(['confirm', 'reject', 'reverse', 'restore'] as const),
            turn: n,
          },
        ]
      : [],
  )

it('read in any pieces, again after any break, and counted in any order, comes to the same as from nothing', () => {
  const first = Date.now() % 1_000_000_000
  const made = new Set<string>()
  const scored = new Set<string>()
  for (let seed = first; seed < first + 150; seed++) {
    const r = random(seed)
    const ledger = ledgerOf(r, PEOPLE)
    const versions = versionsOf(r)
    const whole = collect(nothingYet(), ledger)
    for (const { type } of ledger) made.add(type)
    for (const own of whole.entries.values()) for (const { fact } of own.values()) scored.add(fact)
    // Some facts at a time; a reader that was killed reads a piece once more.
    const bit = nothingYet()
    for (let at = 0; at < ledger.length; ) {
      const until = at + 1 + r.below(7)
      collect(bit, ledger.slice(at, until))
      at = r.below(4) === 0 ? at : until
    }
    expect(bit, `seed ${seed}`).toEqual(whole)
    for (const id of PEOPLE) {
      const entries = [...(whole.entries.get(id)?.values() ?? [])]
      const acts = actsOn(entries, r)
      const of = (some: readonly Entry[]) =>
        plainOf(accountOf({ year: 2026, half: null }, some, acts, versions, noon('2027-02-01')))
      const account = of(entries)
      expect(of(shuffled(entries, r)), `seed ${seed}`).toEqual(account)
      // Every point has its fact: the numbers are the sums of what stands behind them.
      const behind = account.items.flatMap((item) => item.entries.map(({ points }) => points))
      const sum = behind.reduce((all, points) => all + Math.round(points * 10), 600)
      expect(Math.round(account.total * 10), `seed ${seed}`).toBe(sum)
      // Nothing of what is counted in another one is counted here, too.
      const there = new Set<string>()
      for (const { subjectId, data, type } of ledger) {
        if (String(data.countedThere ?? '').includes(id)) there.add(subjectId)
        const again = `${data.leadId ?? ''} ${data.cosignerIds ?? ''}`
        if (APART.has(type) && again.includes(id)) there.delete(subjectId)
      }
      const all = [...account.items.flatMap((item) => item.entries), ...account.unruled]
      const here = all.filter(({ matterId }) => there.has(matterId))
      expect(
        here.filter(({ state, points }) => state !== 'void' || points !== 0),
        `seed ${seed}`,
      ).toEqual([])
      // Key and excellent score once between them, whichever was first.
      const praised = account.items
        .flatMap((item) => item.entries)
        .filter(({ fact, state }) => PRAISE.includes(fact) && ['counted', 'capped'].includes(state))
      expect(new Set(praised.map(({ matterId }) => matterId)).size, `seed ${seed}`).toBe(
        praised.length,
      )
      expect(new Set(all.map(({ key }) => key)).size, `seed ${seed}`).toBe(all.length)
      // What all who wrote it took back is nobody's.
      const ends = new Map(ledger.map(({ subjectId, data }) => [subjectId, data.agreed === true]))
      const back = all.filter(({ matterId, state }) => ends.get(matterId) && state !== 'void')
      expect(back, `seed ${seed}`).toEqual([])
    }
  }
  // A kind of fact that the rules learn is one that the lives have to make.
  expect([...scoringTypes, ...namingTypes].filter((type) => !made.has(type))).toEqual([])
  const kinds = [...factKindNames, ...Object.keys(voidKinds)]
  expect(kinds.filter((kind) => !scored.has(kind))).toEqual([])
})
