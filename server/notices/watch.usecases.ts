import { HOUR, toIso } from '@mashang/shared/core/clock.ts'
import type { noticesApi } from '@mashang/shared/notices/notices.api.ts'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { countClocks } from '../issues/watch.store.ts'
import { findFreeze } from './clock-watch.store.ts'

/** What whoever delivers notices knows; handed in, for there may be nobody. */
export interface Delivery {
  /** Notices that no channel could deliver. */
  deadLetters(): Promise<number>
  /** Running clocks of which nobody heard in their time. */
  unnotified(): Promise<number>
}

/** What the office has to keep an eye on now. */
export async function watchNow(
  context: Context,
  delivery: Delivery,
): Promise<z.input<NonNullable<typeof noticesApi.watch.reply>>> {
  const now = context.clock.now()
  const within = (hours: number) => countClocks(context, { from: now, until: now + hours * HOUR })
  const frozen = await findFreeze(context)
  return {
    serverTime: toIso(now),
    within: { h1: await within(1), h4: await within(4), h12: await within(12) },
    overdue: await countClocks(context, { before: now }),
    unnotified: await delivery.unnotified(),
    deadLetters: await delivery.deadLetters(),
    frozen:
      frozen === null
        ? null
        : {
            id: frozen.id,
            at: toIso(frozen.at),
            direction: frozen.direction,
            offBy: frozen.offBy,
          },
  }
}
