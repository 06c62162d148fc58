import { HOUR } from '@mashang/shared/core/clock.ts'
import { LIMIT_SPAN } from '@mashang/shared/verifications/verifications.rules.ts'
import type { Context } from '../core/context.ts'
import type { Job } from '../core/jobs.ts'
import { deleteOver } from './verifications.store.ts'

export const verificationsJobs = (context: Context): Job[] => [
  {
    name: 'erase codes that are over',
    every: HOUR,
    run: async () => {
      const { district } = context
      const now = context.clock.now()
      await context.db.commit(district, [
        deleteOver({ district, createdBefore: now - LIMIT_SPAN, now }),
      ])
    },
  },
]
