import { HOUR } from '@mashang/shared/core/clock.ts'
import type { Context } from '../core/context.ts'
import type { Job } from '../core/jobs.ts'
import { deleteExpiredSessions } from './sessions.store.ts'

export const accountsJobs = (context: Context): Job[] => [
  {
    name: 'drop expired sessions',
    every: HOUR,
    run: async () => {
      const write = deleteExpiredSessions({
        district: context.district,
        expiresAt: context.clock.now(),
      })
      await context.db.commit(context.district, [write])
    },
  },
]
