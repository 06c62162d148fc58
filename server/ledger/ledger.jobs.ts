import { MINUTE } from '@mashang/shared/core/clock.ts'
import type { Context } from '../core/context.ts'
import type { Job } from '../core/jobs.ts'
import { mailHeads, signToday } from './signing.usecases.ts'

export const ledgerJobs = (context: Context): Job[] => [
  {
    name: 'sign the end of the ledger',
    every: 10 * MINUTE,
    run: async () => {
      await signToday(context)
      await mailHeads(context)
    },
  },
]
