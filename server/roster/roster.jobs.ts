import { HOUR } from '@mashang/shared/core/clock.ts'
import type { Context } from '../core/context.ts'
import type { Job } from '../core/jobs.ts'
import { oldDrafts } from './drafts.usecases.ts'

export const rosterJobs = (context: Context): Job[] => [
  {
    name: 'drop rosters that nobody confirmed',
    every: HOUR,
    run: async () => {
      await oldDrafts.erase(context)
    },
  },
]
