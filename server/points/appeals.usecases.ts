import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { actOfUpheld } from '@mashang/shared/points/acts.rules.ts'
import { isSigned, mayObject } from '@mashang/shared/points/closing.rules.ts'
import { periodOf } from '@mashang/shared/points/periods.rules.ts'
import { plainEntryOf } from '@mashang/shared/points/plain.rules.ts'
import { pointsApi } from '@mashang/shared/points/points.api.ts'
import { pointsErrors } from '@mashang/shared/points/points.errors.ts'
import type { AppealView } from '@mashang/shared/points/points.model.ts'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import { tellOffice, tellRepresentatives } from '../notices/staff.store.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import { actWrites, pointsFact, scoredEntry } from './acts.usecases.ts'
import {
  aboutClosing,
  allAppeals,
  appealView,
  decideAppeal,
  entryOf,
  findAppeal,
  movedBy,
} from './appeals.store.ts'
import { appraisableOf, appraiseAnew } from './appraisals.usecases.ts'
import { appraisalsOf, findClosing } from './closings.store.ts'
import { mustNotBeEnding } from './guards.store.ts'
import { nameIn, namesOf } from './matters.ts'
import { type AppealRecord, actsOfOne, insertAppeal, isClosedAt } from './points.store.ts'

type NewAppeal = z.output<NonNullable<typeof pointsApi.appeal.body>>
type Decision = z.output<NonNullable<typeof pointsApi.decide.body>>

/** Whose points somebody signed in as a representative sees. */
export function ownId(actor: Actor): string {
  if (actor.representativeId === null) throw new Failure(coreErrors.forbidden)
  return actor.representativeId
}

const nameOf = async (context: Context, id: string): Promise<string> =>
  (await lookUpRepresentative(context, id))?.name ?? '一位代表'

const viewOf = async (context: Context, row: AppealRecord): Promise<AppealView> =>
  appealView(row, await nameOf(context, row.representativeId))

/** The one fact that is objected to, as it counts now; null: it is about a closing, or is gone. */
async function scoredOf(
  context: Context,
  row: AppealRecord,
  actor: Actor,
): Promise<AppealView['scored']> {
  const key = entryOf(row)
  if (key === null) return null
  try {
    const plain = plainEntryOf(await scoredEntry(context, row.representativeId, key))
    const names = await namesOf(context, [plain], actor)
    return { ...plain, ...nameIn(names, plain.matterId) }
  } catch (error) {
    if (error instanceof Failure) return null
    throw error
  }
}

/** What is objected to, and of which moment; it must be one's own, and still open to change. */
async function aboutOf(
  context: Context,
  id: string,
  command: NewAppeal,
): Promise<{ about: string; when: number | null }> {
  if (command.entry !== undefined) {
    const { entry } = await scoredEntry(context, id, command.entry)
    if (await isClosedAt(context, entry.at)) throw new Failure(pointsErrors.periodClosed)
    return { about: command.entry, when: entry.at }
  }
  const closing = await findClosing(context, command.closingId ?? '')
  if (closing === null || !isSigned(closing.state)) throw new Failure(pointsErrors.notFound)
  if (!mayObject({ ...closing, period: periodOf(closing.period) }, context.clock.now()))
    throw new Failure(pointsErrors.noticeOver)
  return { about: aboutClosing(closing.id), when: null }
}

/** A representative's objection. The same one sent twice is one. */
export async function appeal(
  context: Context,
  command: NewAppeal,
  actor: Actor,
): Promise<AppealView> {
  const id = ownId(actor)
  const sent = await findAppeal(context, command.id)
  if (sent !== null) {
    if (sent.representativeId !== id) throw new Failure(pointsErrors.notFound)
    return await viewOf(context, sent)
  }
  const { about, when } = await aboutOf(context, id, command)
  const at = context.clock.now()
  const row: AppealRecord = {
    district: context.district,
    id: command.id,
    representativeId: id,
    about,
    closingId: command.closingId ?? null,
    reason: command.reason,
    at,
    upheld: null,
    decision: null,
    decidedBy: null,
    decidedAt: null,
  }
  try {
    await context.db.commit(
      context.district,
      [
        insertAppeal(row),
        ...(when === null ? [] : [mustNotBeEnding(context, when)]),
        ...(await tellOffice(context, pointsApi.decide, {
          kind: 'points.appeal-came',
          subjectKind: 'point-appeal',
          subjectId: row.id,
          data: {},
          at,
        })),
      ],
      [pointsFact(actor, at, 'points.appealed', id, { appealId: row.id, about })],
    )
  } catch (error) {
    if (error instanceof AlreadyThere) {
      // Pressed twice at once: the other one was faster.
      const faster = await findAppeal(context, command.id)
      if (faster?.representativeId === id) return await viewOf(context, faster)
      throw new Failure(pointsErrors.appealOpen)
    }
    if (error instanceof Conflict) throw new Failure(pointsErrors.periodClosed)
    throw error
  }
  return await viewOf(context, row)
}

export async function listAppeals(
  context: Context,
  { open, page, size }: { open: 'true' | 'false'; page: number; size: number },
  actor: Actor,
): Promise<{ items: AppealView[]; total: number; page: number; size: number }> {
  const rows = await allAppeals(context, open === 'true')
  const items = await Promise.all(
    rows.slice((page - 1) * size, page * size).map(async (row) => {
      const [name, appraisable, scored] = await Promise.all([
        nameOf(context, row.representativeId),
        appraisableOf(context, row),
        scoredOf(context, row, actor),
      ])
      return appealView(row, name, { appraisable, scored }, await movedOf(context, row))
    }),
  )
  return { items, total: rows.length, page, size }
}

/**
 * The office's answer. Upheld, the entry is turned round in the same commit, as an entry of its own;
 * where it was about the results as a whole, the year-end appraisal may be another one.
 */
export async function decideOn(
  context: Context,
  id: string,
  { upheld, decision, appraisal }: Decision,
  actor: Actor,
): Promise<AppealView> {
  const row = await findAppeal(context, id)
  if (row === null) throw new Failure(pointsErrors.notFound)
  if (row.decidedAt !== null) throw new Failure(pointsErrors.appealOver)
  const at = context.clock.now()
  const { district, representativeId } = row
  const entry = entryOf(row)
  let moved = false
  try {
    const turned =
      appraisal !== undefined
        ? await appraiseAnew(context, row, { points: appraisal, reason: decision }, actor)
        : upheld && entry !== null
          ? await turnedRound(context, representativeId, entry, decision, actor)
          : null
    moved = turned !== null
    await context.db.commit(
      district,
      [
        decideAppeal({
          district,
          id,
          upheld,
          decision,
          decidedBy: actor.accountId,
          decidedAt: at,
        }),
        ...(turned?.writes ?? []),
        ...(await tellRepresentatives(context, [representativeId], {
          kind: 'points.appeal-decided',
          subjectKind: 'point-appeal',
          subjectId: id,
          data: { upheld, moved },
          at,
        })),
      ],
      [
        pointsFact(
          actor,
          at,
          upheld ? 'points.appeal-upheld' : 'points.appeal-dismissed',
          representativeId,
          { appealId: id },
        ),
        ...(turned?.facts ?? []),
      ],
    )
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    // Whatever it met: somebody else may have decided it meanwhile.
    if ((await findAppeal(context, id))?.decidedAt !== null)
      throw new Failure(pointsErrors.appealOver)
    if (!(error instanceof Conflict || error instanceof AlreadyThere)) throw error
    // It is open still: its time is being counted, or somebody has just acted on the entry itself.
    throw new Failure(
      error instanceof Conflict ? pointsErrors.beingCounted : pointsErrors.changedMeanwhile,
    )
  }
  const answered = (await findAppeal(context, id)) ?? row
  const name = await nameOf(context, representativeId)
  return appealView(answered, name, undefined, upheld ? moved : null)
}

/** Whether an answer of before changed a score. */
async function movedOf(context: Context, row: AppealRecord): Promise<boolean | null> {
  if (row.upheld !== true) return null
  const { closingId, representativeId } = row
  const done =
    closingId === null
      ? await actsOfOne(context, representativeId)
      : (await appraisalsOf(context, closingId, [representativeId])).values()
  return movedBy(
    row,
    [...done].map(({ at }) => at),
  )
}

async function turnedRound(
  context: Context,
  id: string,
  key: string,
  reason: string,
  actor: Actor,
) {
  const scored = await scoredEntry(context, id, key)
  const act = actOfUpheld(scored)
  return act === null
    ? null
    : await actWrites(context, id, scored, { act, reason, was: scored.state }, actor)
}
