import { SECOND } from '@mashang/shared/core/clock.ts'
import type { Context } from '../core/context.ts'
import type { Job } from '../core/jobs.ts'
import { followLedger } from './follow.usecases.ts'

export const pointsJobs = (context: Context): Job[] => [
  {
    name: 'count points',
    every: 5 * SECOND,
    run: async (stopping) => {
      await followLedger(context, { stopping })
    },
  },
]
