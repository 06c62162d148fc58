import { missingYear } from '@mashang/shared/calendars/calendar-edit.rules.ts'
import { HOUR } from '@mashang/shared/core/clock.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere } from '../core/db/faults.ts'
import type { Job } from '../core/jobs.ts'
import { factsOf } from '../core/ledger/ledger.store.ts'
import { calendarNow, claimMissingYear } from './calendars.store.ts'

/**
 * Notes, once for each year, that it comes near and has no table; whoever tells the office reads it
 * from the ledger. Returns the year, or null where there was nothing to note.
 */
export async function noteMissingYear(context: Context): Promise<number | null> {
  const now = context.clock.now()
  const missing = missingYear((await calendarNow(context)).content, now)
  if (missing === null) return null
  const subject = { kind: 'calendar-year', id: String(missing.year) }
  const told = await factsOf(context, subject.id)
  if (told.some((fact) => fact.subjectKind === subject.kind)) return null
  const fact = {
    at: now,
    type: 'calendar.year-missing',
    actor: { kind: 'system', id: null },
    subject,
    data: { year: missing.year, weeks: missing.weeks },
  } as const
  const { district } = context
  try {
    await context.db.commit(district, [claimMissingYear(district, missing.year)], [fact])
    return missing.year
  } catch (error) {
    // Another process was faster.
    if (error instanceof AlreadyThere) return null
    throw error
  }
}

export const calendarsJobs = (context: Context): Job[] => [
  {
    name: 'note a year without a calendar',
    every: 6 * HOUR,
    run: async () => {
      await noteMissingYear(context)
    },
  },
]
