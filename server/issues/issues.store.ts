import { and, asc, count, desc, eq, inArray, isNull, lt, lte, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { insertInto, query, statement, value } from '../core/db/statement.ts'
import { issuesTables } from './issues.table.ts'

type Schema = ReturnType<typeof issuesTables>
export type IssueRecord = Schema['issues']['$inferSelect']
export type MessageRecord = Schema['issueMessages']['$inferSelect']

export const insertIssue = insertInto(issuesTables, 'issues')
export const insertMessage = insertInto(issuesTables, 'issueMessages')

export async function isMessageKept(context: Context, id: string): Promise<boolean> {
  const { issueMessages: m } = context.db.tables(issuesTables)
  const rows = await context.db.read
    .select({ id: m.id })
    .from(m)
    .where(and(eq(m.district, context.district), eq(m.id, id)))
  return rows.length > 0
}
export const insertVerdict = insertInto(issuesTables, 'issueVerdicts')

/** Guarded by state and revision: of several changes at once exactly one gets through. */
export const updateHandling = statement<
  Schema,
  Pick<
    IssueRecord,
    | 'district'
    | 'id'
    | 'state'
    | 'respondedAt'
    | 'respondedBy'
    | 'reachedAt'
    | 'endedAt'
    | 'bounces'
    | 'redos'
    | 'officeTask'
    | 'handlerKind'
    | 'handlerId'
    | 'representativeId'
    | 'stationId'
  > & {
    wasState: string
    wasRevision: number
  }
>(
  issuesTables,
  'update handling',
  (b, t) =>
    b
      .update(t.issues)
      .set({
        state: value('state'),
        respondedAt: value('respondedAt'),
        respondedBy: value('respondedBy'),
        reachedAt: value('reachedAt'),
        endedAt: value('endedAt'),
        // Whoever has it next has not looked yet.
        openedAt: sql`case when ${t.issues.handlerId} = ${value('handlerId')} then ${t.issues.openedAt} end`,
        bounces: value('bounces'),
        redos: value('redos'),
        officeTask: value('officeTask'),
        // One answer goes to a whole group, so all of it lies in one hand.
        groupId: sql`case when ${t.issues.handlerId} = ${value('handlerId')} then ${t.issues.groupId} end`,
        revision: sql`${t.issues.revision} + 1`,
        handlerKind: value('handlerKind'),
        handlerId: value('handlerId'),
        representativeId: value('representativeId'),
        stationId: value('stationId'),
      })
      .where(
        and(
          eq(t.issues.district, value('district')),
          eq(t.issues.id, value('id')),
          eq(t.issues.state, value('wasState')),
          eq(t.issues.revision, value('wasRevision')),
        ),
      ),
  { guarded: true },
)

export const updateState = statement<
  Schema,
  { district: string; id: string; state: string; wasState: string }
>(
  issuesTables,
  'update state',
  (b, t) =>
    b
      .update(t.issues)
      .set({ state: value('state') })
      .where(
        and(
          eq(t.issues.district, value('district')),
          eq(t.issues.id, value('id')),
          eq(t.issues.state, value('wasState')),
        ),
      ),
  { guarded: true },
)

export const updateVerdict = statement<
  Schema,
  Pick<
    IssueRecord,
    | 'district'
    | 'id'
    | 'verdictAnswer'
    | 'verdictSolved'
    | 'onlyAcknowledged'
    | 'verdictText'
    | 'verdictAt'
    | 'state'
    | 'redos'
    | 'endedAt'
    | 'acknowledgement'
    | 'officeTask'
    | 'revision'
  > & {
    wasState: string
  }
>(
  issuesTables,
  'update verdict',
  (b, t) =>
    b
      .update(t.issues)
      .set({
        state: value('state'),
        verdictAnswer: value('verdictAnswer'),
        verdictSolved: value('verdictSolved'),
        onlyAcknowledged: value('onlyAcknowledged'),
        verdictText: value('verdictText'),
        verdictAt: value('verdictAt'),
        redos: value('redos'),
        endedAt: value('endedAt'),
        acknowledgement: value('acknowledgement'),
        officeTask: value('officeTask'),
        revision: sql`${t.issues.revision} + 1`,
      })
      .where(
        and(
          eq(t.issues.district, value('district')),
          eq(t.issues.id, value('id')),
          eq(t.issues.state, value('wasState')),
          // Whoever it changed hands to meanwhile gets what follows.
          eq(t.issues.revision, value('revision')),
          isNull(t.issues.verdictAt),
        ),
      ),
  { guarded: true },
)

/** Guarded: only the first look counts. */
export const markOpened = statement<Schema, { district: string; id: string; openedAt: number }>(
  issuesTables,
  'mark opened',
  (b, t) =>
    b
      .update(t.issues)
      .set({ openedAt: value('openedAt') })
      .where(
        and(
          eq(t.issues.district, value('district')),
          eq(t.issues.id, value('id')),
          isNull(t.issues.openedAt),
        ),
      ),
  { guarded: true },
)

/** Guarded: an office of two decides once. */
export const saveAcknowledgement = statement<
  Schema,
  { district: string; id: string; acknowledgement: string }
>(
  issuesTables,
  'save acknowledgement',
  (b, t) =>
    b
      .update(t.issues)
      .set({ acknowledgement: value('acknowledgement') })
      .where(
        and(
          eq(t.issues.district, value('district')),
          eq(t.issues.id, value('id')),
          eq(t.issues.acknowledgement, 'pending'),
        ),
      ),
  { guarded: true },
)

/** Its voter is asked anew; what was said before is kept among the verdicts. */
export const clearVerdict = statement<Schema, { district: string; id: string }>(
  issuesTables,
  'clear verdict',
  (b, t) =>
    b
      .update(t.issues)
      .set({
        verdictAnswer: null,
        verdictSolved: null,
        onlyAcknowledged: null,
        verdictText: null,
        verdictAt: null,
      })
      .where(and(eq(t.issues.district, value('district')), eq(t.issues.id, value('id')))),
)

/** Guarded by the time before, so that of two taps one chases. */
export const markChased = statement<
  Schema,
  { district: string; id: string; chasedAt: number; wasChasedAt: number }
>(
  issuesTables,
  'mark chased',
  (b, t) =>
    b
      .update(t.issues)
      .set({ chasedAt: value('chasedAt') })
      .where(
        and(
          eq(t.issues.district, value('district')),
          eq(t.issues.id, value('id')),
          eq(sql`coalesce(${t.issues.chasedAt}, 0)`, value('wasChasedAt')),
        ),
      ),
  { guarded: true },
)

/** The voter said something more. Guarded: nothing is said about what has just been taken back. */
export const markSpoken = statement<
  Schema,
  { district: string; id: string; unreadAt: number; wasState: string }
>(
  issuesTables,
  'mark spoken',
  (b, t) =>
    b
      .update(t.issues)
      .set({ unreadAt: value('unreadAt') })
      .where(
        and(
          eq(t.issues.district, value('district')),
          eq(t.issues.id, value('id')),
          eq(t.issues.state, value('wasState')),
        ),
      ),
  { guarded: true },
)

/** What was said up to `until` has been read; not guarded, for something newer may have come. */
export const markRead = statement<Schema, { district: string; id: string; until: number }>(
  issuesTables,
  'mark read',
  (b, t) =>
    b
      .update(t.issues)
      .set({ unreadAt: null })
      .where(
        and(
          eq(t.issues.district, value('district')),
          eq(t.issues.id, value('id')),
          lte(t.issues.unreadAt, value('until')),
        ),
      ),
)

const byFilingKey = query<Schema, { district: string; filingKey: string }, IssueRecord>(
  issuesTables,
  'issue by filing key',
  (b, t) =>
    b
      .select()
      .from(t.issues)
      .where(
        and(eq(t.issues.district, value('district')), eq(t.issues.filingKey, value('filingKey'))),
      ),
)

const byId = query<Schema, { district: string; id: string }, IssueRecord>(
  issuesTables,
  'issue by id',
  (b, t) =>
    b
      .select()
      .from(t.issues)
      .where(and(eq(t.issues.district, value('district')), eq(t.issues.id, value('id')))),
)

const byReceipt = query<Schema, { district: string; receiptHash: string }, IssueRecord>(
  issuesTables,
  'issue by receipt',
  (b, t) =>
    b
      .select()
      .from(t.issues)
      .where(
        and(
          eq(t.issues.district, value('district')),
          eq(t.issues.receiptHash, value('receiptHash')),
        ),
      ),
)

export const findByFilingKey = async (
  context: Context,
  filingKey: string,
): Promise<IssueRecord | null> =>
  (await context.db.query(byFilingKey, { district: context.district, filingKey }))[0] ?? null

export const findIssue = async (context: Context, id: string): Promise<IssueRecord | null> =>
  (await context.db.query(byId, { district: context.district, id }))[0] ?? null

/** Several at once, by their ids. */
export async function findIssues(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, IssueRecord>> {
  if (ids.length === 0) return new Map()
  const { issues: i } = context.db.tables(issuesTables)
  const rows = await context.db.read
    .select()
    .from(i)
    .where(and(eq(i.district, context.district), inArray(i.id, [...ids])))
  return new Map(rows.map((row) => [row.id, row]))
}

/** Of every year: a number alone may stand for several. */
export async function issuesByNumber(
  context: Context,
  number: number,
): Promise<Pick<IssueRecord, 'id'>[]> {
  const { issues: i } = context.db.tables(issuesTables)
  return await context.db.read
    .select({ id: i.id })
    .from(i)
    .where(
      and(
        eq(i.district, context.district),
        inArray(i.year, yearsUntil(context.clock.now())),
        eq(i.number, number),
      ),
    )
}

/** Years that have matters; named one by one, so that the index of numbers serves. */
export const yearsUntil = (now: number): number[] =>
  Array.from({ length: 30 }, (_, back) => new Date(now).getUTCFullYear() + 1 - back)

export const findByReceiptHash = async (
  context: Context,
  receiptHash: string,
): Promise<IssueRecord | null> =>
  (await context.db.query(byReceipt, { district: context.district, receiptHash }))[0] ?? null

/** All words about an issue, oldest first. */
export async function messagesOf(context: Context, issueId: string): Promise<MessageRecord[]> {
  const { issueMessages: m } = context.db.tables(issuesTables)
  return await context.db.read
    .select()
    .from(m)
    .where(and(eq(m.district, context.district), eq(m.issueId, issueId)))
    .orderBy(asc(m.at), asc(m.id))
}

export async function findMessage(context: Context, id: string): Promise<MessageRecord | null> {
  const { issueMessages: m } = context.db.tables(issuesTables)
  const rows = await context.db.read
    .select()
    .from(m)
    .where(and(eq(m.district, context.district), eq(m.id, id)))
  return rows[0] ?? null
}

/** All verdicts on an issue, oldest first. */
export async function verdictsOf(context: Context, issueId: string) {
  const { issueVerdicts: v } = context.db.tables(issuesTables)
  return await context.db.read
    .select()
    .from(v)
    .where(and(eq(v.district, context.district), eq(v.issueId, issueId)))
    .orderBy(asc(v.at), asc(v.id))
}

/** What one representative answered, newest first, whoever has the matter now. */
export async function answersOf(
  context: Context,
  respondedBy: string,
): Promise<Pick<IssueRecord, 'respondedAt' | 'dueAt' | 'reachedAt' | 'acknowledgement'>[]> {
  const { issues: i } = context.db.tables(issuesTables)
  return await context.db.read
    .select({
      respondedAt: i.respondedAt,
      dueAt: i.dueAt,
      reachedAt: i.reachedAt,
      acknowledgement: i.acknowledgement,
    })
    .from(i)
    .where(and(eq(i.district, context.district), eq(i.respondedBy, respondedBy)))
    .orderBy(desc(i.respondedAt), desc(i.id))
}

/** Waits for a first answer of one representative since before `before`. */
export function unansweredOf(
  context: Context,
  representativeId: string,
  before: { dueAt: number; reachedAt: number },
): SQL | undefined {
  const { issues: i } = context.db.tables(issuesTables)
  return and(
    eq(i.district, context.district),
    eq(i.representativeId, representativeId),
    isNull(i.respondedAt),
    eq(i.state, 'awaiting'),
    lt(i.dueAt, before.dueAt),
    lt(i.reachedAt, before.reachedAt),
  )
}

/** How many they are. */
export async function countUnanswered(
  context: Context,
  representativeId: string,
  before: { dueAt: number; reachedAt: number },
): Promise<number> {
  const { issues: i } = context.db.tables(issuesTables)
  const rows = await context.db.read
    .select({ total: count() })
    .from(i)
    .where(unansweredOf(context, representativeId, before))
  return rows[0]?.total ?? 0
}
