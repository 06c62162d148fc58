import type { FloodCause } from '@mashang/shared/issues/flood.words.ts'
import { and, asc, count, eq, gt, inArray, lte, max, min, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { statement, value } from '../core/db/statement.ts'
import { holdsTables } from './holds.table.ts'
import type { IssueRecord } from './issues.store.ts'
import { issuesTables } from './issues.table.ts'

/** In these very words: the indexes over what is held hold nothing else. */
export const isHeld = sql`state = 'held'`

/** What was held for one reason: the same words, or to the same representative. */
export interface Group {
  cause: FloodCause
  key: string
  count: number
  firstAt: number
  lastAt: number
}

/** Same words are one group, whomever they were sent to. */
const keyOf = (i: ReturnType<typeof issuesTables>['issues']) =>
  sql<string>`case when ${i.heldFor} = 'words' then ${i.wordsKey} else ${i.representativeId} end`

export async function groupsOfHeld(context: Context): Promise<Group[]> {
  const { issues: i } = context.db.tables(issuesTables)
  const key = keyOf(i)
  const rows = await context.db.read
    .select({
      cause: i.heldFor,
      key,
      count: count(),
      firstAt: min(i.filedAt),
      lastAt: max(i.filedAt),
    })
    .from(i)
    .where(and(eq(i.district, context.district), isHeld))
    .groupBy(i.heldFor, key)
  return rows.flatMap(({ cause, firstAt, lastAt, ...row }) =>
    cause === null || firstAt === null || lastAt === null
      ? []
      : [{ ...row, cause, firstAt, lastAt }],
  )
}

interface PartOfGroup extends Pick<Group, 'cause' | 'key'> {
  until?: number
}

function isOf(context: Context, { cause, key, until }: PartOfGroup): SQL | undefined {
  const { issues: i } = context.db.tables(issuesTables)
  return and(
    eq(i.district, context.district),
    isHeld,
    eq(i.heldFor, cause),
    eq(cause === 'words' ? i.wordsKey : i.representativeId, key),
    until === undefined ? undefined : lte(i.filedAt, until),
  )
}

/** The oldest of a group. */
export async function firstHeld(
  context: Context,
  part: PartOfGroup,
  limit = 1,
  offset = 0,
): Promise<IssueRecord[]> {
  const { issues: i } = context.db.tables(issuesTables)
  return await context.db.read
    .select()
    .from(i)
    .where(isOf(context, part))
    .orderBy(asc(i.filedAt), asc(i.id))
    .limit(limit)
    .offset(offset)
}

/** Those of a group that were filed up to a moment, the oldest first, and how many they are. */
export async function heldOf(
  context: Context,
  part: PartOfGroup,
  limit: number,
  offset = 0,
): Promise<{ rows: IssueRecord[]; total: number }> {
  const { issues: i } = context.db.tables(issuesTables)
  const rows = await firstHeld(context, part, limit, offset)
  const [sum] = await context.db.read.select({ n: count() }).from(i).where(isOf(context, part))
  return { rows, total: sum?.n ?? 0 }
}

/** Those of these matters that are held. */
export async function heldAmong(context: Context, ids: readonly string[]): Promise<IssueRecord[]> {
  const { issues: i } = context.db.tables(issuesTables)
  return await context.db.read
    .select()
    .from(i)
    .where(and(eq(i.district, context.district), inArray(i.id, [...ids]), isHeld))
    .orderBy(asc(i.filedAt), asc(i.id))
}

/** How many are held, the last that was filed until a moment, and the first after it. */
export async function heldAround(
  context: Context,
  at: number,
): Promise<{ count: number; lastBefore: number | null; firstAfter: number | null }> {
  const { issues: i } = context.db.tables(issuesTables)
  const held = and(eq(i.district, context.district), isHeld)
  const [all] = await context.db.read.select({ n: count() }).from(i).where(held)
  const [before] = await context.db.read
    .select({ last: max(i.filedAt) })
    .from(i)
    .where(and(held, lte(i.filedAt, at)))
  const [after] = await context.db.read
    .select({ first: min(i.filedAt) })
    .from(i)
    .where(and(held, gt(i.filedAt, at)))
  return {
    count: all?.n ?? 0,
    lastBefore: before?.last ?? null,
    firstAfter: after?.first ?? null,
  }
}

/** Decides the hold of a matter's flood, whoever does. Not guarded: the matter's own state is. */
export const decideFloodHold = statement<
  ReturnType<typeof holdsTables>,
  {
    district: string
    issueId: string
    state: 'released' | 'refused'
    decidedById: string | null
    decidedAt: number
    decision: string
  }
>(holdsTables, 'decide hold of a flood', (b, { holds: h }) =>
  b
    .update(h)
    .set({
      state: value('state'),
      decidedById: value('decidedById'),
      decidedAt: value('decidedAt'),
      decision: value('decision'),
    })
    .where(
      and(
        eq(h.district, value('district')),
        eq(h.issueId, value('issueId')),
        eq(h.reason, 'flood'),
        eq(h.state, 'waiting'),
      ),
    ),
)
