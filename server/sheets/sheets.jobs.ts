import { DAY, MINUTE, SECOND } from '@mashang/shared/core/clock.ts'
import { dayOf } from '@mashang/shared/sheets/sheets.rules.ts'
import type { Context } from '../core/context.ts'
import type { Job } from '../core/jobs.ts'
import { dropLostPhotoFiles } from '../photos/lost-files.usecases.ts'
import type { Filings } from './filings.ts'
import { countFilings } from './filings.usecases.ts'
import type { ScanCounter } from './scan-counter.ts'
import { alarmPhotos, placementPhotos } from './sheet-photos.ts'
import { dropDaysBefore } from './sheets.store.ts'

/** Scans by day are kept for three years; the sum of all of them stays with the sheet. [default] */
const KEEP_DAYS = 3 * 365 * DAY

/** Takes away scans of single days that nobody looks at any more. */
export async function dropOldDays(context: Context): Promise<void> {
  const { district } = context
  const day = dayOf(context.clock.now() - KEEP_DAYS)
  await context.db.commit(district, [dropDaysBefore({ district, day })])
}

export const sheetsJobs = (context: Context, scans: ScanCounter, filings: Filings): Job[] => [
  { name: 'keep scans', every: 4 * SECOND, run: () => scans.flush() },
  {
    name: 'count filings by sheets',
    every: MINUTE,
    run: (stopping) => countFilings(context, filings, stopping),
  },
  { name: 'drop old scans', every: DAY, run: () => dropOldDays(context) },
  dropLostPhotoFiles(context, placementPhotos),
  dropLostPhotoFiles(context, alarmPhotos),
]
