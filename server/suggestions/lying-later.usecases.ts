import { whyNoOrigin } from '@mashang/shared/suggestions/origins.rules.ts'
import { and, eq, inArray, isNotNull, ne } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { inChunks } from '../core/db/chunks.ts'
import { Conflict } from '../core/db/faults.ts'
import { issuesTables } from '../issues/issues.table.ts'
import { tie } from '../lineage/lineage.store.ts'
import { lineageTables } from '../lineage/lineage.table.ts'
import { caughtUp } from './heard.ts'
import { fromIssue, issuesBehind } from './origins.store.ts'
import { findSuggestion, mustStay, type SuggestionRecord } from './suggestions.store.ts'

/** What lies together in one hand. */
const heapOf = ({ groupId, handlerId }: { groupId: string | null; handlerId: string }): string =>
  `${groupId} ${handlerId}`

/** By suggestion, the voters' matters that were put beside one of its own and are not tied to it. */
async function lyingApart(context: Context): Promise<Map<string, string[]>> {
  const { db, district } = context
  const { lineageLinks: l } = db.tables(lineageTables)
  const { issues: i } = db.tables(issuesTables)
  const ties = await db.read
    .select({ suggestionId: l.toId, id: i.id, groupId: i.groupId, handlerId: i.handlerId })
    .from(l)
    .innerJoin(i, and(eq(i.district, l.district), eq(i.id, l.fromId)))
    .where(
      and(
        eq(l.district, district),
        eq(l.fromKind, 'issue'),
        eq(l.toKind, 'suggestion'),
        isNotNull(i.groupId),
      ),
    )
  const groups = [...new Set(ties.flatMap(({ groupId }) => groupId ?? []))]
  const members = await inChunks(groups, (some) =>
    db.read
      .select({ id: i.id, groupId: i.groupId, handlerId: i.handlerId })
      .from(i)
      .where(and(eq(i.district, district), inArray(i.groupId, some), ne(i.state, 'withdrawn'))),
  )
  const heaps = Map.groupBy(members, heapOf)
  const known = new Set(ties.map(({ suggestionId, id }) => `${suggestionId} ${id}`))
  const apart = new Map<string, Set<string>>()
  for (const one of ties)
    for (const { id } of heaps.get(heapOf(one)) ?? [])
      if (!known.has(`${one.suggestionId} ${id}`))
        apart.set(one.suggestionId, (apart.get(one.suggestionId) ?? new Set()).add(id))
  return new Map([...apart].map(([suggestionId, ids]) => [suggestionId, [...ids]]))
}

/** A suggestion, or the one that it goes on in; null: nothing more will be heard of it. */
async function goingOn(context: Context, id: string): Promise<SuggestionRecord | null> {
  const record = await findSuggestion(context, id)
  if (record === null) return null
  if (record.matter.mergedInto !== null && record.state === 'merged')
    return await goingOn(context, record.matter.mergedInto)
  return whyNoOrigin(record.matter) === null ? record : null
}

/**
 * Ties matters that were put beside another voter's only after that one had become a suggestion: they
 * are given the same words, so they hear of it, too, with what was said of it so far. Safe to run
 * again; of two processes at once the other one leaves it.
 */
export async function tieWhatLiesTogether(context: Context): Promise<void> {
  for (const [suggestionId, apart] of await lyingApart(context)) {
    const record = await goingOn(context, suggestionId)
    if (record === null) continue
    const behind = new Set(await issuesBehind(context, record.id))
    const issueIds = apart.filter((one) => !behind.has(one))
    if (issueIds.length === 0) continue
    const at = context.clock.now()
    const actor = { kind: 'system', id: null } as const
    const { district, id, revision } = record
    try {
      await context.db.commit(
        district,
        [
          mustStay({ district, id, revision: revision + 1, wasRevision: revision }),
          ...issueIds.map((one) => tie(context, fromIssue(one, id), at)),
        ],
        [
          ...issueIds.map((issueId) => ({
            at,
            type: 'suggestion.joined',
            actor,
            subject: { kind: 'suggestion', id },
            data: { by: 'system', issueId },
          })),
          ...caughtUp(record, issueIds, { at, actor }),
        ],
      )
    } catch (error) {
      // Somebody steps at this moment; the next turn finds it again.
      if (!(error instanceof Conflict)) throw error
    }
  }
}
