import { HOUR } from '@mashang/shared/core/clock.ts'
import type { Context } from '../core/context.ts'
import type { Job } from '../core/jobs.ts'
import { codesOver } from './verifications.store.ts'

export const verificationsJobs = (context: Context): Job[] => [
  {
    name: 'erase codes that are over',
    every: HOUR,
    run: async () => {
      await codesOver.erase(context)
    },
  },
]
