import { Failure } from '@mashang/shared/core/errors.ts'
import { isCounting, mayBeAppraised, mayObject } from '@mashang/shared/points/closing.rules.ts'
import type { ClosingView } from '@mashang/shared/points/closings.api.ts'
import { entryKey } from '@mashang/shared/points/collect.rules.ts'
import {
  boundsOf,
  type Period,
  periodKey,
  periodOf,
  periodsOver,
  periodWords,
} from '@mashang/shared/points/periods.rules.ts'
import { pointsErrors } from '@mashang/shared/points/points.errors.ts'
import type { ClosingBrief } from '@mashang/shared/points/points.model.ts'
import type { RuleSet } from '@mashang/shared/points/rule-set.model.ts'
import { versionAt } from '@mashang/shared/points/rule-set.rules.ts'
import { accountNames, accountsByRepresentative } from '../accounts/accounts.store.ts'
import type { Context } from '../core/context.ts'
import type { RepresentativeRecord } from '../representatives/representatives.store.ts'
import { peopleOf, periodAsked } from './accounts.usecases.ts'
import { allAppeals, entryOf } from './appeals.store.ts'
import { leftOutIn, peopleIn } from './closing-people.ts'
import { appraisalsOf, closingBriefOf, findClosing } from './closings.store.ts'
import { entriesOfOne } from './entries.store.ts'
import { allClosings, type ClosingRecord, everyClosing, versionsNow } from './points.store.ts'
import { sizeOfSet } from './result-sets.store.ts'
import { pendingIn } from './reviews.usecases.ts'

export async function closingOr404(context: Context, id: string): Promise<ClosingRecord> {
  const found = await findClosing(context, id)
  if (found === null) throw new Failure(pointsErrors.notFound)
  return found
}

/** The rules at the end of a closing's period: who is appraised, how far, how long it is made known. */
export async function rulesOf(
  context: Context,
  { period }: Pick<ClosingRecord, 'period'>,
): Promise<RuleSet> {
  const { to } = boundsOf(periodOf(period))
  return versionAt(to - 1, await versionsNow(context)).set
}

/** As the rules take it. */
export const ruleShape = (row: ClosingRecord) => ({ ...row, period: periodOf(row.period) })

/** Names of the accounts that signed, or threw drafts away. */
const namesBehind = (context: Context, rows: readonly ClosingRecord[]) =>
  accountNames(
    context,
    rows.flatMap(({ discardedBy, signedBy }) => [discardedBy ?? [], signedBy ?? []].flat()),
  )

/** What can be drawn up now: over, not drawn up yet, and somebody had a seat then. */
async function readyPeriods(context: Context, rows: readonly ClosingRecord[]): Promise<string[]> {
  const drawn = new Set(rows.flatMap((row) => (row.state === 'discarded' ? [] : [row.period])))
  const ready: string[] = []
  for (const period of periodsOver(context.clock.now())) {
    const key = periodKey(period)
    if (!drawn.has(key) && (await peopleOf(context, period)).length > 0) ready.push(key)
  }
  return ready
}

/** Every closing, the newest first; also drafts that were thrown away. And what can be drawn up. */
export async function listClosings(
  context: Context,
): Promise<{ items: ClosingBrief[]; ready: string[] }> {
  const rows = await everyClosing(context)
  const names = await namesBehind(context, rows)
  return {
    items: rows.map((row) => closingBriefOf(row, names)).reverse(),
    ready: await readyPeriods(context, rows),
  }
}

/** What each closing is about, for whoever was told of it. */
export const closingTitles = async (
  context: Context,
  ids: readonly string[],
): Promise<Map<string, string>> =>
  new Map(
    (await allClosings(context))
      .filter(({ id }) => ids.includes(id))
      .map(({ id, period }) => [id, `${periodWords(periodOf(period))}的履职积分`]),
  )

/** What somebody sees of their own points who names no period: what they may object to now. */
export async function ownPeriod(context: Context, name: string | undefined): Promise<Period> {
  const now = context.clock.now()
  const open = (await allClosings(context)).findLast((row) => mayObject(ruleShape(row), now))
  return periodAsked(context, name ?? open?.period)
}

/** Objections without an answer: to the closing itself, and to facts of its period. */
async function appealsIn(context: Context, row: ClosingRecord): Promise<number> {
  const { from, to } = boundsOf(periodOf(row.period))
  let open = 0
  for (const one of await allAppeals(context, true)) {
    const key = entryOf(one)
    if (key === null) open += one.closingId === row.id ? 1 : 0
    else {
      const own = await entriesOfOne(context, one.representativeId)
      const at = own.find((entry) => entryKey(entry) === key)?.at ?? 0
      open += at >= from && at < to ? 1 : 0
    }
  }
  return open
}

/** What is still open of a closing: reviews, appraisals, answers to objections. */
export async function openOf(context: Context, row: ClosingRecord) {
  const period = periodOf(row.period)
  const people = await peopleIn(context, row)
  const appraised = await appraisalsOf(context, row.id)
  const rules = await rulesOf(context, row)
  const appraisable = people.filter(({ sector }) => mayBeAppraised({ period }, sector, rules))
  return {
    people: people.length,
    reviews: row.state === 'closed' ? 0 : await pendingIn(context, period),
    appraisable: appraisable.length,
    appraisals: appraisable.filter(({ id }) => !appraised.has(id)).length,
    appeals: row.state === 'closed' ? 0 : await appealsIn(context, row),
    leftOut: (await leftOutIn(context, row)).length,
  }
}

/** Who of a closing cannot see their result yet, in the order of the roster. */
async function unreachedOf(
  context: Context,
  people: readonly RepresentativeRecord[],
): Promise<ClosingView['unreached']> {
  const ids = people.map(({ id }) => id)
  const accounts = await accountsByRepresentative(context, ids)
  return people.flatMap(({ id, name }) => {
    const account = accounts.get(id)
    if (account === 'active') return []
    return [{ id, name, why: account === undefined ? ('account' as const) : ('never' as const) }]
  })
}

export async function closingView(context: Context, id: string): Promise<ClosingView> {
  const row = await closingOr404(context, id)
  const rules = await rulesOf(context, row)
  return {
    ...closingBriefOf(row, await namesBehind(context, [row])),
    ...(isCounting(row.state)
      ? {
          people: (await peopleIn(context, row)).length,
          reviews: 0,
          appraisals: 0,
          appraisable: 0,
          appeals: 0,
          leftOut: (await leftOutIn(context, row)).length,
          progress: { done: row.run === null ? 0 : await sizeOfSet(context, row.run) },
        }
      : { ...(await openOf(context, row)), progress: null }),
    unreached: await unreachedOf(context, await peopleIn(context, row)),
    appraisedSectors: rules.appraised,
    appraisalMost: rules.appraisalMost,
    noticeDays: rules.noticeDays,
  }
}
