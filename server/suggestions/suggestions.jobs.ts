import { DAY, HOUR, MINUTE } from '@mashang/shared/core/clock.ts'
import type { Context } from '../core/context.ts'
import type { Job } from '../core/jobs.ts'
import { dropUnnamed } from './attachments.usecases.ts'
import { askSilentCosigners, goOnWithoutWhoLeft } from './departed.usecases.ts'
import { tieWhatLiesTogether } from './lying-later.usecases.ts'
import { takeInEarlierAuthors } from './merged.ts'
import { tieEarlierOnes } from './origins.usecases.ts'
import { tellPressing } from './pressing.usecases.ts'
import { askForPromises, countWhatWaited, fillInDelivered } from './recount.usecases.ts'
import { keepVotersClocks } from './voters-clocks.usecases.ts'

/** Once per start: there is nothing more to fill in. */
function fillingIn(context: Context): Job {
  let filled = false
  return {
    name: 'fill in what a former version answered',
    every: HOUR,
    run: async () => {
      if (filled) return
      await fillInDelivered(context)
      filled = true
    },
  }
}

export const suggestionsJobs = (context: Context): Job[] => [
  fillingIn(context),
  {
    name: 'tie suggestions to what they were written from',
    every: DAY,
    run: () => tieEarlierOnes(context),
  },
  {
    name: 'tie what lies together with a matter that became a suggestion',
    every: 5 * MINUTE,
    run: () => tieWhatLiesTogether(context),
  },
  {
    name: 'keep promises to voters aside while their suggestion is dealt with',
    // Whoever has the matter sees at once that the promise was kept.
    every: MINUTE,
    run: () => keepVotersClocks(context),
  },
  {
    name: 'take in who wrote what was merged by a former version',
    every: DAY,
    run: () => takeInEarlierAuthors(context),
  },
  {
    name: 'wait no longer for co-signers who left office',
    every: HOUR,
    run: () => goOnWithoutWhoLeft(context),
  },
  {
    name: 'ask co-signers once more who have not said whether it is taken back',
    every: HOUR,
    run: () => askSilentCosigners(context),
  },
  {
    name: 'ask for what departments promised',
    every: HOUR,
    run: async () => {
      await askForPromises(context)
    },
  },
  {
    name: 'tell whose time for a suggestion ends',
    every: HOUR,
    run: async () => {
      await tellPressing(context)
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
