import { toIso } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { localParts } from '@mashang/shared/core/local-time.ts'
import { isAppraised, isSigned, mayObject } from '@mashang/shared/points/closing.rules.ts'
import { entryKey } from '@mashang/shared/points/collect.rules.ts'
import { accountOf } from '@mashang/shared/points/fold.rules.ts'
import {
  boundsOf,
  type Period,
  periodKey,
  periodWords,
  yearBefore,
} from '@mashang/shared/points/periods.rules.ts'
import { plainOf } from '@mashang/shared/points/plain.rules.ts'
import { pointsErrors } from '@mashang/shared/points/points.errors.ts'
import type {
  PlainAccount,
  PlainEntry,
  PointAccount,
  PointEntry,
} from '@mashang/shared/points/points.model.ts'
import { stationLooks } from '@mashang/shared/points/reviewer.rules.ts'
import { versionAt } from '@mashang/shared/points/rule-set.rules.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import { seatOf } from './accounts.usecases.ts'
import { actViews } from './act.views.ts'
import { appealsOf, appealView, movedBy } from './appeals.store.ts'
import { appraisalsOf, closingBriefOf, closingOf } from './closings.store.ts'
import { entriesOfOne } from './entries.store.ts'
import { followLedger } from './follow.usecases.ts'
import { nameIn, namesOf } from './matters.ts'
import { type ActRecord, actsOfOne, doneTo, isClosedAt, versionsNow } from './points.store.ts'
import { resultOf, setOf } from './result-sets.store.ts'

/** Stretches of the ledger that somebody who looks is willing to wait for. */
const WINDOWS = 3

/** Puts titles, what was done to them, and what may be objected to beside entries. */
async function living(
  context: Context,
  entries: readonly PlainEntry[],
  acts: readonly ActRecord[],
  open: ReadonlySet<string>,
  actor: Actor,
): Promise<Map<string, PointEntry>> {
  const names = await namesOf(context, entries, actor)
  const viewsOf = await actViews(context, acts)
  const seen = new Map<string, PointEntry>()
  for (const entry of entries) {
    const own = acts.filter((act) => entryKey(act) === entry.key)
    seen.set(entry.key, {
      ...entry,
      ...nameIn(names, entry.matterId),
      acts: viewsOf(own),
      appealable:
        entry.state !== 'unruled' &&
        !open.has(entry.key) &&
        !(await isClosedAt(context, Date.parse(entry.at))),
    })
  }
  return seen
}

/** Somebody's account for themselves or the office; after a signature as it was signed. */
export async function accountView(
  context: Context,
  id: string,
  period: Period,
  actor: Actor,
): Promise<PointAccount> {
  const person = await lookUpRepresentative(context, id)
  if (person === null) throw new Failure(pointsErrors.notFound)
  const counted = await followLedger(context, { windows: WINDOWS })
  const now = context.clock.now()
  const entries = await entriesOfOne(context, id)
  const acts = await actsOfOne(context, id)
  const versions = await versionsNow(context)
  const rules = versionAt(boundsOf(period).to - 1, versions).set
  const closing = await closingOf(context, periodKey(period))
  const shown = closing !== null && isSigned(closing.state) ? closing : null
  const appeals = await appealsOf(context, id)
  // Whoever has something signed turned round since sees what it will come to at the end.
  const since = shown?.signedAt ?? 0
  const turned =
    acts.some(({ at }) => at >= since) ||
    appeals.some((one) => one.upheld && (one.decidedAt ?? 0) >= since)
  const signed = shown !== null && (shown.state === 'closed' || !turned)
  const frozen = signed ? await resultOf(context, setOf(shown), id) : null
  const plain: PlainAccount =
    frozen?.account ??
    plainOf(accountOf(period, entries, doneTo(acts), versions, now, await seatOf(context, person)))
  const before = accountOf(yearBefore(period), entries, doneTo(acts), versions, now)
  const appraisal =
    shown === null ? null : ((await appraisalsOf(context, shown.id)).get(id) ?? null)
  const open = new Set(appeals.flatMap((one) => (one.decidedAt === null ? [one.about] : [])))
  const all = [...plain.items.flatMap((item) => item.entries), ...plain.unruled]
  const seen = await living(context, all, acts, open, actor)
  const alive = (some: readonly PlainEntry[]): PointEntry[] =>
    some.flatMap(({ key }) => seen.get(key) ?? [])
  const moments = [...acts.map(({ at }) => at), ...(appraisal === null ? [] : [appraisal.at])]
  const years = new Set([
    localParts(now).year,
    period.year,
    ...entries.map(({ at }) => localParts(at).year),
  ])
  return {
    serverTime: toIso(now),
    counted,
    representative: { id, name: person.name, appraised: isAppraised(person.sector, rules) },
    period: periodKey(period),
    words: periodWords(period),
    years: [...years].sort((a, b) => b - a),
    ...plain,
    total: frozen?.total ?? totalWith(plain.total, appraisal?.points ?? 0),
    station: stationLooks(boundsOf(period), versions),
    before: { words: periodWords(before.period), facts: before.facts, roles: before.roles },
    items: plain.items.map((item) => ({ ...item, entries: alive(item.entries) })),
    unruled: alive(plain.unruled),
    appraisal:
      appraisal === null
        ? null
        : { points: appraisal.points, reason: appraisal.reason, at: toIso(appraisal.at) },
    closing: shown === null ? null : closingBriefOf(shown),
    objectable:
      shown !== null && mayObject({ ...shown, period }, now) && !open.has(`closing:${shown.id}`),
    appeals: appeals.map((one) => appealView(one, person.name, undefined, movedBy(one, moments))),
  }
}

/** With one decimal at most. */
export const totalWith = (total: number, appraisal: number): number =>
  Math.round((total + appraisal) * 10) / 10
