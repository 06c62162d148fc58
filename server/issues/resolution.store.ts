import { SUGGESTED } from '@mashang/shared/issues/clocks.words.ts'
import {
  NOT_COUNTED_YET,
  type ResolutionClock,
  startResolution,
} from '@mashang/shared/issues/resolution.rules.ts'
import { and, asc, eq, inArray, isNotNull, isNull, lte } from 'drizzle-orm'
import { calendarNow } from '../calendars/calendars.store.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import {
  type DeadlineRecord,
  openDeadline,
  recountDeadline,
} from '../core/deadlines/deadlines.store.ts'
import { deadlinesTables } from '../core/deadlines/deadlines.table.ts'
import { newId } from '../core/ids.ts'
import { limitsOf } from '../districts/districts.store.ts'
import type { IssueRecord } from './issues.store.ts'
import { issuesTables } from './issues.table.ts'

interface Owner {
  kind: 'representative' | 'station'
  id: string
}

export const ownerOf = (issue: IssueRecord): Owner => ({
  kind: issue.handlerKind,
  id: issue.handlerId,
})

/** Due moments of the running clocks that wait for words. */
export const owedMoments = (rows: readonly DeadlineRecord[]): number[] =>
  rows.filter((row) => row.stoppedAt === null && row.clock !== 'resolution').map((row) => row.dueAt)

/** A row of the table as the rules know it. */
export const clockOf = (row: DeadlineRecord): ResolutionClock => ({
  startedAt: row.startedAt,
  dueAt: row.dueAt,
  rule: row.rule,
  workingDays: row.workingDays ?? 0,
  extendedDays: row.extendedDays,
  pauses: row.pauses ?? [],
  pausedAt: row.pausedAt,
  resumeBy: row.resumeBy,
})

/** Only a clock whose due moment is known keeps a version of the calendar. */
const stamp = (clock: ResolutionClock, version: number): number | null =>
  clock.dueAt === NOT_COUNTED_YET ? null : version

/** A running clock as a rule has changed it; refused where it has changed meanwhile. */
export const recountWrite = (row: DeadlineRecord, clock: ResolutionClock, version: number): Write =>
  recountDeadline({
    district: row.district,
    id: row.id,
    dueAt: clock.dueAt,
    rule: clock.rule,
    calendar: stamp(clock, version),
    workingDays: clock.workingDays,
    extendedDays: clock.extendedDays,
    pauses: clock.pauses.map(([from, to]) => [from, to]),
    pausedAt: clock.pausedAt,
    resumeBy: clock.resumeBy,
    wasDueAt: row.dueAt,
    wasPausedAt: row.pausedAt ?? 0,
  })

const openOnes = (context: Context) => {
  const { deadlines: d } = context.db.tables(deadlinesTables)
  return and(eq(d.district, context.district), eq(d.clock, 'resolution'), isNull(d.stoppedAt))
}

/** The running clock of what was promised, of each of these matters. */
export async function resolutionsOf(
  context: Context,
  issueIds: readonly string[],
): Promise<Map<string, DeadlineRecord>> {
  if (issueIds.length === 0) return new Map()
  const { deadlines: d } = context.db.tables(deadlinesTables)
  const rows = await context.db.read
    .select()
    .from(d)
    .where(and(openOnes(context), inArray(d.subjectId, [...issueIds])))
  return new Map(rows.map((row) => [row.subjectId, row]))
}

export const resolutionOf = async (
  context: Context,
  issueId: string,
): Promise<DeadlineRecord | null> => (await resolutionsOf(context, [issueId])).get(issueId) ?? null

/** Every running clock of what was promised, the most urgent first, with its matter's number. */
export async function openResolutions(
  context: Context,
): Promise<{ clock: DeadlineRecord; year: number; number: number }[]> {
  const { deadlines: d } = context.db.tables(deadlinesTables)
  const { issues: i } = context.db.tables(issuesTables)
  return await context.db.read
    .select({ clock: d, year: i.year, number: i.number })
    .from(d)
    .innerJoin(i, and(eq(i.district, d.district), eq(i.id, d.subjectId)))
    .where(openOnes(context))
    .orderBy(asc(d.dueAt), asc(d.id))
}

/** Those that have stood still as long as they may. */
export async function waitedLongEnough(context: Context, now: number): Promise<DeadlineRecord[]> {
  const { deadlines: d } = context.db.tables(deadlinesTables)
  return await context.db.read
    .select()
    .from(d)
    .where(and(openOnes(context), isNotNull(d.pausedAt), lte(d.resumeBy, now)))
}

/** The clock of what was promised last, running or not. */
export const lastPromise = (clocks: readonly DeadlineRecord[]): DeadlineRecord | undefined =>
  clocks.findLast(({ clock }) => clock === 'resolution')

/** Whether what was promised stands aside for a suggestion; that being over, it begins anew by itself. */
export const standsAside = (clocks: readonly DeadlineRecord[]): boolean =>
  lastPromise(clocks)?.stoppedBy === SUGGESTED

/** Starts the clock of what is promised; nothing where it runs already. */
export async function promiseClock(
  context: Context,
  issue: IssueRecord,
  owner: Owner,
  now: number,
): Promise<Write[]> {
  if ((await resolutionOf(context, issue.id)) !== null) return []
  const { version, calendar } = await calendarNow(context)
  const clock = startResolution(now, calendar, await limitsOf(context, now))
  return [
    openDeadline({
      district: context.district,
      id: newId(),
      subjectKind: 'issue',
      subjectId: issue.id,
      clock: 'resolution',
      ownerKind: owner.kind,
      ownerId: owner.id,
      startedAt: clock.startedAt,
      dueAt: clock.dueAt,
      rule: clock.rule,
      calendar: stamp(clock, version),
      workingDays: clock.workingDays,
    }),
  ]
}
