import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import type { Context } from '../core/context.ts'
import type { Job } from '../core/jobs.ts'
import { dropUnnamed } from './attachments.usecases.ts'
import { tieEarlierOnes } from './origins.usecases.ts'
import { askForPromises, countWhatWaited } from './recount.usecases.ts'

export const suggestionsJobs = (context: Context): Job[] => [
  {
    name: 'tie suggestions to what they were written from',
    every: DAY,
    run: () => tieEarlierOnes(context),
  },
  {
    name: 'ask for what departments promised',
    every: HOUR,
    run: async () => {
      await askForPromises(context)
    },
  },
  {
    name: 'drop attachments that nothing names',
    every: HOUR,
    run: async () => {
      await dropUnnamed(context)
    },
  },
  {
    name: 'count clocks of suggestions that waited for a calendar',
    every: HOUR,
    run: () => countWhatWaited(context),
  },
]
