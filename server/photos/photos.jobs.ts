import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Job } from '../core/jobs.ts'
import { deleteUnclaimed, photoFile, unclaimedBefore } from './photos.store.ts'

/** How long a photo may wait for the filing that names it: drafts outlive a dead network. [default] */
const PATIENCE = 3 * DAY

/** Takes away photos that no filing ever named: first the row, then both files. */
export async function dropUnclaimedPhotos(context: Context): Promise<number> {
  const waiting = await unclaimedBefore(context, context.clock.now() - PATIENCE)
  let dropped = 0
  for (const id of waiting) {
    try {
      await context.db.commit(context.district, [
        deleteUnclaimed({ district: context.district, id }),
      ])
    } catch (error) {
      // Claimed at this very moment: it stays.
      if (error instanceof Conflict) continue
      throw error
    }
    await context.files.remove(photoFile(id, 'full'))
    await context.files.remove(photoFile(id, 'thumb'))
    dropped++
  }
  return dropped
}

export const photosJobs = (context: Context): Job[] => [
  {
    name: 'drop unclaimed photos',
    every: HOUR,
    run: async () => {
      await dropUnclaimedPhotos(context)
    },
  },
]
