import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { type ErrorKind, Failure } from '@mashang/shared/core/errors.ts'
import { dayStartOf } from '@mashang/shared/core/local-time.ts'
import { entriesOf } from '@mashang/shared/records/entries.rules.ts'
import type { recordsApi } from '@mashang/shared/records/records.api.ts'
import { recordErrors } from '@mashang/shared/records/records.errors.ts'
import { signedBy } from '@mashang/shared/records/reward.rules.ts'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { closedLines } from '../points/lines.usecases.ts'
import {
  insertRemark,
  insertReward,
  remarksOf,
  reverseReward,
  rewardsOf,
  withdrawRemark,
} from './records.store.ts'
import { recordFor } from './records.usecases.ts'
import { sourcesOf } from './sources.store.ts'

type Given<K extends 'reward' | 'reverse' | 'remark'> = z.output<
  NonNullable<(typeof recordsApi)[K]['body']>
>

export const recordFact = (
  actor: Fact['actor'],
  at: number,
  representativeId: string,
  type: string,
  data: NonNullable<Fact['data']>,
): Fact => ({
  at,
  type: `record.${type}`,
  actor,
  subject: { kind: 'representative', id: representativeId },
  data,
})

export const by = (actor: Actor): Fact['actor'] => ({ kind: 'account', id: actor.accountId })

/** One commit; the same key sent twice is the first one, wherever `there` finds it. */
export async function once(
  context: Context,
  writes: Write[],
  facts: Fact[],
  there: () => Promise<boolean>,
): Promise<void> {
  try {
    await context.db.commit(context.district, writes, facts)
  } catch (error) {
    if (error instanceof AlreadyThere && (await there())) return
    throw error
  }
}

/**
 * Takes back what still stands in a record, in one commit; foreign, absent and taken back before look
 * the same.
 * @param unknown what whoever comes too late is told
 */
export async function takeBack(
  context: Context,
  [representativeId, actor]: [representativeId: string, actor: Actor],
  unknown: ErrorKind,
  decide: (at: EpochMs) => Promise<{ writes: Write[]; fact: Fact }>,
): Promise<void> {
  await recordFor(context, representativeId, actor)
  const { writes, fact } = await decide(context.clock.now())
  try {
    await context.db.commit(context.district, writes, [fact])
  } catch (error) {
    if (error instanceof Conflict) throw new Failure(unknown)
    throw error
  }
}

/** The first moment of a day on which something was; a day to come is refused. */
export function dayWritten(day: string, at: EpochMs, ahead: ErrorKind): EpochMs {
  const on = dayStartOf(day)
  if (on > at) throw new Failure(ahead, { fields: [{ path: 'on', message: ahead.title }] })
  return on
}

/** 评优评先 and 连任推荐 are decisions of people, who sign for them. */
function mustBeSigned({ kind, signer }: Given<'reward'>): void {
  if (kind !== 'reward' && signer === undefined)
    throw new Failure(recordErrors.signerMissing, {
      fields: [{ path: 'signer', message: recordErrors.signerMissing.title }],
    })
}

export async function giveReward(
  context: Context,
  representativeId: string,
  given: Given<'reward'>,
  actor: Actor,
): Promise<void> {
  await recordFor(context, representativeId, actor)
  const at = context.clock.now()
  const on = dayWritten(given.on, at, recordErrors.rewardAhead)
  const { id, title, reason, kind, signer, closingId } = given
  mustBeSigned(given)
  if (closingId !== undefined && (await closedLines(context, representativeId, closingId)) === null)
    throw new Failure(recordErrors.notClosed, {
      fields: [{ path: 'closingId', message: recordErrors.notClosed.title }],
    })
  await once(
    context,
    [
      insertReward({
        district: context.district,
        id,
        title,
        reason,
        giver: signedBy(given.giver, signer),
        on,
        representativeId,
        accountId: actor.accountId,
        createdAt: at,
      }),
    ],
    [
      recordFact(by(actor), at, representativeId, 'rewarded', {
        rewardId: id,
        on,
        kind,
        ...(closingId === undefined ? {} : { closingId }),
      }),
    ],
    async () =>
      (await rewardsOf(context, representativeId)).some(
        (one) => one.id === given.id && one.accountId === actor.accountId,
      ),
  )
}

/** What was written down wrongly is reversed, never edited: both stay in the record. */
export const takeBackReward = (
  context: Context,
  representativeId: string,
  id: string,
  { reason }: Given<'reverse'>,
  actor: Actor,
): Promise<void> =>
  takeBack(context, [representativeId, actor], recordErrors.rewardUnknown, async (at) => {
    const { district } = context
    return {
      writes: [reverseReward({ district, id, representativeId, reversedAt: at, reversal: reason })],
      fact: recordFact(by(actor), at, representativeId, 'reward-reversed', { rewardId: id }),
    }
  })

/** A representative adds words of their own to an entry; the fact itself stays as it is. */
export async function addRemark(
  context: Context,
  representativeId: string,
  given: Given<'remark'>,
  actor: Actor,
): Promise<void> {
  await recordFor(context, representativeId, actor)
  const entries = entriesOf((await sourcesOf(context, representativeId)).sources)
  if (!entries.some(({ key }) => key === given.entry)) throw new Failure(recordErrors.entryUnknown)
  const at = context.clock.now()
  const { district } = context
  // A new remark takes the place of the one before, which stays in the table as withdrawn.
  const before = (await remarksOf(context, representativeId)).filter(
    ({ entry, id }) => entry === given.entry && id !== given.id,
  )
  await once(
    context,
    [
      ...before.map(({ id }) =>
        withdrawRemark({ district, id, representativeId, withdrawnAt: at }),
      ),
      insertRemark({ district, ...given, representativeId, at }),
    ],
    [recordFact(by(actor), at, representativeId, 'remarked', { remarkId: given.id })],
    async () => (await remarksOf(context, representativeId)).some((one) => one.id === given.id),
  )
}

export const takeBackRemark = (
  context: Context,
  representativeId: string,
  id: string,
  actor: Actor,
): Promise<void> =>
  takeBack(context, [representativeId, actor], recordErrors.remarkUnknown, async (at) => {
    const { district } = context
    return {
      writes: [withdrawRemark({ district, id, representativeId, withdrawnAt: at })],
      fact: recordFact(by(actor), at, representativeId, 'remark-withdrawn', { remarkId: id }),
    }
  })
