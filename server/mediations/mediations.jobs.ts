import { HOUR } from '@mashang/shared/core/clock.ts'
import type { Context } from '../core/context.ts'
import type { Job } from '../core/jobs.ts'
import { goOnWithoutWhoLeft } from './departed.usecases.ts'
import { remindOfPromises } from './promises.usecases.ts'

export const mediationsJobs = (context: Context): Job[] => [
  {
    name: 'go on without mediators who left office',
    every: HOUR,
    run: () => goOnWithoutWhoLeft(context),
  },
  {
    name: 'remind mediators of what was promised for today',
    every: HOUR,
    run: () => remindOfPromises(context),
  },
]
