import { MINUTE } from '@mashang/shared/core/clock.ts'
import type { DeliveryChannel } from '@mashang/shared/deliveries/deliveries.words.ts'
import { isStale } from '@mashang/shared/deliveries/outbox.rules.ts'
import { wants } from '@mashang/shared/deliveries/preferences.rules.ts'
import type { Notice } from '@mashang/shared/notices/notices.model.ts'
import type { SteadyChannel } from '../core/channels/steady.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { newId } from '../core/ids.ts'
import { compose } from './compose.ts'
import type { AttemptMeter } from './deliveries.metrics.ts'
import { type DeliveryRecord, nextDue, noticesByIds } from './deliveries.store.ts'
import { claimDelivery } from './deliveries.writes.ts'
import { type Aim, aimAt } from './destinations.ts'
import { isGone, mattersOf } from './matters.ts'
import { afterAttempt, afterMishap, type Claimed, ended, putOff, REST, settle } from './settling.ts'

/** How long a claim keeps others off: longer than any attempt may take. */
export const LEASE = MINUTE

/** How long it waits where the office has paused an endpoint, until it is looked at again. */
const PAUSE = 10 * MINUTE

/** How many messages of a channel are on their way at once. */
const LANES: Record<DeliveryChannel, number> = {
  mail: 3,
  sms: 3,
  wechat: 3,
  'wechat-once': 3,
  wecom: 4,
  dingtalk: 4,
  webhook: 8,
}

/**
 * Sends what is due by one channel until nothing is left, several at once but one to an address. At
 * least once: a process that dies between handing over and writing it down leaves a lease that runs
 * out, and the same message goes again under the same id. What goes wrong on this side with one
 * message is an attempt of that message; it is thrown when all else has left.
 * @returns how many messages were handed over
 */
export async function dispatch(
  context: Context,
  channel: DeliveryChannel,
  by: SteadyChannel | null,
  { stopping, meter }: { stopping?: AbortSignal; meter?: AttemptMeter } = {},
): Promise<number> {
  const busy = new Set<string>()
  let sent = 0
  let resting = false
  const mishaps: unknown[] = []
  const lane = async (): Promise<void> => {
    while (!resting && !stopping?.aborted) {
      const claimed = await claim(context, channel, busy)
      if (claimed === null) return
      let done: Done = 'settled'
      try {
        done = await deliver(context, channel, by, claimed, meter)
      } catch (error) {
        mishaps.push(error)
        meter?.mishap(channel)
        await settle(context, claimed, claimed.rows, (row) => afterMishap(context, row))
      } finally {
        // All else for an address that is left alone stays where it is, until the next turn.
        if (done !== 'put off') busy.delete(claimed.address)
      }
      if (done === 'sent') sent += 1
      // One peer serves all addresses of these.
      if (done === 'put off' && !claimed.address.startsWith('endpoint:')) resting = true
    }
  }
  const lanes = await Promise.allSettled(Array.from({ length: LANES[channel] }, lane))
  for (const one of lanes) if (one.status === 'rejected') mishaps.push(one.reason)
  if (mishaps.length > 0) throw mishaps[0]
  return sent
}

/** Takes what leaves next; null where nothing is due for anybody who is free. */
async function claim(
  context: Context,
  channel: DeliveryChannel,
  busy: Set<string>,
): Promise<Claimed | null> {
  const { district } = context
  for (;;) {
    const rows = await nextDue(context, channel, [...busy], channel === 'webhook')
    const [first] = rows
    if (first === undefined) return null
    // Another lane was faster while this one read.
    if (busy.has(first.address)) continue
    busy.add(first.address)
    const now = context.clock.now()
    const lease = newId()
    const message = first.message ?? newId()
    try {
      await context.db.commit(
        district,
        rows.map(({ id }) =>
          claimDelivery({ district, id, message, lease, leaseUntil: now + LEASE, now }),
        ),
      )
      return { message, lease, address: first.address, rows }
    } catch (error) {
      busy.delete(first.address)
      // Another process was faster.
      if (!(error instanceof Conflict)) throw error
    }
  }
}

type Done = 'sent' | 'settled' | 'put off'

async function deliver(
  context: Context,
  channel: DeliveryChannel,
  by: SteadyChannel | null,
  claimed: Claimed,
  meter: AttemptMeter | undefined,
): Promise<Done> {
  const now = context.clock.now()
  const { rows } = claimed
  const aim = await aimAt(context, channel, claimed.address)
  if (aim === 'paused') {
    await settle(context, claimed, rows, (row) => putOff(row, now + PAUSE))
    return 'put off'
  }
  if (aim === 'gone') {
    await settle(context, claimed, rows, (row) => ended(row, 'not-needed', now, 'gone'))
    return 'settled'
  }
  if (by === null) {
    await settle(context, claimed, rows, (row) => ended(row, 'dead', now, 'unconfigured'))
    return 'settled'
  }
  if (by.isResting(aim.to)) {
    await settle(context, claimed, rows, (row) => putOff(row, now + REST))
    return 'put off'
  }
  const { needed, needless, message } = await messageOf(context, channel, claimed, aim)
  if (needless.length > 0)
    await settle(context, claimed, needless, (row) => ended(row, 'not-needed', now, null))
  if (message === null) return 'settled'
  const outcome = await by.send(message)
  meter?.note(channel, outcome)
  await settle(context, claimed, needed, (row) => afterAttempt(context, row, outcome, aim), outcome)
  if (outcome.accepted) return 'sent'
  return outcome.reason === 'resting' ? 'put off' : 'settled'
}

async function messageOf(context: Context, channel: DeliveryChannel, claimed: Claimed, aim: Aim) {
  const { rows } = claimed
  const notices = await noticesByIds(
    context,
    rows.map(({ noticeId }) => noticeId),
  )
  const matters = await mattersOf(context, [...notices.values()])
  const isNeeded = (row: DeliveryRecord): boolean => {
    const notice = notices.get(row.noticeId)
    if (notice === undefined || !wants(aim, channel, notice.kind)) return false
    if (isGone(notice, matters)) return false
    if (channel === 'webhook') return true
    // A group is told although one of its people has looked already.
    const seen = aim.accountId === null ? { ...notice, readAt: null } : notice
    return !isStale(seen, aim.ids, matters.get(notice.subjectId) ?? null)
  }
  const needed = rows.filter(isNeeded)
  const told = needed.map(({ noticeId }) => notices.get(noticeId) as Notice)
  return {
    needed,
    needless: rows.filter((row) => !needed.includes(row)),
    message: needed.length === 0 ? null : compose(context, claimed.message, aim, told, matters),
  }
}
