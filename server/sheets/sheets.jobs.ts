import { DAY, MINUTE, SECOND } from '@mashang/shared/core/clock.ts'
import type { Context } from '../core/context.ts'
import type { Job } from '../core/jobs.ts'
import type { Filings } from './filings.ts'
import { countFilings } from './filings.usecases.ts'
import type { ScanCounter } from './scan-counter.ts'
import { oldDays } from './sheets.store.ts'

export const sheetsJobs = (context: Context, scans: ScanCounter, filings: Filings): Job[] => [
  { name: 'keep scans', every: 4 * SECOND, run: () => scans.flush() },
  {
    name: 'count filings by sheets',
    every: MINUTE,
    run: (stopping) => countFilings(context, filings, stopping),
  },
  {
    name: 'drop old scans',
    every: DAY,
    run: async () => {
      await oldDays.erase(context)
    },
  },
]
