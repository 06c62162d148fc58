import type { EpochMs } from '../core/clock.ts'
import type { Changes, ExistingRepresentative, ImportDecision } from '../roster/import.rules.ts'
import type { RepresentativeRow } from '../roster/roster.model.ts'

/** What rows that were not taken in say of whom they may mean. */
export interface Doubt {
  names: ReadonlySet<string>
  phones: ReadonlySet<string>
  /** One of them says no name at all. */
  nameless: boolean
}

/** What a change of term makes of an import: who goes on, comes, comes back and leaves. */
export interface TermDecision {
  /** The import, with the new term on everyone who serves in it. */
  decision: ImportDecision
  /** Re-elected: serving before and in the new roster. */
  continuing: { id: string; name: string }[]
  joining: RepresentativeRow[]
  /** Had left office in an earlier term and was elected again. */
  returning: { id: string; name: string }[]
  /** Serving until now and not in the new roster, or named there as having left. */
  leaving: { id: string; name: string }[]
  /** Of those who leave, the ones that no row of the roster mentions. */
  unmentioned: string[]
}

/**
 * 换届: the new roster is the whole congress. Unlike an import in mid-term, whoever it does not name
 * leaves office, and whoever it names serves, also somebody who had left before. Where the roster
 * may mean somebody without saying so clearly, they stay for the time being: a row under their name
 * or telephone that was not taken in, somebody new under the same name, a row without a name.
 */
export function decideTerm(
  decision: ImportDecision,
  people: readonly ExistingRepresentative[],
  doubt: Doubt,
  term: string,
): TermDecision {
  const known = new Map(people.map((person) => [person.id, person]))
  const { representatives } = decision
  const result: TermDecision = {
    decision,
    continuing: [],
    joining: [],
    returning: [],
    leaving: [],
    unmentioned: [],
  }
  const update: ImportDecision['representatives']['update'] = []
  const unchanged: ImportDecision['representatives']['unchanged'] = []
  for (const { id, row, changes } of [
    ...representatives.update,
    ...representatives.unchanged.map((one) => ({ ...one, changes: {} })),
  ]) {
    const person = known.get(id)
    if (person === undefined) continue
    const who = { id, name: row.name }
    const next: Changes = { ...changes }
    if (row.state === 'left') {
      if (person.state === 'serving') result.leaving.push(who)
    } else {
      if (person.state === 'left') {
        result.returning.push(who)
        next.state = { from: 'left', to: 'serving' }
        next.leftOn = { from: person.leftOn, to: null }
      } else result.continuing.push(who)
      if (person.term !== term) next.term = { from: person.term, to: term }
      else delete next.term
    }
    if (Object.keys(next).length === 0) unchanged.push({ id, row })
    else update.push({ id, row, changes: next })
  }
  const insert = representatives.insert.map((row) =>
    row.state === 'left' ? row : { ...row, term },
  )
  result.joining = insert.filter((row) => row.state !== 'left')
  const newNames = new Set(result.joining.map(({ name }) => name))
  for (const { id, name } of representatives.absent) {
    const phone = known.get(id)?.phone ?? null
    const unclear =
      doubt.nameless ||
      doubt.names.has(name) ||
      newNames.has(name) ||
      (phone !== null && doubt.phones.has(phone))
    if (unclear) continue
    result.leaving.push({ id, name })
    result.unmentioned.push(id)
  }
  result.decision = {
    ...decision,
    representatives: { ...representatives, insert, update, unchanged },
  }
  return result
}

/** Whether a calendar day (YYYY-MM-DD) has begun in the district's zone, UTC+8. */
export const hasBegun = (day: string, now: EpochMs): boolean =>
  Date.parse(`${day}T00:00:00+08:00`) <= now
