import type { Notice } from '@mashang/shared/notices/notices.model.ts'
import { and, asc, count, desc, eq, gt, isNull, lt, lte, or } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, statement, value, type Write } from '../core/db/statement.ts'
import { idFloor, newId } from '../core/ids.ts'
import { noticesTables } from './notices.table.ts'

type Schema = ReturnType<typeof noticesTables>
export type NoticeRecord = Schema['notices']['$inferSelect']

const insertNotice = insertInto(noticesTables, 'notices')

/** What somebody is told, to be written in the commit of what it tells of. */
export const noticeWrite = (context: Context, notice: Omit<Notice, 'id'>): Write =>
  insertNotice({
    district: context.district,
    id: newId(),
    recipientKind: notice.recipient.kind,
    recipientId: notice.recipient.id,
    kind: notice.kind,
    subjectKind: notice.subjectKind,
    subjectId: notice.subjectId,
    data: notice.data,
    at: notice.at,
    readAt: null,
    fannedOutAt: null,
  })

/** Seen by its recipient. Guarded: somebody else's and one that is not there look the same. */
export const readNotice = statement<
  Schema,
  { district: string; id: string; recipientId: string; readAt: number }
>(
  noticesTables,
  'read notice',
  (b, { notices: n }) =>
    b
      .update(n)
      .set({ readAt: value('readAt') })
      .where(ownRow(n, eq(n.recipientKind, 'account'), eq(n.recipientId, value('recipientId')))),
  { guarded: true },
)

/** Everything up to one of them; what came meanwhile stays unread. */
export const readNotices = statement<
  Schema,
  { district: string; until: string; recipientId: string; readAt: number }
>(noticesTables, 'read notices', (b, { notices: n }) =>
  b
    .update(n)
    .set({ readAt: value('readAt') })
    .where(
      and(
        eq(n.district, value('district')),
        eq(n.recipientKind, 'account'),
        eq(n.recipientId, value('recipientId')),
        isNull(n.readAt),
        lte(n.id, value('until')),
      ),
    ),
)

/** Everything about one matter. */
export const readNoticesOf = statement<
  Schema,
  { district: string; subjectId: string; recipientId: string; readAt: number }
>(noticesTables, 'read notices of matter', (b, { notices: n }) =>
  b
    .update(n)
    .set({ readAt: value('readAt') })
    .where(
      and(
        eq(n.district, value('district')),
        eq(n.recipientKind, 'account'),
        eq(n.recipientId, value('recipientId')),
        isNull(n.readAt),
        eq(n.subjectId, value('subjectId')),
      ),
    ),
)

/** Notices up to an id, whoever got them. */
export const dropNotices = statement<Schema, { district: string; until: string }>(
  noticesTables,
  'drop notices',
  (b, { notices: n }) =>
    b.delete(n).where(and(eq(n.district, value('district')), lte(n.id, value('until')))),
)

/** Ids of notices older than a moment, oldest first. */
export async function oldNotices(
  context: Context,
  before: number,
  limit: number,
): Promise<string[]> {
  const { notices: n } = context.db.tables(noticesTables)
  const rows = await context.db.read
    .select({ id: n.id })
    .from(n)
    .where(and(eq(n.district, context.district), lt(n.id, idFloor(before))))
    .orderBy(asc(n.id))
    .limit(limit)
  return rows.map((row) => row.id)
}

const mine = (n: Schema['notices'], context: Context, accountId: string) =>
  and(
    eq(n.district, context.district),
    eq(n.recipientKind, 'account'),
    eq(n.recipientId, accountId),
  )

/** One page of somebody's notices, newest first, older than one of them. */
export async function noticesOfAccount(
  context: Context,
  accountId: string,
  before: NoticeRecord | null,
  limit: number,
): Promise<NoticeRecord[]> {
  const { notices: n } = context.db.tables(noticesTables)
  const older =
    before === null
      ? undefined
      : or(lt(n.at, before.at), and(eq(n.at, before.at), lt(n.id, before.id)))
  return await context.db.read
    .select()
    .from(n)
    .where(and(mine(n, context, accountId), older))
    .orderBy(desc(n.at), desc(n.id))
    .limit(limit)
}

export async function findNotice(
  context: Context,
  accountId: string,
  id: string,
): Promise<NoticeRecord | null> {
  const { notices: n } = context.db.tables(noticesTables)
  const rows = await context.db.read
    .select()
    .from(n)
    .where(and(mine(n, context, accountId), eq(n.id, id)))
  return rows[0] ?? null
}

export async function countUnread(context: Context, accountId: string): Promise<number> {
  const { notices: n } = context.db.tables(noticesTables)
  const rows = await context.db.read
    .select({ total: count() })
    .from(n)
    .where(and(mine(n, context, accountId), isNull(n.readAt)))
  return rows[0]?.total ?? 0
}

/** What a stream says of a notice. */
export type NoticeSign = Pick<NoticeRecord, 'id' | 'recipientId' | 'kind' | 'subjectId'>

/** Notices to accounts whose id lies after one, in the order of their ids. */
export async function signsAfter(
  context: Context,
  after: string,
  limit: number,
  accountId?: string,
): Promise<NoticeSign[]> {
  const { notices: n } = context.db.tables(noticesTables)
  return await context.db.read
    .select({ id: n.id, recipientId: n.recipientId, kind: n.kind, subjectId: n.subjectId })
    .from(n)
    .where(
      and(
        accountId === undefined
          ? and(eq(n.district, context.district), eq(n.recipientKind, 'account'))
          : mine(n, context, accountId),
        gt(n.id, after),
      ),
    )
    .orderBy(asc(n.id))
    .limit(limit)
}
