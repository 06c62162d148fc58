import type { MattersFilter } from '@mashang/shared/issues/published.model.ts'
import { and, count, desc, eq, gt, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { holds } from '../core/db/like.ts'
import { ownRow } from '../core/db/own-row.ts'
import { statement, value } from '../core/db/statement.ts'
import type { IssueRecord } from './issues.store.ts'
import { issuesTables } from './issues.table.ts'

type Schema = ReturnType<typeof issuesTables>

/** Guarded by the voter's consent, which may not be assumed, and by the title that was read ('': none). */
export const savePublication = statement<
  Schema,
  Pick<IssueRecord, 'district' | 'id' | 'publishedTitle' | 'publishedAt'> & { was: string }
>(
  issuesTables,
  'save publication',
  (b, t) =>
    b
      .update(t.issues)
      .set({ publishedTitle: value('publishedTitle'), publishedAt: value('publishedAt') })
      .where(
        ownRow(
          t.issues,
          eq(t.issues.publish, true),
          isNotNull(t.issues.respondedAt),
          eq(sql`coalesce(${t.issues.publishedTitle}, '')`, value('was')),
        ),
      ),
  { guarded: true },
)

/** `representativeIds`: null for everybody's. */
const releasedBy = (
  context: Context,
  representativeIds: string[] | null,
  { q, field, good }: Omit<MattersFilter, 'page'> = EVERYTHING,
) => {
  const { issues: i } = context.db.tables(issuesTables)
  return and(
    eq(i.district, context.district),
    representativeIds === null ? undefined : inArray(i.representativeId, representativeIds),
    isNotNull(i.publishedTitle),
    // Says nothing more, but names the index: SQLite would else look through every row for a count.
    representativeIds === null ? gt(i.publishedAt, 0) : undefined,
    q === '' ? undefined : holds(i.publishedTitle, q),
    field === null ? undefined : eq(i.field, field),
    good ? inArray(i.verdictSolved, ['satisfied', 'acceptable']) : undefined,
  )
}

const EVERYTHING = { q: '', field: null, good: false } as const

/** Matters that their voters agreed to and the office released, newest first, with how many in all. */
export async function publishedOf(
  context: Context,
  representativeIds: string[] | null,
  limit: number,
  filter?: MattersFilter,
): Promise<{ items: IssueRecord[]; total: number }> {
  if (representativeIds?.length === 0) return { items: [], total: 0 }
  const { issues: i } = context.db.tables(issuesTables)
  const items = await context.db.read
    .select()
    .from(i)
    .where(releasedBy(context, representativeIds, filter))
    .orderBy(desc(i.publishedAt), desc(i.id))
    .limit(limit)
    .offset(filter === undefined ? 0 : (filter.page - 1) * limit)
  const totals = await context.db.read
    .select({ total: count() })
    .from(i)
    .where(releasedBy(context, representativeIds, filter))
  return { items, total: totals[0]?.total ?? 0 }
}
