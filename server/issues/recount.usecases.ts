import { toIso } from '@mashang/shared/core/clock.ts'
import { isLate } from '@mashang/shared/issues/issues.rules.ts'
import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import { NOT_COUNTED_YET, recount } from '@mashang/shared/issues/resolution.rules.ts'
import { calendarNow, type VersionedCalendar } from '../calendars/calendars.store.ts'
import type { Recount } from '../calendars/calendars.usecases.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { DeadlineRecord } from '../core/deadlines/deadlines.store.ts'
import { districtNow } from '../districts/districts.store.ts'
import { clockOf, openResolutions, recountWrite } from './resolution.store.ts'

const counted = (dueAt: number): string | null => (dueAt === NOT_COUNTED_YET ? null : toIso(dueAt))

/**
 * What another calendar does to the clocks that run: which move and by how much, with the writes
 * that do it. What is late stays late, and what was stopped is not looked at.
 */
export async function recountClocks(
  context: Context,
  { version, calendar }: Pick<VersionedCalendar, 'version' | 'calendar'>,
  which: (row: DeadlineRecord) => boolean = () => true,
): Promise<Recount> {
  const now = context.clock.now()
  const { shortName } = await districtNow(context)
  const found: Recount = { moved: [], kept: 0, writes: [], facts: [] }
  for (const { clock: row, year, number } of await openResolutions(context)) {
    if (!which(row)) continue
    if (isLate(row.dueAt, now)) {
      found.kept++
      continue
    }
    const clock = recount(clockOf(row), now, calendar)
    found.writes.push(recountWrite(row, clock, version))
    if (clock.dueAt === row.dueAt) {
      found.kept++
      continue
    }
    found.moved.push({
      issueId: row.subjectId,
      number: issueNumber(shortName, year, number),
      before: counted(row.dueAt),
      after: counted(clock.dueAt),
      overdue: isLate(clock.dueAt, now),
    })
    found.facts.push({
      at: now,
      type: 'clock.moved',
      actor: { kind: 'system', id: null },
      subject: { kind: 'issue', id: row.subjectId },
      data: { clock: 'resolution', before: row.dueAt, after: clock.dueAt, calendar: version },
    })
  }
  return found
}

/**
 * Counts what had to wait for a year without a table and can be counted now, because the year came
 * with an update of the system and not by an edit. Safe to run again. Returns how many.
 */
export async function countWhatWaited(context: Context): Promise<number> {
  const { moved, writes, facts } = await recountClocks(
    context,
    await calendarNow(context),
    (row) => row.calendar === null,
  )
  if (moved.length === 0) return 0
  try {
    await context.db.commit(context.district, writes, facts)
    return moved.length
  } catch (error) {
    // One of them was concluded at this very moment: the next run looks again.
    if (!(error instanceof Conflict)) throw error
    return 0
  }
}
