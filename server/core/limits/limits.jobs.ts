import { HOUR } from '@mashang/shared/core/clock.ts'
import type { Context } from '../context.ts'
import type { Job } from '../jobs.ts'
import { deleteOverLimits } from './shared-limiter.ts'

export const limitsJobs = (context: Context): Job[] => [
  {
    name: 'drop counts of limits that are over',
    every: HOUR,
    run: async () => {
      const { district } = context
      await context.db.commit(district, [deleteOverLimits({ district, now: context.clock.now() })])
    },
  },
]
