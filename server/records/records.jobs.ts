import { MINUTE } from '@mashang/shared/core/clock.ts'
import type { Context } from '../core/context.ts'
import type { Job } from '../core/jobs.ts'
import { freezeWhatEnded } from './copies.usecases.ts'
import type { RecordTools } from './files.usecases.ts'

export const recordsJobs = (context: Context, tools: RecordTools): Job[] => [
  {
    name: 'keep records of what ended',
    every: 10 * MINUTE,
    run: async (stopping) => {
      await freezeWhatEnded(context, tools, stopping)
    },
  },
]
