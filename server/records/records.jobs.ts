import { MINUTE } from '@mashang/shared/core/clock.ts'
import type { Context } from '../core/context.ts'
import type { Job } from '../core/jobs.ts'
import { freezeThoseWhoLeft } from './copies.usecases.ts'
import type { RecordTools } from './files.usecases.ts'

export const recordsJobs = (context: Context, tools: RecordTools): Job[] => [
  {
    name: 'keep records of those who left',
    every: 10 * MINUTE,
    run: async (stopping) => {
      await freezeThoseWhoLeft(context, tools, stopping)
    },
  },
]
