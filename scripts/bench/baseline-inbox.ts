import type { Context } from '@mashang/server/core/context.ts'
import { deadlinesTables } from '@mashang/server/core/deadlines/deadlines.table.ts'
import { districtNow } from '@mashang/server/districts/districts.store.ts'
import { issuesTables } from '@mashang/server/issues/issues.table.ts'
import { stationsTables } from '@mashang/server/stations/stations.table.ts'
import { toIso } from '@mashang/shared/core/clock.ts'
import type { Inbox } from '@mashang/shared/issues/inbox.model.ts'
import { isLate } from '@mashang/shared/issues/issues.rules.ts'
import { issueNumber, STANDARD_FIELDS } from '@mashang/shared/issues/issues.words.ts'
import { and, asc, desc, eq, isNotNull, isNull, ne, notExists, sql } from 'drizzle-orm'

/** A representative's inbox as it is usually written: drizzle's builder at every request. */
export async function inboxByBuilder(context: Context, owner: string): Promise<Inbox> {
  const { db, district } = context
  const { issues: i } = db.tables(issuesTables)
  const { deadlines: d } = db.tables(deadlinesTables)
  const { stations: s } = db.tables(stationsTables)
  const now = context.clock.now()
  const { shortName } = await districtNow(context)
  const columns = {
    id: i.id,
    year: i.year,
    number: i.number,
    title: i.title,
    kind: i.kind,
    field: i.field,
    state: i.state,
    voter: i.voter,
    photos: i.photos,
    filedAt: i.filedAt,
    dueAt: i.dueAt,
    town: s.town,
  }
  const open = await db.read
    .select({ ...columns, dueAt: d.dueAt })
    .from(d)
    .innerJoin(i, and(eq(i.district, d.district), eq(i.id, d.subjectId)))
    .leftJoin(s, and(eq(s.district, i.district), eq(s.id, i.stationId)))
    .where(
      and(
        eq(d.district, district),
        eq(d.ownerId, owner),
        ne(d.clock, 'resolution'),
        isNull(d.stoppedAt),
      ),
    )
    .orderBy(asc(d.dueAt), asc(d.id))
    .limit(200)
  const resolving = await db.read
    .select({ ...columns, startedAt: d.startedAt, dueAt: d.dueAt, pausedAt: d.pausedAt })
    .from(d)
    .innerJoin(i, and(eq(i.district, d.district), eq(i.id, d.subjectId)))
    .leftJoin(s, and(eq(s.district, i.district), eq(s.id, i.stationId)))
    .where(
      and(
        eq(d.district, district),
        eq(d.ownerId, owner),
        eq(d.clock, 'resolution'),
        isNull(d.stoppedAt),
      ),
    )
    .orderBy(asc(d.dueAt), asc(d.id))
    .limit(200)
  const own = await db.read
    .select(columns)
    .from(i)
    .leftJoin(s, and(eq(s.district, i.district), eq(s.id, i.stationId)))
    .where(
      and(
        eq(i.district, district),
        eq(i.representativeId, owner),
        // Spelled out as in the application, so that both use the same index.
        sql`${i.state} = 'referred'`,
      ),
    )
    .orderBy(desc(i.filedAt))
    .limit(50)
  const handled = await db.read
    .select(columns)
    .from(i)
    .leftJoin(s, and(eq(s.district, i.district), eq(s.id, i.stationId)))
    .where(
      and(
        eq(i.district, district),
        eq(i.handlerId, owner),
        sql`${i.state} = 'referred'`,
        notExists(
          db.read
            .select({ id: d.id })
            .from(d)
            .where(
              and(
                eq(d.district, i.district),
                eq(d.subjectId, i.id),
                ne(d.clock, 'resolution'),
                isNull(d.stoppedAt),
              ),
            ),
        ),
      ),
    )
    .orderBy(desc(i.filedAt))
    .limit(50)
  const spoken = await db.read
    .select(columns)
    .from(i)
    .leftJoin(s, and(eq(s.district, i.district), eq(s.id, i.stationId)))
    .where(
      and(
        eq(i.district, district),
        eq(i.handlerId, owner),
        isNotNull(i.unreadAt),
        ne(i.state, 'withdrawn'),
      ),
    )
    .orderBy(desc(i.unreadAt), desc(i.id))
    .limit(50)
  const waiting = [...new Map([...own, ...handled].map((row) => [row.id, row])).values()]
  const item = ({ town, year, number, filedAt, dueAt, ...row }: (typeof open)[number]) => ({
    ...row,
    fieldWords: STANDARD_FIELDS[row.field],
    number: issueNumber(shortName, year, number),
    area: town,
    filedAt: toIso(filedAt),
    dueAt: toIso(dueAt),
    overdue: isLate(dueAt, now),
  })
  return {
    serverTime: toIso(now),
    items: open.map(item),
    resolving: resolving.map(({ startedAt, pausedAt, ...row }) => ({
      ...item(row),
      startedAt: toIso(startedAt),
      paused: pausedAt !== null,
    })),
    spoken: spoken.map(item),
    waiting: waiting.map(item),
    total: open.length,
  }
}
