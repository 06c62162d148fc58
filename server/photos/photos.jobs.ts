import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Job } from '../core/jobs.ts'
import { claimPhoto, NOBODY, photosOfIssue, unclaimedBefore } from './photos.store.ts'
import { takeAway } from './photos.usecases.ts'

/** How long a photo may wait for the filing that names it: drafts outlive a dead network. [default] */
const PATIENCE = 3 * DAY

/** How many photos wait to be taken away. */
export const oldPhotos = async (context: Context): Promise<number> =>
  (await unclaimedBefore(context, context.clock.now() - PATIENCE)).length +
  (await photosOfIssue(context, NOBODY)).length

/**
 * Takes away photos that no filing ever named: put aside, so that none can name them any more, then
 * both files, and the row last. What an outage of the store interrupts is finished at the next turn.
 */
export async function dropUnclaimedPhotos(context: Context): Promise<number> {
  const { district } = context
  for (const id of await unclaimedBefore(context, context.clock.now() - PATIENCE)) {
    try {
      await context.db.commit(district, [
        claimPhoto({ district, id, issueId: NOBODY, position: 0 }),
      ])
    } catch (error) {
      // Claimed at this very moment: it stays.
      if (!(error instanceof Conflict)) throw error
    }
  }
  const aside = await photosOfIssue(context, NOBODY)
  for (const { id, fileId } of aside) await takeAway(context, id, fileId ?? id)
  return aside.length
}

export function photosJobs(context: Context): Job[] {
  return [
    {
      name: 'drop unclaimed photos',
      every: HOUR,
      run: async () => {
        await dropUnclaimedPhotos(context)
      },
    },
  ]
}
