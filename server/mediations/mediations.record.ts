import { dayStartOf } from '@mashang/shared/core/local-time.ts'
import { isDone } from '@mashang/shared/mediations/decide.rules.ts'
import {
  type MediationOutcome,
  mediationOutcomes,
} from '@mashang/shared/mediations/mediations.words.ts'
import { role } from '@mashang/shared/mediations/scoring.rules.ts'
import { touchedSince } from '../core/ledger/later-facts.store.ts'
import type { Matter } from '../core/matter.ts'
import { findMediations, type MediationRecord, mediatedBy } from './mediations.store.ts'

interface Result {
  at: number
  outcome: MediationOutcome
  confirmed: boolean
}

const now = ({ outcome, endedOn, confirmedOn }: MediationRecord): Result | null =>
  outcome === null || endedOn === null || !isDone(outcome)
    ? null
    : { at: dayStartOf(endedOn), outcome, confirmed: confirmedOn !== null }

type Touched = Awaited<ReturnType<typeof touchedSince>>

/** What had been written down of it by then. */
function then(facts: NonNullable<ReturnType<Touched['get']>>, until: number): Result | null {
  const before = facts.filter(({ at }) => at < until)
  const said = before.findLast(({ type }) => type === 'mediation.done')
  if (said === undefined) return null
  const { on, outcome, confirmed } = said.data
  return {
    at: Number(on),
    outcome: outcome as MediationOutcome,
    confirmed:
      confirmed === true ||
      before.some(
        ({ type, sequence }) => type === 'mediation.confirmed' && sequence > said.sequence,
      ),
  }
}

/** Those that somebody mediated to an end, on the day of it; as they stood before a moment. */
export const recordOf: Matter['record'] = async (context, representativeId, until) => {
  const ids = await mediatedBy(context, representativeId, ['joined'])
  const touched: Touched = until === undefined ? new Map() : await touchedSince(context, ids, until)
  return (await findMediations(context, ids)).flatMap((record) => {
    const facts = touched.get(record.id)
    const result = facts === undefined || until === undefined ? now(record) : then(facts, until)
    if (result === null) return []
    return [
      {
        key: `mediation:${record.id}`,
        section: 'mediations',
        role,
        at: result.at,
        title: record.title,
        detail: [mediationOutcomes[result.outcome], result.confirmed ? '经司法确认' : null]
          .filter(Boolean)
          .join(' · '),
        link: { kind: 'mediation', id: record.id },
      },
    ]
  })
}
