import { endedStates } from '@mashang/shared/issues/retention.rules.ts'
import { and, eq, exists, inArray, isNotNull, lt, or, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { statement, value } from '../core/db/statement.ts'
import { holdsTables } from './holds.table.ts'
import { issuesTables } from './issues.table.ts'

type Schema = ReturnType<typeof issuesTables>

/** Takes name and phone out of an issue for good; SQLite overwrites them (secure_delete). */
export const eraseContact = statement<Schema, { district: string; id: string }>(
  issuesTables,
  'erase contact',
  (b, t) =>
    b
      .update(t.issues)
      .set({ contactName: null, contactPhone: null, voter: '匿名' })
      .where(ownRow(t.issues)),
)

/** What the voter wrote later stays, without the name over it. */
export const namelessMessages = statement<Schema, { district: string; id: string }>(
  issuesTables,
  'nameless messages',
  (b, t) =>
    b
      .update(t.issueMessages)
      .set({ authorName: '匿名' })
      .where(
        and(
          eq(t.issueMessages.district, value('district')),
          eq(t.issueMessages.issueId, value('id')),
          eq(t.issueMessages.author, 'voter'),
        ),
      ),
)

/** When a matter ended that is in an ended state: judged, concluded, answered last. */
export const endOf = (i: ReturnType<typeof issuesTables>['issues']) =>
  sql<number>`coalesce(${i.verdictAt}, ${i.endedAt}, ${i.respondedAt}, ${i.filedAt})`

/** What a matter still holds of its voter that goes with time. */
export interface Kept {
  id: string
  contact: boolean
}

/** Matters that ended before then and still hold a contact or a sealed original, at most `limit`. */
export async function keptSinceBefore(
  context: Context,
  before: number,
  limit: number,
): Promise<Kept[]> {
  const { issues: i } = context.db.tables(issuesTables)
  const { holds: h } = context.db.tables(holdsTables)
  const sealed = context.db.read
    .select({ one: sql`1` })
    .from(h)
    .where(
      and(
        eq(h.district, i.district),
        eq(h.issueId, i.id),
        or(isNotNull(h.originalWords), eq(h.originalPhoto, true)),
      ),
    )
  const rows = await context.db.read
    .select({ id: i.id, name: i.contactName, phone: i.contactPhone })
    .from(i)
    .where(
      and(
        eq(i.district, context.district),
        inArray(i.state, [...endedStates]),
        or(isNotNull(i.contactName), isNotNull(i.contactPhone), exists(sealed)),
        lt(endOf(i), before),
      ),
    )
    .limit(limit)
  return rows.map(({ id, name, phone }) => ({ id, contact: name !== null || phone !== null }))
}
