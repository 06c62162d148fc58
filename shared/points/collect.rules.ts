import {
  type Entry,
  happenedAt,
  type LedgerFact,
  namedOwner,
  type Owner,
  type OwnerFact,
  scoringOf,
} from './catalogue.rules.ts'

/** What one kind of duty in one matter is known by; a second fact of the same key scores nothing. */
export const entryKey = ({ fact, matterId }: Pick<Entry, 'fact' | 'matterId'>): string =>
  `${fact}:${matterId}`

const ownerKey = (as: OwnerFact, matterId: string): string => `${as}:${matterId}`

/** Everything that was read of the ledger so far. */
export interface Collected {
  owners: Map<string, string>
  /** By representative, then by key. */
  entries: Map<string, Map<string, Entry>>
}

export const nothingYet = (): Collected => ({ owners: new Map(), entries: new Map() })

/** The entries of one fact, where its owner is known. */
export function entriesOf(fact: LedgerFact, ownerOf: (owner: Owner) => string | null): Entry[] {
  return scoringOf(fact).flatMap(({ fact: kind, owner }) => {
    const representativeId = ownerOf(owner)
    if (representativeId === null) return []
    const { sequence, subjectKind, subjectId } = fact
    const at = happenedAt(fact)
    return [
      { representativeId, fact: kind, matterKind: subjectKind, matterId: subjectId, at, sequence },
    ]
  })
}

/** Reads facts in the order of the ledger. Read twice, a fact changes nothing. */
export function collect(into: Collected, facts: readonly LedgerFact[]): Collected {
  for (const fact of facts) {
    const named = namedOwner(fact)
    if (named !== null) {
      const key = ownerKey(named.as, fact.subjectId)
      if (!into.owners.has(key)) into.owners.set(key, named.id)
    }
    const ownerOf = (owner: Owner): string | null =>
      'id' in owner ? owner.id : (into.owners.get(ownerKey(owner.namedBy, fact.subjectId)) ?? null)
    for (const entry of entriesOf(fact, ownerOf)) {
      const own = into.entries.get(entry.representativeId) ?? new Map<string, Entry>()
      into.entries.set(entry.representativeId, own)
      const known = own.get(entryKey(entry))
      if (known === undefined) own.set(entryKey(entry), entry)
      else known.sequence = Math.max(known.sequence, entry.sequence)
    }
  }
  return into
}
