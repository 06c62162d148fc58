import { endedStates } from '@mashang/shared/issues/retention.rules.ts'
import { and, eq, inArray, isNotNull, lt, or, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { statement, value } from '../core/db/statement.ts'
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
      .where(and(eq(t.issues.district, value('district')), eq(t.issues.id, value('id')))),
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

/** Matters that ended before then and still hold a contact, at most `limit`. */
export async function contactsEndedBefore(
  context: Context,
  before: number,
  limit: number,
): Promise<string[]> {
  const { issues: i } = context.db.tables(issuesTables)
  const rows = await context.db.read
    .select({ id: i.id })
    .from(i)
    .where(
      and(
        eq(i.district, context.district),
        inArray(i.state, [...endedStates]),
        or(isNotNull(i.contactName), isNotNull(i.contactPhone)),
        lt(endOf(i), before),
      ),
    )
    .limit(limit)
  return rows.map((row) => row.id)
}
