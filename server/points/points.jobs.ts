import { HOUR, SECOND } from '@mashang/shared/core/clock.ts'
import type { Context } from '../core/context.ts'
import { whenTouched } from '../core/db/when-touched.ts'
import type { Job } from '../core/jobs.ts'
import { countingOn } from './counting.jobs.ts'
import { followLedger } from './follow.usecases.ts'
import { dropUnusedSets } from './result-sets.usecases.ts'
import { tellOfSignatures } from './signed.usecases.ts'

export const pointsJobs = (context: Context): Job[] => [
  {
    name: 'count points',
    every: 5 * SECOND,
    run: whenTouched(context, ['ledger'], async (stopping) => {
      await followLedger(context, { stopping })
    }),
  },
  {
    name: 'finish closings of points',
    every: 5 * SECOND,
    run: countingOn(context),
  },
  {
    name: 'tell of signed points',
    every: 30 * SECOND,
    run: (stopping) => tellOfSignatures(context, stopping),
  },
  {
    name: 'drop unused results',
    every: HOUR,
    run: (stopping) => dropUnusedSets(context, stopping),
  },
]
