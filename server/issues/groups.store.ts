import { may } from '@mashang/shared/issues/issues.rules.ts'
import { SAME_WITHIN } from '@mashang/shared/issues/similarity.rules.ts'
import {
  and,
  asc,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  isNull,
  ne,
  notInArray,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { statement, value } from '../core/db/statement.ts'
import { deadlinesTables } from '../core/deadlines/deadlines.table.ts'
import { representativesAt } from '../representatives/representatives.store.ts'
import type { IssueRecord } from './issues.store.ts'
import { issuesTables } from './issues.table.ts'

type Schema = ReturnType<typeof issuesTables>

/** Guarded by the group before and by whom it lies with, so that a group stays in one hand. */
export const setGroup = statement<
  Schema,
  { district: string; id: string; groupId: string | null; wasGroupId: string; handlerId: string }
>(
  issuesTables,
  'set group',
  (b, t) =>
    b
      .update(t.issues)
      .set({ groupId: value('groupId'), revision: sql`${t.issues.revision} + 1` })
      .where(
        ownRow(
          t.issues,
          eq(sql`coalesce(${t.issues.groupId}, '')`, value('wasGroupId')),
          eq(t.issues.handlerId, value('handlerId')),
        ),
      ),
  { guarded: true },
)

/** Everything of a group that was not taken back, the earliest first. */
export async function membersOf(context: Context, groupId: string): Promise<IssueRecord[]> {
  const { issues: i } = context.db.tables(issuesTables)
  return await context.db.read
    .select()
    .from(i)
    .where(
      and(
        eq(i.district, context.district),
        eq(i.groupId, groupId),
        // In the words of its index.
        sql`group_id is not null`,
        ne(i.state, 'withdrawn'),
      ),
    )
    .orderBy(asc(i.filedAt), asc(i.id))
}

/** Of these matters those that lie together with at least one other that was not taken back. */
export async function lyingTogether(
  context: Context,
  issues: readonly IssueRecord[],
): Promise<ReadonlySet<string>> {
  const groups = [...new Set(issues.flatMap(({ groupId }) => (groupId === null ? [] : [groupId])))]
  if (groups.length === 0) return new Set()
  const { issues: i } = context.db.tables(issuesTables)
  const rows = await context.db.read
    .select({ groupId: i.groupId })
    .from(i)
    .where(
      and(
        eq(i.district, context.district),
        inArray(i.groupId, groups),
        sql`group_id is not null`,
        ne(i.state, 'withdrawn'),
      ),
    )
    .groupBy(i.groupId)
    .having(sql`count(*) > 1`)
  const several = new Set(rows.map(({ groupId }) => groupId))
  return new Set(
    issues
      .filter(({ groupId, state }) => several.has(groupId) && state !== 'withdrawn')
      .map(({ id }) => id),
  )
}

/**
 * The others of its group that wait for the same words. What is done once more waits for words of
 * its own, in either direction.
 */
export const waitingTogether = async (
  context: Context,
  issue: IssueRecord,
  move: 'answer' | 'decline',
): Promise<IssueRecord[]> =>
  issue.groupId === null || issue.state === 'redo'
    ? []
    : (await membersOf(context, issue.groupId)).filter(
        (one) =>
          one.id !== issue.id &&
          one.handlerId === issue.handlerId &&
          one.state !== 'redo' &&
          may(one.state, move),
      )

/** The newest answer to any of a group, as it was written. */
export async function answerOfGroup(
  context: Context,
  ids: readonly string[],
): Promise<{ id: string; issueId: string; text: string; at: number } | null> {
  const { issueMessages: m } = context.db.tables(issuesTables)
  const rows = await context.db.read
    .select({ id: m.id, issueId: m.issueId, text: m.text, at: m.at })
    .from(m)
    .where(
      and(eq(m.district, context.district), inArray(m.issueId, [...ids]), eq(m.kind, 'answer')),
    )
    .orderBy(desc(m.at), desc(m.id))
    .limit(1)
  return rows[0] ?? null
}

/** Matters of each kind that are compared; the newest. */
const COMPARED = 200
/** Representatives of one station that are looked at. */
const PEERS = 200

/**
 * What may be the same thing: filed within 30 days in the same field to the same station's
 * representatives. Unanswered ones and those answered lately are two stretches of one index.
 * @param hands whether only what lies in the same hand is asked for
 */
export async function candidatesFor(
  context: Context,
  issue: IssueRecord,
  hands: 'same' | 'any',
): Promise<IssueRecord[]> {
  const { issues: i } = context.db.tables(issuesTables)
  const peers =
    issue.stationId === null
      ? []
      : (await representativesAt(context, issue.stationId)).map(({ id }) => id)
  const since = issue.filedAt - SAME_WITHIN
  const whose = [...new Set([issue.representativeId, ...peers])].slice(0, PEERS)
  const find = (stretch: SQL) =>
    context.db.read
      .select()
      .from(i)
      .where(
        and(
          eq(i.district, context.district),
          inArray(i.representativeId, whose),
          stretch,
          eq(i.field, issue.field),
          hands === 'same' ? eq(i.handlerId, issue.handlerId) : undefined,
          gte(i.filedAt, since),
          notInArray(i.state, ['withdrawn', 'held']),
          ne(i.id, issue.id),
        ),
      )
      .orderBy(desc(i.filedAt))
      .limit(COMPARED)
  const [open, answered] = await Promise.all([
    find(isNull(i.respondedAt)),
    find(gte(i.respondedAt, since)),
  ])
  return [...open, ...answered]
}

interface Running {
  id: string
  subjectId: string
}

/**
 * Of these running clocks those that keep silent: several of one group wait for the same words, so
 * only the one that began first speaks.
 */
export async function quietClocks(
  context: Context,
  clocks: readonly Running[],
): Promise<ReadonlySet<string>> {
  const { issues: i } = context.db.tables(issuesTables)
  const { deadlines: d } = context.db.tables(deadlinesTables)
  const subjects = [...new Set(clocks.map(({ subjectId }) => subjectId))]
  const grouped = await context.db.read
    .select({ groupId: i.groupId })
    .from(i)
    .where(and(eq(i.district, context.district), inArray(i.id, subjects), isNotNull(i.groupId)))
  const groups = [...new Set(grouped.flatMap(({ groupId }) => (groupId === null ? [] : [groupId])))]
  if (groups.length === 0) return new Set()
  const running = await context.db.read
    .select({ id: d.id, clock: d.clock, groupId: i.groupId, state: i.state })
    .from(i)
    .innerJoin(d, and(eq(d.district, i.district), eq(d.subjectId, i.id), isNull(d.stoppedAt)))
    .where(
      and(eq(i.district, context.district), inArray(i.groupId, groups), sql`group_id is not null`),
    )
    .orderBy(asc(d.startedAt), asc(d.id))
  const spoken = new Set<string>()
  const quiet = new Set<string>()
  for (const { id, clock, groupId, state } of running) {
    // What is done once more is answered alone, and speaks for itself alone.
    if (state === 'redo' && clock !== 'resolution') continue
    const what = `${groupId} ${clock === 'resolution' ? 'promise' : 'answer'}`
    if (spoken.has(what)) quiet.add(id)
    else spoken.add(what)
  }
  return quiet
}
