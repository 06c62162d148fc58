import { withAuthorsOf } from '@mashang/shared/suggestions/authors.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import {
  countedThere,
  recountedOnce,
  withCountedHere,
  withCountedThere,
} from '@mashang/shared/suggestions/once.rules.ts'
import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { originsInEach } from '../lineage/lineage.store.ts'
import {
  findSuggestion,
  mustStay,
  type SuggestionRecord,
  saveSuggestion,
} from './suggestions.store.ts'
import { suggestionsTables } from './suggestions.table.ts'
import { columnsOf, partyWrites } from './suggestions.writes.ts'

/** Everything that was merged into one, directly or by way of others, the first merged first. */
export async function mergedBefore(context: Context, id: string): Promise<SuggestionRecord[]> {
  const here = { kind: 'suggestion', id } as const
  const behind = (await originsInEach(context, [here], 'suggestion')).get(here) ?? []
  const records = (await Promise.all(behind.map((one) => findSuggestion(context, one)))).flatMap(
    (one) => (one?.state === 'merged' ? [one] : []),
  )
  const found: SuggestionRecord[] = []
  for (let edge = [id]; edge.length > 0; ) {
    const next = records.filter(({ matter }) => edge.includes(matter.mergedInto ?? ''))
    found.push(...next)
    edge = next.map((one) => one.id)
  }
  return found.sort(
    (a, b) => (a.matter.endedAt ?? 0) - (b.matter.endedAt ?? 0) || (a.id < b.id ? -1 : 1),
  )
}

const changedTo = (record: SuggestionRecord, matter: Matter): Write =>
  saveSuggestion({
    ...record,
    ...columnsOf(matter),
    revision: record.revision + 1,
    wasRevision: record.revision,
  })

/**
 * After a step on one into which others were merged, each of those as it counts now: there, or again
 * by itself. Each is guarded, and has a fact of its own.
 */
export function recounted(
  root: { id: string; matter: Matter },
  members: readonly SuggestionRecord[],
  { at, actor }: Pick<Fact, 'at' | 'actor'>,
): { writes: Write[]; facts: Fact[] } {
  const changed = recountedOnce(root.matter, members).map(({ member, there, again }) => {
    const subject = { kind: 'suggestion', id: member.id } as const
    const gone = withCountedThere(member.matter, there)
    const back = withCountedHere(gone.matter, again)
    const fact = (type: string, data: Fact['data']): Fact => ({ at, type, actor, subject, data })
    const facts = [
      ...(there.length === 0
        ? []
        : [fact('suggestion.counted-there', { by: 'system', into: root.id, ...gone.data })]),
      ...(again.length === 0
        ? []
        : [fact('suggestion.counted-here', { by: 'system', from: root.id, ...back.data })]),
    ]
    return { write: changedTo(member, back.matter), facts }
  })
  return {
    writes: changed.map(({ write }) => write),
    facts: changed.flatMap(({ facts }) => facts),
  }
}

/**
 * What was merged into one that goes on in another now goes on there, too: whoever it counted for and
 * who has a part of their own there is counted once. Each is guarded, and has a fact of its own.
 */
export async function countedOnce(
  context: Context,
  id: string,
  target: SuggestionRecord,
  { at, actor }: Pick<Fact, 'at' | 'actor'>,
): Promise<{ writes: Write[]; facts: Fact[] }> {
  const changed = (await mergedBefore(context, id)).flatMap((record) => {
    const twice = countedThere(record.matter, target.matter)
    return twice.length === 0 ? [] : [{ record, ...withCountedThere(record.matter, twice) }]
  })
  return {
    writes: changed.map(({ record, matter }) => changedTo(record, matter)),
    facts: changed.map(({ record, data }) => ({
      at,
      type: 'suggestion.counted-there',
      actor,
      subject: { kind: 'suggestion', id: record.id },
      data: { by: 'office', into: target.id, ...data },
    })),
  }
}

/** Another suggestion with more authors; also where there are none, it must be as it was read. */
export function withAuthors(target: SuggestionRecord, matter: Matter): Write[] {
  const { district, id, revision } = target
  const guard = { district, id, revision: revision + 1, wasRevision: revision }
  if (matter === target.matter) return [mustStay(guard)]
  return [
    saveSuggestion({ ...target, ...columnsOf(matter), ...guard }),
    ...partyWrites(district, id, matter),
  ]
}

/** The one that goes on for one that was merged, maybe merged further itself; null: none does. */
async function goesOn(context: Context, id: string | null): Promise<SuggestionRecord | null> {
  const seen = new Set<string>()
  for (let next = id; next !== null && !seen.has(next); ) {
    seen.add(next)
    const record = await findSuggestion(context, next)
    if (record === null) return null
    if (record.state !== 'merged')
      return ['withdrawn', 'declined'].includes(record.state) ? null : record
    next = record.matter.mergedInto
  }
  return null
}

/**
 * Until authors went along with what was merged, they had no part in what goes on for theirs. Those of
 * earlier mergers get it now; again changes nothing.
 */
export async function takeInEarlierAuthors(context: Context): Promise<void> {
  const { suggestions: s } = context.db.tables(suggestionsTables)
  const { district } = context
  const rows = await context.db.read
    .select({ id: s.id, matter: s.matter })
    .from(s)
    .where(and(eq(s.district, district), eq(s.state, 'merged')))
    .orderBy(asc(s.createdAt), asc(s.id))
  for (const { id, matter } of rows) {
    const target = await goesOn(context, matter.mergedInto)
    if (target === null) continue
    const at = context.clock.now()
    const after = withAuthorsOf(target.matter, matter, at)
    if (after === target.matter) continue
    const fact: Fact = {
      at,
      type: 'suggestion.merged-in',
      actor: { kind: 'system', id: null },
      subject: { kind: 'suggestion', id: target.id },
      data: { by: 'system', from: id },
    }
    try {
      await context.db.commit(district, withAuthors(target, after), [fact])
    } catch (error) {
      // Somebody, or another process, is at that one; it is looked at again on another day.
      if (!(error instanceof Conflict)) throw error
    }
  }
}
