import { MINUTE } from '@mashang/shared/core/clock.ts'
import type { Trouble } from '@mashang/shared/deliveries/deliveries.words.ts'
import { type Preferences, usualPreferences } from '@mashang/shared/deliveries/preferences.rules.ts'
import { nextAttempt, soundAt } from '@mashang/shared/deliveries/timing.rules.ts'
import type { Outcome } from '../core/channels/channel.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import type { DeliveryRecord } from './deliveries.store.ts'
import { settleDelivery } from './deliveries.writes.ts'
import type { Aim } from './destinations.ts'

/** How long a message waits for a peer that is left alone, in milliseconds. */
export const REST = MINUTE / 2

/** What one lane is sending as one message. */
export interface Claimed {
  /** Its id, the same for every attempt. */
  message: string
  /** Proof that it is still ours to settle. */
  lease: string
  address: string
  /** What is not settled yet. */
  rows: DeliveryRecord[]
}

/** What becomes of one row after an attempt. */
type Settled = Pick<
  DeliveryRecord,
  'state' | 'dueAt' | 'trouble' | 'peerCode' | 'settledAt' | 'attempts'
>

/** The attempt was none: nobody was asked. */
export const putOff = (row: DeliveryRecord, dueAt: number): Settled => ({
  state: 'waiting',
  dueAt,
  trouble: row.trouble,
  peerCode: row.peerCode,
  settledAt: null,
  attempts: row.attempts,
})

/** Nothing more will happen to it by itself. */
export const ended = (
  row: DeliveryRecord,
  state: 'sent' | 'dead' | 'not-needed',
  now: number,
  trouble: Trouble | null,
  peerCode: string | null = null,
): Settled => ({
  state,
  dueAt: row.dueAt,
  trouble,
  peerCode,
  settledAt: now,
  attempts: row.attempts + 1,
})

/** What a peer's answer makes of a row. */
export function afterAttempt(
  context: Context,
  row: DeliveryRecord,
  outcome: Outcome,
  { preferences }: Aim,
): Settled {
  const now = context.clock.now()
  if (outcome.accepted) return ended(row, 'sent', now, null)
  if (outcome.reason === 'resting') return putOff(row, now + REST)
  return failed(row, now, outcome, preferences)
}

/** What becomes of a row where this side itself went wrong: an attempt like any other. */
export const afterMishap = (context: Context, row: DeliveryRecord): Settled =>
  failed(
    row,
    context.clock.now(),
    { reason: 'mishap', again: 'soon', peerCode: null },
    usualPreferences(false),
  )

/** Tried again later, and in the end left to a person. */
function failed(
  row: DeliveryRecord,
  now: number,
  why: { reason: Trouble; again: 'soon' | 'later' | 'never'; peerCode: string | null },
  preferences: Preferences,
): Settled {
  const { reason, again, peerCode } = why
  const at = nextAttempt(now, row.attempts + 1, again, Math.random())
  if (at === null) return ended(row, 'dead', now, reason, peerCode)
  const dueAt = row.channel === 'webhook' ? at : soundAt(at, row.kind, preferences)
  return {
    state: 'waiting',
    dueAt,
    trouble: reason,
    peerCode,
    settledAt: null,
    attempts: row.attempts + 1,
  }
}

/** Writes down what became of rows, with the fact where it is final. */
export async function settle(
  context: Context,
  claimed: Claimed,
  rows: readonly DeliveryRecord[],
  become: (row: DeliveryRecord) => Settled,
  outcome?: Outcome,
): Promise<void> {
  const { district } = context
  const settled = rows.map((row) => ({ row, to: become(row) }))
  const writes: Write[] = settled.map(({ row, to }) =>
    settleDelivery({ district, id: row.id, lease: claimed.lease, ...to }),
  )
  try {
    await context.db.commit(district, writes, factsOf(context, claimed, settled, outcome))
  } catch (error) {
    // The lease ran out, and somebody else is at it.
    if (!(error instanceof Conflict)) throw error
  }
  claimed.rows = claimed.rows.filter((row) => !rows.includes(row))
}

function factsOf(
  context: Context,
  { message, address }: Claimed,
  settled: readonly { row: DeliveryRecord; to: Settled }[],
  outcome: Outcome | undefined,
): Fact[] {
  const [first] = settled
  if (first === undefined || first.to.state === 'waiting') return []
  const { state, trouble } = first.to
  return [
    {
      at: context.clock.now(),
      type: `delivery.${state}`,
      actor: { kind: 'system', id: null },
      subject: { kind: 'delivery', id: message },
      data: {
        channel: first.row.channel,
        to: address,
        notices: settled.length,
        ...(trouble === null ? {} : { trouble }),
        ...(outcome?.accepted && outcome.receipt !== null ? { receipt: outcome.receipt } : {}),
      },
    },
  ]
}
