import type { DoneTo } from '@mashang/shared/points/fold.rules.ts'
import { boundsOf, periodOf } from '@mashang/shared/points/periods.rules.ts'
import type { FactKind } from '@mashang/shared/points/points.words.ts'
import { wholeSet } from '@mashang/shared/points/rule-set.model.ts'
import { shippedVersion, type Version } from '@mashang/shared/points/rule-set.rules.ts'
import { and, asc, eq, gte, inArray, isNull } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { insertInto, query, statement, value } from '../core/db/statement.ts'
import { pointsTables } from './points.table.ts'

type Schema = ReturnType<typeof pointsTables>
export type RuleSetRecord = Schema['pointRuleSets']['$inferSelect']
export type ActRecord = Schema['pointActs']['$inferSelect']
export type AppealRecord = Schema['pointAppeals']['$inferSelect']
export type ClosingRecord = Schema['pointClosings']['$inferSelect']
export type AppraisalRecord = Schema['pointAppraisals']['$inferSelect']

export const insertRuleSet = insertInto(pointsTables, 'pointRuleSets')
export const insertAct = insertInto(pointsTables, 'pointActs')
export const insertAppeal = insertInto(pointsTables, 'pointAppeals')

const ruleSets = query<Schema, { district: string }, RuleSetRecord>(
  pointsTables,
  'point rule sets',
  (b, { pointRuleSets: r }) =>
    b
      .select()
      .from(r)
      .where(eq(r.district, value('district')))
      .orderBy(asc(r.version)),
  { remembered: true },
)

/** Every version that was ever saved, oldest first. */
export const savedRuleSets = (context: Context): Promise<readonly RuleSetRecord[]> =>
  context.db.query(ruleSets, { district: context.district })

/** Those of them that count, the shipped one first. */
export const versionsAmong = (saved: readonly RuleSetRecord[]): Version[] => [
  shippedVersion,
  ...saved
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .map(({ version, fromDay, rules }) => ({
      version,
      from: fromDay,
      set: wholeSet(rules),
    })),
]

export const versionsNow = async (context: Context): Promise<Version[]> =>
  versionsAmong(await savedRuleSets(context))

/** Those that counted at a moment. */
export const versionsAt = async (context: Context, moment: number): Promise<Version[]> =>
  versionsAmong(
    (await savedRuleSets(context)).flatMap((one) =>
      one.savedAt >= moment
        ? []
        : [
            one.withdrawnAt !== null && one.withdrawnAt >= moment
              ? { ...one, withdrawnAt: null }
              : one,
          ],
    ),
  )

/** Guarded: taken back once. */
export const withdrawRuleSet = statement<
  Schema,
  { district: string; version: number; withdrawnAt: number }
>(
  pointsTables,
  'withdraw point rule set',
  (b, { pointRuleSets: r }) =>
    b
      .update(r)
      .set({ withdrawnAt: value('withdrawnAt') })
      .where(
        and(
          eq(r.district, value('district')),
          eq(r.version, value('version')),
          isNull(r.withdrawnAt),
        ),
      ),
  { guarded: true },
)

const actsOfOnePerson = query<Schema, { district: string; representativeId: string }, ActRecord>(
  pointsTables,
  'point acts of one',
  (b, { pointActs: a }) =>
    b
      .select()
      .from(a)
      .where(
        and(eq(a.district, value('district')), eq(a.representativeId, value('representativeId'))),
      )
      .orderBy(asc(a.turn), asc(a.at)),
)

/** What was done to entries of one representative, in order. */
export const actsOfOne = (
  context: Context,
  representativeId: string,
): Promise<readonly ActRecord[]> =>
  context.db.query(actsOfOnePerson, { district: context.district, representativeId })

/** The same of some representatives, by whose they are. */
export async function actsOf(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, ActRecord[]>> {
  const { pointActs: a } = context.db.tables(pointsTables)
  if (ids.length === 0) return new Map()
  const rows = await context.db.read
    .select()
    .from(a)
    .where(and(eq(a.district, context.district), inArray(a.representativeId, [...ids])))
    .orderBy(asc(a.turn), asc(a.at))
  return Map.groupBy(rows, ({ representativeId }) => representativeId)
}

/** Whose entries the office did something to since a moment. */
export async function actedOnSince(context: Context, since: number): Promise<Set<string>> {
  const { pointActs: a } = context.db.tables(pointsTables)
  const rows = await context.db.read
    .selectDistinct({ id: a.representativeId })
    .from(a)
    .where(and(eq(a.district, context.district), gte(a.at, since)))
  return new Set(rows.map(({ id }) => id))
}

/** As the fold takes them; acts are only ever done to facts, never to what takes them back. */
export const doneTo = (acts: readonly ActRecord[]): DoneTo[] =>
  acts.map(({ fact, matterId, act, turn }) => ({ fact: fact as FactKind, matterId, act, turn }))

const closings = query<Schema, { district: string }, ClosingRecord>(
  pointsTables,
  'point closings',
  (b, { pointClosings: p }) =>
    b
      .select()
      .from(p)
      .where(eq(p.district, value('district')))
      .orderBy(asc(p.period), asc(p.createdAt)),
  { remembered: true },
)

/** All closings, a handful; also drafts that were thrown away. */
export const everyClosing = (context: Context): Promise<readonly ClosingRecord[]> =>
  context.db.query(closings, { district: context.district })

/** Those that stand. */
export const allClosings = async (context: Context): Promise<readonly ClosingRecord[]> =>
  (await everyClosing(context)).filter(({ state }) => state !== 'discarded')

/** How many closings were signed, and until when they reach; null: none. */
export async function signedSoFar(
  context: Context,
): Promise<{ signed: number; until: number | null }> {
  const signed = (await allClosings(context)).filter(({ state }) => state !== 'draft')
  const ends = signed.map(({ period }) => boundsOf(periodOf(period)).to)
  return { signed: signed.length, until: ends.length === 0 ? null : Math.max(...ends) }
}

/** Whether a moment lies in what has been closed for good, or just is. */
export async function isClosedAt(context: Context, at: number): Promise<boolean> {
  return (await allClosings(context)).some(({ state, period }) => {
    const { from, to } = boundsOf(periodOf(period))
    return (state === 'ending' || state === 'closed') && at >= from && at < to
  })
}
