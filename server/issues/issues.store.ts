import { and, asc, count, desc, eq, inArray, isNull, lt, type SQL } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, query, value } from '../core/db/statement.ts'
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
  (b, t) => b.select().from(t.issues).where(ownRow(t.issues)),
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
