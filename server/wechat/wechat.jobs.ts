import { HOUR } from '@mashang/shared/core/clock.ts'
import type { Context } from '../core/context.ts'
import type { Job } from '../core/jobs.ts'
import { deleteStatesOver, deleteVisitorsOver } from './visitors.store.ts'

export const wechatJobs = (context: Context): Job[] => [
  {
    name: 'forget who was inside WeChat',
    every: HOUR,
    run: async () => {
      const { district } = context
      const now = context.clock.now()
      await context.db.commit(district, [
        deleteStatesOver({ district, now }),
        deleteVisitorsOver({ district, now }),
      ])
    },
  },
]
