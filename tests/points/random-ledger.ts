import type { LedgerFact } from '@mashang/shared/matters/scoring.ts'
import { DAY, noon, type People, type Random } from './facts.ts'
import { lives } from './lives.ts'

/** Ledgers at random, for what must hold of any. */

/** Lives of matters, each in its own order, dealt into one ledger at random. */
export function ledgerOf(r: Random, people: People): LedgerFact[] {
  const dealing = Array.from({ length: 12 + r.below(20) }, (_, n) => {
    const at = noon('2026-01-01') + r.below(360) * DAY
    return r.pick(lives)({ r, people, who: r.pick(people), id: `m${n}`, at })
  })
  const dealt: LedgerFact[] = []
  while (dealing.some((life) => life.length > 0)) {
    const next = r.pick(dealing.filter((life) => life.length > 0)).shift()
    if (next === undefined) continue
    dealt.push({ ...next, sequence: dealt.length + 1 })
    // The same words said once more.
    if (r.below(8) === 0) dealt.push({ ...next, sequence: dealt.length + 1 })
  }
  return dealt
}
