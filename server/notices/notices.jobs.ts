import { DAY, HOUR, MINUTE, SECOND, type SteadyClock } from '@mashang/shared/core/clock.ts'
import { ladderOf } from '@mashang/shared/districts/ladder.rules.ts'
import type { Context } from '../core/context.ts'
import { whenTouched } from '../core/db/when-touched.ts'
import type { Job } from '../core/jobs.ts'
import { districtNow } from '../districts/districts.store.ts'
import { findWatch, saveFitted } from './clock-watch.store.ts'
import { ClockWatch } from './clock-watch.ts'
import { noteFlood } from './flood.usecases.ts'
import { fitClocks, fitForgottenClocks, sweepLadder } from './ladder.usecases.ts'
import { dropNotices, oldNotices } from './notices.store.ts'
import { tellOfFacts } from './telling.usecases.ts'

/** One turn of the ladder: is the time right, is every clock fitted to the ladder, what is due? */
export async function ladderTurn(
  context: Context,
  watch: ClockWatch,
  stopping?: AbortSignal,
): Promise<number> {
  if (!(await watch.look())) return 0
  const ladder = ladderOf(await districtNow(context))
  if ((await findWatch(context))?.fittedSince !== ladder.since) {
    if (!(await fitClocks(context, ladder, stopping))) return 0
    const { district } = context
    await context.db.commit(district, [saveFitted({ district, fittedSince: ladder.since })])
  }
  return await sweepLadder(context, () => watch.now(), stopping)
}

/** How long what was told is kept; the ledger keeps that it was. [default] */
const KEPT = 180 * DAY
const BATCH = 500

/** Returns how many were dropped. */
export async function dropOldNotices(context: Context, stopping?: AbortSignal): Promise<number> {
  const { district } = context
  let dropped = 0
  while (stopping?.aborted !== true) {
    const ids = await oldNotices(context, context.clock.now() - KEPT, BATCH)
    const until = ids.at(-1)
    if (until === undefined) break
    await context.db.commit(district, [dropNotices({ district, until })])
    dropped += ids.length
  }
  return dropped
}

/** A version before this one has ended by the second look. */
const LOOKS = 2

/** Looks for clocks that no ladder was fitted to, at the start of a process and once more. */
function lateFitting(context: Context): Job {
  let looks = 0
  return {
    name: 'fit clocks of a former version',
    every: 10 * MINUTE,
    run: async (stopping) => {
      if (looks === LOOKS) return
      await fitForgottenClocks(context, ladderOf(await districtNow(context)), stopping)
      looks += 1
    },
  }
}

export function noticesJobs(context: Context, clock: SteadyClock): Job[] {
  const watch = new ClockWatch(context, clock)
  return [
    {
      name: 'tell of facts',
      every: SECOND / 2,
      run: whenTouched(context, ['ledger'], async (stopping) => {
        await tellOfFacts(context, stopping)
      }),
    },
    {
      name: 'note a flood that is held',
      every: 10 * SECOND,
      run: async () => {
        await noteFlood(context)
      },
    },
    {
      name: 'drop old notices',
      every: 6 * HOUR,
      run: async (stopping) => {
        await dropOldNotices(context, stopping)
      },
    },
    {
      name: 'remind of running clocks',
      every: 10 * SECOND,
      run: async (stopping) => {
        await ladderTurn(context, watch, stopping)
      },
    },
    lateFitting(context),
  ]
}
