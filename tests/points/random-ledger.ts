import type { LedgerFact } from '@mashang/shared/matters/scoring.ts'
import { fact, noon, type random } from './facts.ts'

/** Ledgers at random, for what must hold of any. */

export const DAY = 86_400_000
/** Whose matters they are: ids of three. */
export type People = readonly [string, string, string]
export type Random = ReturnType<typeof random>
/** Facts by which what had been merged, or was not filed, counts again. */
export const APART = new Set(['suggestion.unmerge', 'suggestion.counted-here', 'suggestion.resume'])

/** What had been merged counts again, for some of those for whom it did not. */
const takenApart = (r: Random, people: People, id: string, at: number): LedgerFact =>
  fact(
    r.pick([...APART]),
    id,
    {
      ...r.pick([{}, { leadId: people[0] }, { leadId: people[0], key: true }]),
      ...r.pick([
        {},
        { cosignerIds: r.pick(people) },
        { cosignerIds: `${people[1]} ${people[2]}` },
      ]),
    },
    at,
  )

/** Lives of matters, each in its own order, dealt into one ledger at random. */
export function ledgerOf(r: Random, people: People): LedgerFact[] {
  const lives = Array.from({ length: 12 + r.below(20) }, (_, n): LedgerFact[] => {
    const who = r.pick(people)
    const at = noon('2026-01-01') + r.below(360) * DAY
    const id = `m${n}`
    switch (r.below(7)) {
      case 0:
        return [
          fact('suggestion.submit', id, { byId: who, submitted: r.below(2) === 0 }, at),
          fact('suggestion.confirm', id, { byId: r.pick(people), submitted: true }, at + DAY),
          fact('suggestion.sign', id, { class: r.pick(['A', 'B']), answered: true }, at + 9 * DAY),
          ...(r.below(3) === 0
            ? [
                fact(`suggestion.${r.pick(['edit', 'return', 'decline'])}`, id, {}, at + 10 * DAY),
                fact('suggestion.submit', id, { byId: who, submitted: true }, at + 11 * DAY),
              ]
            : []),
        ]
      case 1:
        return [
          fact('issue.answered', id, { by: who, first: true, late: r.below(3) === 0 }, at),
          ...(r.below(3) === 0 ? [fact('issue.acknowledgement-upheld', id, {}, at + DAY)] : []),
        ]
      case 2:
        return [
          fact(
            'activity.attended',
            id,
            { representativeId: who, kind: r.pick(['session', 'survey', 'visit']) },
            at,
          ),
          ...(r.below(3) === 0
            ? [
                fact('activity.corrected', id, {
                  representativeId: who,
                  kind: 'visit',
                  attendance: r.pick(['attended', 'absent', 'excused']),
                }),
              ]
            : []),
        ]
      case 3: {
        const list = (type: string, on: number): LedgerFact =>
          fact(`suggestion.${type}`, id, {
            leadId: who,
            cosignerIds: r.pick(['', r.pick(people)]),
            leftIds: r.pick(['', r.pick(people)]),
            class: r.pick(['A', 'C', null]),
            on,
            answeredOn: on + 60 * DAY,
          })
        return [
          list('imported', at),
          ...(r.below(2) === 0 ? [list('import-updated', at + r.below(9) * DAY)] : []),
        ]
      }
      case 4: {
        // Merged into another one, which goes on in a third.
        const sent = (own: string, lead: string): LedgerFact[] => [
          fact('suggestion.submit', own, { byId: lead, submitted: false }, at),
          fact('suggestion.confirm', own, { byId: r.pick(people), submitted: true }, at + DAY),
        ]
        const twice = (): { countedThere?: string } =>
          r.pick([
            {},
            { countedThere: r.pick(people) },
            { countedThere: `${people[0]} ${people[2]}` },
          ])
        const later = at + 2 * DAY
        return [
          ...[id, `${id}-into`, `${id}-last`].flatMap((own) => sent(own, r.pick([who, people[1]]))),
          ...(r.below(2) === 0 ? [fact('suggestion.mark-key', id, {}, at + DAY)] : []),
          fact('suggestion.merge', id, { into: `${id}-into`, ...twice() }, later),
          fact('suggestion.merge', `${id}-into`, { into: `${id}-last`, ...twice() }, later + DAY),
          fact('suggestion.counted-there', id, { into: `${id}-last`, ...twice() }, later + DAY),
          ...(r.below(2) === 0 ? [takenApart(r, people, id, later + 2 * DAY)] : []),
        ]
      }
      case 5: {
        const marks = ['mark-key', 'unmark-key', 'mark-excellent', 'unmark-excellent']
        return [
          fact('suggestion.submit', id, { byId: who, submitted: true }, at),
          ...Array.from({ length: r.below(6) }, (_, n) =>
            // Over a year's end, too.
            fact(`suggestion.${r.pick(marks)}`, id, { leadId: who }, at + n * 30 * DAY),
          ),
        ]
      }
      default:
        return [fact('activity.absent', id, { representativeId: who, excused: false }, at)]
    }
  })
  const dealt: LedgerFact[] = []
  while (lives.some((life) => life.length > 0)) {
    const next = r.pick(lives.filter((life) => life.length > 0)).shift()
    if (next === undefined) continue
    dealt.push({ ...next, sequence: dealt.length + 1 })
    // The same words said once more.
    if (r.below(8) === 0) dealt.push({ ...next, sequence: dealt.length + 1 })
  }
  return dealt
}
