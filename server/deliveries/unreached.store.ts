import { HOUR } from '@mashang/shared/core/clock.ts'
import type { NoticeKind } from '@mashang/shared/notices/notices.model.ts'
import {
  and,
  count,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  not,
  notExists,
  or,
  type SQL,
} from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { deadlinesTables } from '../core/deadlines/deadlines.table.ts'
import { issuesTables } from '../issues/issues.table.ts'
import { ownerHasNoAccount } from '../issues/watch.store.ts'
import { noticesTables } from '../notices/notices.table.ts'
import { deliveriesTables } from './deliveries.table.ts'

/** How long it may take until somebody has heard of a matter. [default] */
export const HEARD_WITHIN = 2 * HOUR

/** What whoever owes an answer is told. */
const TELLING: NoticeKind[] = ['issue.arrived', 'issue.redo', 'clock.reminded']

/**
 * Over matters (i) with a running answering clock (d): nobody could be told of it, or nobody was
 * reached in its time. Reached is whoever opened the matter, read the notice in the app, or has a
 * channel whose peer took the message. What waits for the end of quiet hours or for a summary is in
 * its time still; what no channel could deliver is not.
 */
export function reachedNobody(context: Context, now: number): SQL {
  const { issues: i } = context.db.tables(issuesTables)
  const { deadlines: d } = context.db.tables(deadlinesTables)
  const { notices: n } = context.db.tables(noticesTables)
  const { deliveries: v } = context.db.tables(deliveriesTables)
  const { read } = context.db
  const delivery = (which: SQL | undefined): SQL =>
    exists(
      read
        .select({ id: v.id })
        .from(v)
        .where(
          // Another system is nobody.
          and(eq(v.district, n.district), eq(v.noticeId, n.id), ne(v.channel, 'webhook'), which),
        ),
    )
  const notice = (which: SQL | undefined) =>
    read
      .select({ id: n.id })
      .from(n)
      .where(
        and(
          eq(n.district, d.district),
          eq(n.subjectId, d.subjectId),
          eq(n.recipientKind, 'account'),
          inArray(n.kind, TELLING),
          gte(n.at, d.startedAt),
          which,
        ),
      )
  const reached = or(isNotNull(n.readAt), delivery(eq(v.state, 'sent')))
  const onItsWay = delivery(and(eq(v.state, 'waiting'), eq(v.attempts, 0), gt(v.dueAt, now)))
  return or(
    ownerHasNoAccount(context),
    and(
      // The office is told of a flood, not of each matter in it.
      ne(d.ownerKind, 'office'),
      or(isNull(i.openedAt), lt(i.openedAt, d.startedAt)),
      notExists(notice(reached)),
      or(
        and(lte(d.startedAt, now - HEARD_WITHIN), notExists(notice(onItsWay))),
        exists(notice(and(delivery(eq(v.state, 'dead')), not(onItsWay)))),
      ),
    ),
  ) as SQL
}

/** How many running answering clocks that is. */
export async function countUnreached(context: Context): Promise<number> {
  const { issues: i } = context.db.tables(issuesTables)
  const { deadlines: d } = context.db.tables(deadlinesTables)
  const rows = await context.db.read
    .select({ total: count() })
    .from(d)
    .innerJoin(i, and(eq(i.district, d.district), eq(i.id, d.subjectId)))
    .where(
      and(
        eq(d.district, context.district),
        isNull(d.stoppedAt),
        ne(d.clock, 'resolution'),
        reachedNobody(context, context.clock.now()),
      ),
    )
  return rows[0]?.total ?? 0
}
