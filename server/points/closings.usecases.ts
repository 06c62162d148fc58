import { Failure } from '@mashang/shared/core/errors.ts'
import { mayClose, mayDiscard, maySign, mustBeOver } from '@mashang/shared/points/closing.rules.ts'
import type { ClosingView } from '@mashang/shared/points/closings.api.ts'
import { periodOf } from '@mashang/shared/points/periods.rules.ts'
import { pointsErrors } from '@mashang/shared/points/points.errors.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere } from '../core/db/faults.ts'
import { newId } from '../core/ids.ts'
import { peopleOf } from './accounts.usecases.ts'
import { closingOr404, closingView, openOf, ruleShape } from './closing.views.ts'
import {
  beginEnding,
  beginSigning,
  closingFact,
  discardDraft,
  insertClosing,
} from './closings.store.ts'
import { finishCounting } from './counting.usecases.ts'
import { followLedger } from './follow.usecases.ts'
import type { ClosingRecord } from './points.store.ts'
import { moved } from './result-sets.usecases.ts'

/** Begins a closing; there is one of a period, and none of one in which nobody had a seat. */
export async function draftClosing(
  context: Context,
  period: string,
  actor: Actor,
): Promise<ClosingView> {
  const at = context.clock.now()
  mustBeOver(periodOf(period), at)
  if ((await peopleOf(context, periodOf(period))).length === 0)
    throw new Failure(pointsErrors.nobody)
  const id = newId()
  try {
    await context.db.commit(
      context.district,
      [insertClosing({ district: context.district, id, period, state: 'draft', createdAt: at })],
      [closingFact(actor, at, 'points.closing-drafted', id, { period })],
    )
  } catch (error) {
    if (error instanceof AlreadyThere) throw new Failure(pointsErrors.closingThere)
    throw error
  }
  return await closingView(context, id)
}

/** So many are counted while the clerk waits; of more a job does it, and the page shows how far it is. */
const WHILE_WAITING = 500

/** A set that is begun at once where there are few people; null: the job begins one. */
const runFor = async (context: Context, row: ClosingRecord): Promise<string | null> =>
  (await peopleOf(context, periodOf(row.period))).length <= WHILE_WAITING ? newId() : null

async function counted(context: Context, id: string, run: string | null): Promise<ClosingView> {
  if (run !== null) {
    const open = await finishCounting(context, { id, run })
    if (open !== null) throw open
  }
  return await closingView(context, id)
}

/** Signed by somebody, with a reason; representatives are told, and see it five days long. */
export async function signClosing(
  context: Context,
  id: string,
  { signer, reason, leftOut = 0 }: { signer: string; reason: string; leftOut?: number | undefined },
  actor: Actor,
): Promise<ClosingView> {
  const row = await closingOr404(context, id)
  await followLedger(context)
  maySign(ruleShape(row), await openOf(context, row), leftOut)
  const run = await runFor(context, row)
  const { district } = context
  const signedAt = context.clock.now()
  await moved(
    context,
    [beginSigning({ district, id, run, signer, reason, signedBy: actor.accountId, signedAt })],
    leftOut === 0
      ? []
      : [
          closingFact(actor, signedAt, 'points.left-out-accepted', id, {
            period: row.period,
            people: leftOut,
          }),
        ],
    id,
  )
  return await counted(context, id, run)
}

/** A draft that was begun too early or of the wrong period goes, with why; its period is free again. */
export async function discardClosing(
  context: Context,
  id: string,
  { reason }: { reason: string },
  actor: Actor,
): Promise<ClosingView> {
  const row = await closingOr404(context, id)
  mayDiscard(row)
  const { district } = context
  const at = context.clock.now()
  const by = { discardedAt: at, discardedBy: actor.accountId, discardReason: reason }
  await moved(
    context,
    [discardDraft({ district, id, ...by })],
    [closingFact(actor, at, 'points.closing-discarded', id, { period: row.period })],
    id,
  )
  return await closingView(context, id)
}

/**
 * The end: results of whose objections were upheld, or whose entries the office did something to
 * while the notice ran, are counted once more; then nothing changes.
 */
export async function endClosing(context: Context, id: string, actor: Actor): Promise<ClosingView> {
  const row = await closingOr404(context, id)
  await followLedger(context)
  const at = context.clock.now()
  mayClose(ruleShape(row), (await openOf(context, row)).appeals, at)
  const run = await runFor(context, row)
  await moved(
    context,
    [beginEnding({ district: context.district, id, run })],
    [closingFact(actor, at, 'points.closing-ended', id, { period: row.period })],
  )
  return await counted(context, id, run)
}
