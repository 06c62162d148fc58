import type { LedgerFact, Owner } from '../matters/scoring.ts'
import { type Entry, happenedAt, namedOwner, scoringOf } from './catalogue.rules.ts'

/** What one kind of duty in one matter is known by; a second fact of the same key scores nothing. */
export const entryKey = ({ fact, matterId }: Pick<Entry, 'fact' | 'matterId'>): string =>
  `${fact}:${matterId}`

const ownerKey = (as: string, matterId: string): string => `${as}:${matterId}`

/** Everything that was read of the ledger so far. */
export interface Collected {
  /** Whom a matter's facts named, by kind and matter, in the order of the ledger. */
  owners: Map<string, { id: string | null; sequence: number }[]>
  /** By representative, then by key. */
  entries: Map<string, Map<string, Entry>>
}

export const nothingYet = (): Collected => ({ owners: new Map(), entries: new Map() })

/** Whose it is as of one fact: what is named later is not known yet, whom it forgets still is. */
function ownersOf(owner: Owner, { subjectId, sequence }: LedgerFact, { owners }: Collected) {
  if ('id' in owner) return [owner.id]
  const before = (owners.get(ownerKey(owner.namedBy, subjectId)) ?? []).filter(
    (one) => one.sequence < sequence || (one.sequence === sequence && one.id !== null),
  )
  const since = before.slice(before.findLastIndex(({ id }) => id === null) + 1)
  const ids = [...new Set(since.flatMap(({ id }) => id ?? []))]
  return owner.all === true ? ids : ids.slice(0, 1)
}

/** The entries of one fact, of all whose it is. */
const entriesOf = (fact: LedgerFact, known: Collected): Entry[] =>
  scoringOf(fact).flatMap(({ fact: kind, owner, on }) =>
    ownersOf(owner, fact, known).map((representativeId) => ({
      representativeId,
      fact: kind,
      matterKind: fact.subjectKind,
      matterId: fact.subjectId,
      at: on ?? happenedAt(fact),
      sequence: fact.sequence,
      ...(on === undefined ? {} : { corrects: true as const }),
    })),
  )

/** The same once more: it keeps its moment, unless that was put right. */
const later = (known: Entry, entry: Entry): Entry =>
  entry.corrects === true && entry.sequence >= known.sequence
    ? entry
    : { ...known, sequence: Math.max(known.sequence, entry.sequence) }

/** Reads facts in the order of the ledger. Read twice, a fact changes nothing. */
export function collect(into: Collected, facts: readonly LedgerFact[]): Collected {
  for (const fact of facts) {
    const named = namedOwner(fact)
    if (named !== null) {
      const key = ownerKey(named.as, fact.subjectId)
      const known = into.owners.get(key) ?? []
      into.owners.set(key, known)
      const { id } = named
      const { sequence } = fact
      if (!known.some((one) => one.sequence === sequence)) known.push({ id, sequence })
    }
    for (const entry of entriesOf(fact, into)) {
      const own = into.entries.get(entry.representativeId) ?? new Map<string, Entry>()
      into.entries.set(entry.representativeId, own)
      const known = own.get(entryKey(entry))
      if (known === undefined) own.set(entryKey(entry), entry)
      else own.set(entryKey(entry), later(known, entry))
    }
  }
  return into
}
