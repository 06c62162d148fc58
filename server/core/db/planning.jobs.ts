import { HOUR } from '@mashang/shared/core/clock.ts'
import type { Context } from '../context.ts'
import type { Job } from '../jobs.ts'

/** An office that is new at the start has its roster and its first matters within a day. */
export const planningJobs = ({ db }: Pick<Context, 'db'>): Job[] =>
  db.engine.countForPlanning === undefined
    ? []
    : [
        {
          name: 'look what lies in the tables',
          every: HOUR,
          run: async () => db.countForPlanning(),
        },
      ]
