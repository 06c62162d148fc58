import { whyNoOrigin } from '@mashang/shared/suggestions/origins.rules.ts'
import { and, eq, inArray, isNotNull, ne, notInArray, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { inChunks } from '../core/db/chunks.ts'
import { Conflict } from '../core/db/faults.ts'
import { ledgerTables } from '../core/ledger/ledger.table.ts'
import { issuesTables } from '../issues/issues.table.ts'
import { tie } from '../lineage/lineage.store.ts'
import { lineageTables } from '../lineage/lineage.table.ts'
import { caughtUp } from './heard.ts'
import { fromIssue, issuesBehind } from './origins.store.ts'
import { guard } from './origins.usecases.ts'
import { findSuggestion, type SuggestionRecord } from './suggestions.store.ts'
import { suggestionsTables } from './suggestions.table.ts'

/** What lies together in one hand. */
const heapOf = ({ groupId, handlerId }: { groupId: string | null; handlerId: string }): string =>
  `${groupId} ${handlerId}`

/** Ties between voters' matters in a group and what became of them in the same hand, but what is over. */
async function tiesInGroups(context: Context) {
  const { db, district } = context
  const { lineageLinks: l } = db.tables(lineageTables)
  const { issues: i } = db.tables(issuesTables)
  const { suggestions: s } = db.tables(suggestionsTables)
  return await db.read
    .select({ suggestionId: s.id, id: i.id, groupId: i.groupId, handlerId: i.handlerId })
    .from(l)
    .innerJoin(s, and(eq(s.district, l.district), eq(s.id, l.toId)))
    .innerJoin(
      i,
      and(
        eq(i.district, l.district),
        eq(i.id, l.fromId),
        // Whoever has it now may have nothing to do with what somebody else once made of it.
        eq(i.handlerId, s.representativeId),
      ),
    )
    .where(
      and(
        eq(l.district, district),
        eq(l.fromKind, 'issue'),
        eq(l.toKind, 'suggestion'),
        notInArray(s.state, ['withdrawn', 'declined']),
        isNotNull(i.groupId),
        ne(i.state, 'withdrawn'),
      ),
    )
}

interface Apart {
  suggestionId: string
  /** Behind it, and in one heap with what follows. */
  from: string
  ids: string[]
}

/** Voters' matters that were put beside one of a suggestion's own and are not tied to it. */
async function lyingApart(context: Context): Promise<Apart[]> {
  const { issues: i } = context.db.tables(issuesTables)
  const ties = await tiesInGroups(context)
  const groups = [...new Set(ties.flatMap(({ groupId }) => groupId ?? []))]
  const members = await inChunks(groups, (some) =>
    context.db.read
      .select({ id: i.id, groupId: i.groupId, handlerId: i.handlerId })
      .from(i)
      .where(
        and(
          eq(i.district, context.district),
          inArray(i.groupId, some),
          // In the words of its index.
          sql`group_id is not null`,
          ne(i.state, 'withdrawn'),
        ),
      ),
  )
  const heaps = Map.groupBy(members, heapOf)
  const known = new Set(ties.map(({ suggestionId, id }) => `${suggestionId} ${id}`))
  return ties.flatMap(({ suggestionId, id: from, ...heap }) => {
    const apart = (heaps.get(heapOf(heap)) ?? []).filter(
      ({ id }) => !known.has(`${suggestionId} ${id}`),
    )
    return apart.length === 0 ? [] : [{ suggestionId, from, ids: apart.map(({ id }) => id) }]
  })
}

/**
 * By suggestion, the voters' matters that a person named as what it is about. What only came along
 * with one of them brings nothing else: it may have lain there by mistake, and lie beside another by
 * now. A former version named that, too.
 */
async function namedBehind(
  context: Context,
  suggestionIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const { ledger: l } = context.db.tables(ledgerTables)
  const facts = await inChunks(suggestionIds, (some) =>
    context.db.read
      .select({ suggestionId: l.subjectId, data: l.data })
      .from(l)
      .where(
        and(
          eq(l.district, context.district),
          inArray(l.subjectId, some),
          inArray(l.type, ['suggestion.written', 'suggestion.joined']),
        ),
      ),
  )
  const named = new Map<string, Set<string>>()
  for (const { suggestionId, data } of facts) {
    const { issueId, by } = JSON.parse(data) as { issueId?: string | null; by?: string }
    if (typeof issueId !== 'string' || by === 'system') continue
    named.set(suggestionId, (named.get(suggestionId) ?? new Set()).add(issueId))
  }
  return named
}

/** By suggestion, what comes along with what it is about. */
async function comingAlong(context: Context): Promise<Map<string, string[]>> {
  const apart = Map.groupBy(await lyingApart(context), ({ suggestionId }) => suggestionId)
  const named = await namedBehind(context, [...apart.keys()])
  const found = new Map<string, string[]>()
  for (const [suggestionId, of] of apart) {
    const ids = of.flatMap((one) => (named.get(suggestionId)?.has(one.from) ? one.ids : []))
    if (ids.length > 0) found.set(suggestionId, [...new Set(ids)])
  }
  return found
}

/** The one that a suggestion goes on in; itself where it was not merged. Null: no more is heard of it. */
async function goingOn(
  context: Context,
  record: SuggestionRecord,
): Promise<SuggestionRecord | null> {
  if (record.state !== 'merged' || record.matter.mergedInto === null)
    return whyNoOrigin(record.matter) === null ? record : null
  const other = await findSuggestion(context, record.matter.mergedInto)
  return other === null ? null : await goingOn(context, other)
}

/**
 * Ties matters that were put beside another voter's only after that one had become a suggestion: they
 * are given the same words, so they hear of it, too, with what was said so far of it, or of the one
 * that it goes on in. Safe to run again; of two processes at once the other one leaves it.
 */
export async function tieWhatLiesTogether(context: Context): Promise<void> {
  for (const [id, apart] of await comingAlong(context)) {
    const own = await findSuggestion(context, id)
    const record = own && (await goingOn(context, own))
    if (own === null || record === null) continue
    const behind = new Set(await issuesBehind(context, record.id))
    const anew = apart.filter((one) => !behind.has(one))
    const at = context.clock.now()
    const actor = { kind: 'system', id: null } as const
    try {
      await context.db.commit(
        context.district,
        [
          ...(own === record ? [own] : [own, record]).map(guard),
          ...apart.map((one) => tie(context, fromIssue(one, id), at)),
        ],
        [
          {
            at,
            type: 'suggestion.joined',
            actor,
            subject: { kind: 'suggestion', id },
            data: { by: 'system', issues: apart.length },
          },
          // Whoever is behind it by another way has heard.
          ...caughtUp(record, anew, { at, actor }),
        ],
      )
    } catch (error) {
      // Somebody steps at this moment; the next turn finds it again.
      if (!(error instanceof Conflict)) throw error
    }
  }
}
