import { HOUR, SECOND } from '@mashang/shared/core/clock.ts'
import { channelWords, type DeliveryChannel } from '@mashang/shared/deliveries/deliveries.words.ts'
import { ERASE_AFTER } from '@mashang/shared/issues/retention.rules.ts'
import type { Context } from '../core/context.ts'
import { whenTouched } from '../core/db/when-touched.ts'
import type { Job } from '../core/jobs.ts'
import { openChannels } from './channels.ts'
import type { AttemptMeter } from './deliveries.metrics.ts'
import { dispatch } from './dispatch.usecases.ts'
import { fanOut } from './fan-out.usecases.ts'
import { deleteHearing, hearingsToErase } from './hearings.store.ts'
import { oldDeliveries } from './settled.store.ts'

const BATCH = 500

const EVERY_ONE = 1_000_000_000

/** How many ways in which voters want to hear have come to their end. */
export const oldHearings = async (context: Context): Promise<number> =>
  (await hearingsToErase(context, context.clock.now() - ERASE_AFTER, EVERY_ONE)).length

/** Erases how voters want to hear, with the end of the contact. Returns how many. */
export async function eraseOldHearings(context: Context): Promise<number> {
  const { district } = context
  const at = context.clock.now()
  let erased = 0
  for (;;) {
    const ids = await hearingsToErase(context, at - ERASE_AFTER, BATCH)
    if (ids.length === 0) return erased
    await context.db.commit(
      district,
      ids.map((issueId) => deleteHearing({ district, issueId })),
      ids.map((id) => ({
        at,
        type: 'issue.hearing-erased',
        actor: { kind: 'system', id: null },
        subject: { kind: 'issue', id },
      })),
    )
    context.db.leaveNothing()
    erased += ids.length
  }
}

/** Each channel has a job of its own, so that none waits for another's peers. */
export function deliveriesJobs(context: Context, meter: AttemptMeter): Job[] {
  const channels = openChannels(context)
  return [
    {
      name: 'hand notices to channels',
      every: SECOND,
      run: whenTouched(context, ['notices'], async (stopping) => {
        await fanOut(context, channels, stopping)
      }),
    },
    ...(Object.keys(channelWords) as DeliveryChannel[]).map((channel) => ({
      name: `send by ${channel}`,
      every: 2 * SECOND,
      run: whenTouched(context, ['deliveries'], async (stopping) => {
        await dispatch(context, channel, channels[channel], { stopping, meter })
      }),
    })),
    {
      name: 'erase how voters want to hear',
      every: 6 * HOUR,
      run: async () => {
        await eraseOldHearings(context)
      },
    },
    {
      name: 'delete old deliveries',
      every: 6 * HOUR,
      run: async () => {
        await oldDeliveries.erase(context)
      },
    },
  ]
}
