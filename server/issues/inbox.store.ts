import { and, asc, desc, eq, isNotNull, isNull, ne, notExists, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { query, value } from '../core/db/statement.ts'
import { deadlinesTables } from '../core/deadlines/deadlines.table.ts'
import type { IssueRecord } from './issues.store.ts'
import { issuesTables } from './issues.table.ts'

const inboxTables = (dialect: 'sqlite' | 'pg') => ({
  ...issuesTables(dialect),
  ...deadlinesTables(dialect),
})

export const INBOX_LIMIT = 200

/** One row of an inbox: an open deadline and the issue behind it. */
export interface InboxRecord {
  id: string
  year: number
  number: number
  title: string
  kind: IssueRecord['kind']
  field: IssueRecord['field']
  state: IssueRecord['state']
  voter: string
  photos: number
  filedAt: number
  dueAt: number
  stationId: string | null
}

const rowOf = (i: ReturnType<typeof inboxTables>['issues']) => ({
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
  stationId: i.stationId,
})

const inboxOf = query<
  ReturnType<typeof inboxTables>,
  { district: string; ownerId: string },
  InboxRecord
>(inboxTables, 'inbox', (b, { issues: i, deadlines: d }) =>
  b
    .select({ ...rowOf(i), dueAt: d.dueAt })
    .from(d)
    .innerJoin(i, and(eq(i.district, d.district), eq(i.id, d.subjectId)))
    .where(
      and(
        eq(d.district, value('district')),
        eq(d.ownerId, value('ownerId')),
        ne(d.clock, 'resolution'),
        isNull(d.stoppedAt),
      ),
    )
    .orderBy(asc(d.dueAt), asc(d.id))
    .limit(INBOX_LIMIT),
)

/** What waits for words of one representative or station, most urgent first, at most 200. */
export const inboxRecords = (context: Context, ownerId: string): Promise<readonly InboxRecord[]> =>
  context.db.query(inboxOf, { district: context.district, ownerId })

/** A matter that was answered and is worked on, with the clock of what was promised. */
export interface ResolvingRecord extends InboxRecord {
  startedAt: number
  pausedAt: number | null
}

const resolvingOf = query<
  ReturnType<typeof inboxTables>,
  { district: string; ownerId: string },
  ResolvingRecord
>(inboxTables, 'inbox, resolving', (b, { issues: i, deadlines: d }) =>
  b
    .select({ ...rowOf(i), startedAt: d.startedAt, dueAt: d.dueAt, pausedAt: d.pausedAt })
    .from(d)
    .innerJoin(i, and(eq(i.district, d.district), eq(i.id, d.subjectId)))
    .where(
      and(
        eq(d.district, value('district')),
        eq(d.ownerId, value('ownerId')),
        eq(d.clock, 'resolution'),
        isNull(d.stoppedAt),
      ),
    )
    .orderBy(asc(d.dueAt), asc(d.id))
    .limit(INBOX_LIMIT),
)

/** What they promised and have not concluded, most urgent first, at most 200. */
export const resolvingRecords = (
  context: Context,
  ownerId: string,
): Promise<readonly ResolvingRecord[]> =>
  context.db.query(resolvingOf, { district: context.district, ownerId })

export async function countOpen(context: Context, ownerId: string): Promise<number> {
  const { deadlines: d } = context.db.tables(deadlinesTables)
  const rows = await context.db.read
    .select({ total: sql<number>`count(*)` })
    .from(d)
    .where(
      and(
        eq(d.district, context.district),
        eq(d.ownerId, ownerId),
        ne(d.clock, 'resolution'),
        isNull(d.stoppedAt),
      ),
    )
  return Number(rows[0]?.total ?? 0)
}

const WAITING_LIMIT = 50

const waitingOf = query<
  ReturnType<typeof inboxTables>,
  { district: string; representativeId: string },
  InboxRecord
>(inboxTables, 'inbox, waiting', (b, { issues: i }) =>
  b
    .select(rowOf(i))
    .from(i)
    .where(
      and(
        eq(i.district, value('district')),
        eq(i.representativeId, value('representativeId')),
        // In these very words: the index over what was passed on holds nothing else.
        sql`${i.state} = 'referred'`,
      ),
    )
    .orderBy(desc(i.filedAt))
    .limit(WAITING_LIMIT),
)

const handledOf = query<
  ReturnType<typeof inboxTables>,
  { district: string; handlerId: string },
  InboxRecord
>(inboxTables, 'inbox, passed outside', (b, { issues: i, deadlines: d }) =>
  b
    .select(rowOf(i))
    .from(i)
    .where(
      and(
        eq(i.district, value('district')),
        eq(i.handlerId, value('handlerId')),
        sql`${i.state} = 'referred'`,
        notExists(
          b
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
    .limit(WAITING_LIMIT),
)

/**
 * What somebody passed on and still looks after, newest first, at most 50: matters that were theirs
 * to answer, and what came to them from elsewhere and went to somebody outside.
 */
export async function waitingRecords(
  context: Context,
  owner: { kind: 'representative' | 'station'; id: string },
): Promise<readonly InboxRecord[]> {
  const { district } = context
  const [own, handled] = await Promise.all([
    owner.kind === 'station'
      ? []
      : context.db.query(waitingOf, { district, representativeId: owner.id }),
    context.db.query(handledOf, { district, handlerId: owner.id }),
  ])
  const all = new Map([...own, ...handled].map((row) => [row.id, row]))
  return [...all.values()].sort((a, b) => b.filedAt - a.filedAt).slice(0, WAITING_LIMIT)
}

const spokenOf = query<
  ReturnType<typeof inboxTables>,
  { district: string; handlerId: string },
  InboxRecord
>(inboxTables, 'inbox, spoken', (b, { issues: i }) =>
  b
    .select(rowOf(i))
    .from(i)
    .where(
      and(
        eq(i.district, value('district')),
        eq(i.handlerId, value('handlerId')),
        isNotNull(i.unreadAt),
        ne(i.state, 'withdrawn'),
      ),
    )
    .orderBy(desc(i.unreadAt), desc(i.id))
    .limit(WAITING_LIMIT),
)

/** Matters whose voter said something that their handler has not looked at, newest words first. */
export const spokenRecords = (
  context: Context,
  handlerId: string,
): Promise<readonly InboxRecord[]> =>
  context.db.query(spokenOf, { district: context.district, handlerId })
