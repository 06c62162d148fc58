import { Failure } from '@mashang/shared/core/errors.ts'
import { localParts } from '@mashang/shared/core/local-time.ts'
import { mustAllow, mustBeSeen, needsReason } from '@mashang/shared/points/acts.rules.ts'
import { entryKey } from '@mashang/shared/points/collect.rules.ts'
import type { Scored } from '@mashang/shared/points/fold.rules.ts'
import { pointsErrors } from '@mashang/shared/points/points.errors.ts'
import type { PointEntry } from '@mashang/shared/points/points.model.ts'
import type { EntryAct, EntryState } from '@mashang/shared/points/points.words.ts'
import { mustBeForReviewer } from '@mashang/shared/points/reviewer.rules.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import { accountView } from './account.views.ts'
import { accountNow } from './accounts.usecases.ts'
import { entriesOfOne } from './entries.store.ts'
import { followLedger } from './follow.usecases.ts'
import { mustNotBeCounting } from './guards.store.ts'
import { actsOfOne, insertAct, isClosedAt } from './points.store.ts'
import { reviewerOf } from './reviews.usecases.ts'

/** `was`: the state that whoever acts has seen. */
interface Command {
  act: EntryAct
  reason?: string | undefined
  was?: EntryState | undefined
}

const factTypes: Record<EntryAct, string> = {
  confirm: 'points.confirmed',
  reject: 'points.rejected',
  reverse: 'points.reversed',
  restore: 'points.restored',
}

/** A fact of the ledger about somebody's points. */
export const pointsFact = (
  actor: Actor,
  at: number,
  type: string,
  representativeId: string,
  data: NonNullable<Fact['data']>,
): Fact => ({
  at,
  type,
  actor: { kind: 'account', id: actor.accountId },
  subject: { kind: 'points', id: representativeId },
  data,
})

interface ScoredNow extends Scored {
  /** The place of whatever is done to it next. */
  turn: number
}

/** One entry as it counts now, in the year of its day; 404 where there is none. */
export async function scoredEntry(context: Context, id: string, key: string): Promise<ScoredNow> {
  await followLedger(context)
  // Before what it counts is looked at: whatever is done to it in between takes this turn.
  const known = await actsOfOne(context, id)
  const entries = await entriesOfOne(context, id)
  const entry = entries.find((one) => entryKey(one) === key)
  if (entry === undefined) throw new Failure(pointsErrors.notFound)
  const year = { year: localParts(entry.at).year, half: null }
  const { items, unruled } = await accountNow(context, id, year, entries)
  const scored = [...items.flatMap((item) => item.scored), ...unruled].find(
    (one) => entryKey(one.entry) === key,
  )
  if (scored === undefined) throw new Failure(pointsErrors.notFound)
  return { ...scored, turn: known.filter((one) => entryKey(one) === key).length + 1 }
}

/** The entry of its own that an act is; what was scored stays as it was. */
export async function actWrites(
  context: Context,
  id: string,
  { entry, state, turn }: ScoredNow,
  { act, reason = '', was }: Command,
  actor: Actor,
): Promise<{ writes: Write[]; facts: Fact[] }> {
  if (await isClosedAt(context, entry.at)) throw new Failure(pointsErrors.periodClosed)
  // What was seen goes before what may be done; what was not said, after it.
  if (was !== undefined) mustBeSeen(act, state, was)
  mustAllow(act, state)
  mustBeSeen(act, state, was)
  if (reason === '' && needsReason(act, state))
    throw new Failure(pointsErrors.reasonMissing, {
      fields: [{ path: 'reason', message: pointsErrors.reasonMissing.title }],
    })
  const at = context.clock.now()
  const { fact, matterId, matterKind } = entry
  return {
    writes: [
      mustNotBeCounting(context, entry.at),
      insertAct({
        district: context.district,
        representativeId: id,
        fact,
        matterId,
        turn,
        act,
        reason,
        by: actor.accountId,
        at,
      }),
    ],
    facts: [pointsFact(actor, at, factTypes[act], id, { fact, matterKind, matterId })],
  }
}

/** Review, reversal or restoration of one entry. Of two at once one gets through. */
export async function actOnEntry(
  context: Context,
  where: { id: string; entry: string },
  command: Command,
  actor: Actor,
): Promise<PointEntry> {
  const by = reviewerOf(actor)
  const person = await lookUpRepresentative(context, where.id)
  const stationId = person?.stationId ?? null
  // A stranger learns nothing of what there is; which rule it scores by is not known yet.
  mustBeForReviewer(by, { stationId, rule: { review: 'station' } }, 'confirm')
  const scored = await scoredEntry(context, where.id, where.entry)
  mustBeForReviewer(by, { stationId, rule: scored.rule }, command.act)
  const { writes, facts } = await actWrites(context, where.id, scored, command, actor)
  try {
    await context.db.commit(context.district, writes, facts)
  } catch (error) {
    if (error instanceof AlreadyThere)
      throw new Failure(
        command.act === 'confirm' || command.act === 'reject'
          ? pointsErrors.notToReview
          : pointsErrors.changedMeanwhile,
      )
    if (error instanceof Conflict) throw new Failure(pointsErrors.beingCounted)
    throw error
  }
  return await entryView(context, where, scored, actor)
}

async function entryView(
  context: Context,
  where: { id: string; entry: string },
  { entry }: Scored,
  actor: Actor,
): Promise<PointEntry> {
  const period = { year: localParts(entry.at).year, half: null }
  const account = await accountView(context, where.id, period, actor)
  const found = [...account.items.flatMap(({ entries }) => entries), ...account.unruled].find(
    ({ key }) => key === where.entry,
  )
  if (found === undefined) throw new Failure(pointsErrors.notFound)
  return found
}
