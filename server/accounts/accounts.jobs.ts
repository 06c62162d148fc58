import { HOUR } from '@mashang/shared/core/clock.ts'
import type { Context } from '../core/context.ts'
import type { Job } from '../core/jobs.ts'
import { deleteExpiredDevices } from './second-factor.store.ts'
import { deleteExpiredSessions } from './sessions.store.ts'

export const accountsJobs = (context: Context): Job[] => [
  {
    name: 'drop expired sessions',
    every: HOUR,
    run: async () => {
      const { district } = context
      const now = context.clock.now()
      await context.db.commit(district, [
        deleteExpiredSessions({ district, expiresAt: now }),
        deleteExpiredDevices({ district, now }),
      ])
    },
  },
]
