import { DISTRICT_CAUSES } from '@mashang/shared/issues/flood.rules.ts'
import type { FloodCause } from '@mashang/shared/issues/flood.words.ts'
import { responseDueAt } from '@mashang/shared/issues/issues.rules.ts'
import {
  and,
  asc,
  count,
  eq,
  gt,
  inArray,
  isNull,
  lte,
  max,
  min,
  ne,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import type { Dialect } from '../core/db/columns.ts'
import { type Query, query, statement, value } from '../core/db/statement.ts'
import { deadlinesTables } from '../core/deadlines/deadlines.table.ts'
import { holdsTables } from './holds.table.ts'
import type { IssueRecord } from './issues.store.ts'
import { issuesTables } from './issues.table.ts'

const withClocks = (dialect: Dialect) => ({ ...issuesTables(dialect), ...deadlinesTables(dialect) })

/** In these very words: the indexes over what is held hold nothing else. */
const isHeld = sql`state = 'held'`

/** Rows of the whole district that are looked at where it has no threshold of its own. */
const LOOKED_AT = 1_000

interface Asked extends Record<string, unknown> {
  district: string
  representativeId: string
  wordsKey: string
  since: number
  dueAfter: number
  dueUntil: number
}

/** Thresholds, beyond which nothing has to be counted. */
interface Most {
  toOne: number
  inDistrict: number
  alike: number
}

interface Came {
  passed: number
  passedToOne: number
  heldToOne: number
  heldAlike: number
  heldInDistrict: number
}

/** What came and is not answered: by the running clocks, whose due moment tells when it was filed. */
const cameIn = ({ deadlines: d }: ReturnType<typeof deadlinesTables>) =>
  and(
    eq(d.district, value('district')),
    isNull(d.stoppedAt),
    ne(d.clock, 'resolution'),
    gt(d.dueAt, value('dueAfter')),
    lte(d.dueAt, value('dueUntil')),
  )

/** The rest is held, and counted as such. */
const wentToInboxes = ({ deadlines: d }: ReturnType<typeof deadlinesTables>): SQL =>
  ne(d.ownerKind, 'office')

/** A limit in the words of the statement: where it is bound, SQLite plans anew at every call. */
const literally = (n: number): never => sql.raw(String(n)) as never

/** What came within a span, each part by an index and no further than its threshold. */
const cameQuery = ({ toOne, inDistrict, alike }: Most): Query<Asked, Came> =>
  query(
    withClocks,
    `arrivals up to ${toOne} ${inDistrict} ${alike}`,
    (b, { issues: i, deadlines: d }) => {
      const running = (of: SQL, most: number) =>
        b
          .select({ one: sql`1`.as('one') })
          .from(d)
          .where(and(cameIn({ deadlines: d }), of))
          .limit(literally(most))
      const held = (of: SQL, most: number) =>
        sql<number>`(select count(*) from ${b
          .select({ one: sql`1` })
          .from(i)
          .where(and(eq(i.district, value('district')), of, gt(i.filedAt, value('since')), isHeld))
          .limit(literally(most))} as held)`
      const toRepresentative = running(eq(d.ownerId, value('representativeId')), toOne)
      const heldToOne = held(eq(i.representativeId, value('representativeId')), toOne)
      const heldAlike = held(eq(i.wordsKey, value('wordsKey')), alike)
      const heldInDistrict = held(inArray(i.heldFor, [...DISTRICT_CAUSES]), inDistrict)
      const enough = (came: SQL, most: number): SQL =>
        most === 0 ? sql`1 = 0` : sql`${came} >= ${literally(most)}`
      // As many as any threshold wants to know of.
      const passed = running(
        wentToInboxes({ deadlines: d }),
        Math.max(inDistrict || LOOKED_AT, alike),
      )
      return b
        .select({
          // In a flood the clocks of what is held would have to be passed over, thousands of them.
          passed: sql<number>`case when ${enough(heldToOne, toOne)} or ${enough(heldAlike, alike)}
            or ${enough(heldInDistrict, inDistrict)} then 0
            else (select count(*) from ${passed} as passed) end`,
          passedToOne: sql<number>`(select count(*) from ${toRepresentative} as to_one)`,
          heldToOne,
          heldAlike,
          heldInDistrict,
        })
        .from(sql`(select 1) as once`)
    },
  )

/** One for each set of thresholds that the district had. */
const queries = new Map<string, Query<Asked, Came>>()

function queryFor(most: Most): Query<Asked, Came> {
  const key = Object.values(most).join(' ')
  const found = queries.get(key) ?? cameQuery(most)
  queries.set(key, found)
  return found
}

const alikeOf = query<ReturnType<typeof withClocks>, Asked, { n: number }>(
  withClocks,
  'arrivals with the same words',
  (b, { issues: i, deadlines: d }) =>
    b
      .select({ n: count() })
      .from(d)
      .innerJoin(i, and(eq(i.district, d.district), eq(i.id, d.subjectId)))
      .where(
        and(
          cameIn({ deadlines: d }),
          wentToInboxes({ deadlines: d }),
          eq(i.wordsKey, value('wordsKey')),
        ),
      ),
)

/** What nobody held ever: what the office let through came in no ordinary time. */
const neverHeld = query<ReturnType<typeof withClocks>, Asked, { n: number }>(
  withClocks,
  'arrivals that nobody held',
  (b, { issues: i, deadlines: d }) =>
    b
      .select({ n: count() })
      .from(d)
      .innerJoin(i, and(eq(i.district, d.district), eq(i.id, d.subjectId)))
      .where(and(cameIn({ deadlines: d }), wentToInboxes({ deadlines: d }), isNull(i.heldFor))),
)

/** @param underWay filings with the same words that are about to be committed */
export async function arrivalsOf(
  context: Context,
  of: { representativeId: string; wordsKey: string; now: number; span: number; underWay: number },
  most: Most,
) {
  const asked = {
    district: context.district,
    representativeId: of.representativeId,
    wordsKey: of.wordsKey,
    since: of.now - of.span,
    dueAfter: responseDueAt(of.now - of.span),
    dueUntil: responseDueAt(of.now),
  }
  const [row] = await context.db.query(queryFor(most), asked)
  const n = (key: keyof Came): number => Number(row?.[key] ?? 0)
  const same = n('heldAlike') + of.underWay
  // In quiet times there cannot be enough, and nobody has to look.
  const mayBeMany = same < most.alike && n('passed') + same >= most.alike
  const [alike] = mayBeMany ? await context.db.query(alikeOf, asked) : []
  // Looked at closely only where it matters: what is held may be enough by itself.
  const isOver =
    most.inDistrict > 0 &&
    n('heldInDistrict') < most.inDistrict &&
    n('passed') + n('heldInDistrict') >= most.inDistrict
  const [passed] = isOver ? await context.db.query(neverHeld, asked) : [{ n: n('passed') }]
  return {
    toRepresentative: n('passedToOne') + n('heldToOne'),
    inDistrict: Number(passed?.n ?? 0) + n('heldInDistrict'),
    sameWords: same + Number(alike?.n ?? 0),
  }
}

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
