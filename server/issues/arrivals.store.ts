import { DISTRICT_CAUSES } from '@mashang/shared/issues/flood.rules.ts'
import { responseDueAt } from '@mashang/shared/issues/issues.rules.ts'
import { and, count, eq, gt, inArray, isNull, lte, ne, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import type { Dialect } from '../core/db/columns.ts'
import { type Query, query, value } from '../core/db/statement.ts'
import { deadlinesTables } from '../core/deadlines/deadlines.table.ts'
import { isHeld } from './flood.store.ts'
import { issuesTables } from './issues.table.ts'

const withClocks = (dialect: Dialect) => ({ ...issuesTables(dialect), ...deadlinesTables(dialect) })

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
      // No further than the largest threshold.
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

/** Whatever came and is not answered, held or not: no part of it is more. */
const anythingQuery = (most: number): Query<Asked, { n: number }> =>
  query(deadlinesTables, `anything that came up to ${most}`, (b, { deadlines: d }) =>
    b.select({ n: count() }).from(
      b
        .select({ one: sql`1`.as('one') })
        .from(d)
        .where(cameIn({ deadlines: d }))
        .limit(literally(most))
        .as('came'),
    ),
  )

/** One for each set of thresholds that the district had. */
const onceFor = <Row>(make: (most: Most) => Query<Asked, Row>) => {
  const made = new Map<string, Query<Asked, Row>>()
  return (most: Most): Query<Asked, Row> => {
    const key = Object.values(most).join(' ')
    const found = made.get(key) ?? make(most)
    made.set(key, found)
    return found
  }
}

const queryFor = onceFor(cameQuery)

/** Zero is no threshold. */
const least = (most: Most): number =>
  Math.min(...Object.values(most).map((one) => one || Number.POSITIVE_INFINITY))

const anythingFor = onceFor((most) => anythingQuery(least(most)))

/** What this process is about to commit. */
interface Coming {
  toOne: number
  inDistrict: number
  alike: number
}

/**
 * In quiet times so little came that there can be no flood of any kind, which one short question
 * tells; only else is it asked of what.
 */
async function isQuiet(
  context: Context,
  asked: Asked,
  most: Most,
  underWay: Coming,
): Promise<boolean> {
  if (least(most) === Number.POSITIVE_INFINITY) return true
  const [row] = await context.db.query(anythingFor(most), asked)
  const n = Number(row?.n ?? 0)
  const below = (of: keyof Most): boolean => most[of] === 0 || n + underWay[of] < most[of]
  return n < least(most) && below('toOne') && below('inDistrict') && below('alike')
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

/**
 * What came within a span and what is about to come, each no further than its threshold; nothing of
 * all where it cannot reach any.
 */
export async function arrivalsOf(
  context: Context,
  of: { representativeId: string; wordsKey: string; now: number; span: number; underWay: Coming },
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
  const { underWay } = of
  if (await isQuiet(context, asked, most, underWay))
    return { toRepresentative: 0, inDistrict: 0, sameWords: 0 }
  const [row] = await context.db.query(queryFor(most), asked)
  const n = (key: keyof Came): number => Number(row?.[key] ?? 0)
  const same = n('heldAlike') + underWay.alike
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
    toRepresentative: n('passedToOne') + n('heldToOne') + underWay.toOne,
    inDistrict: Number(passed?.n ?? 0) + n('heldInDistrict') + underWay.inDistrict,
    sameWords: same + Number(alike?.n ?? 0),
  }
}
