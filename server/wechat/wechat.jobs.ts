import { HOUR } from '@mashang/shared/core/clock.ts'
import type { Context } from '../core/context.ts'
import type { Job } from '../core/jobs.ts'
import { statesOver, visitorsOver } from './visitors.store.ts'

export const wechatJobs = (context: Context): Job[] => [
  {
    name: 'forget who was inside WeChat',
    every: HOUR,
    run: async () => {
      await statesOver.erase(context)
      await visitorsOver.erase(context)
    },
  },
]
