import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { actOfUpheld } from '@mashang/shared/points/acts.rules.ts'
import { isSigned, mayObject } from '@mashang/shared/points/closing.rules.ts'
import { periodOf } from '@mashang/shared/points/periods.rules.ts'
import type { pointsApi } from '@mashang/shared/points/points.api.ts'
import { pointsErrors } from '@mashang/shared/points/points.errors.ts'
import type { AppealView } from '@mashang/shared/points/points.model.ts'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import { actWrites, pointsFact, scoredEntry } from './acts.usecases.ts'
import {
  aboutClosing,
  allAppeals,
  appealView,
  decideAppeal,
  entryOf,
  findAppeal,
} from './appeals.store.ts'
import { findClosing } from './closings.store.ts'
import { mustNotBeEnding } from './guards.store.ts'
import { type AppealRecord, insertAppeal, isClosedAt } from './points.store.ts'

type NewAppeal = z.output<NonNullable<typeof pointsApi.appeal.body>>

/** Whose points somebody signed in as a representative sees. */
export function ownId(actor: Actor): string {
  if (actor.representativeId === null) throw new Failure(coreErrors.forbidden)
  return actor.representativeId
}

const viewOf = async (context: Context, row: AppealRecord): Promise<AppealView> =>
  appealView(row, (await lookUpRepresentative(context, row.representativeId))?.name ?? '一位代表')

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
      [insertAppeal(row), ...(when === null ? [] : [mustNotBeEnding(context, when)])],
      [pointsFact(actor, at, 'points.appealed', id, { appealId: row.id, about })],
    )
  } catch (error) {
    if (error instanceof AlreadyThere) throw new Failure(pointsErrors.appealOpen)
    if (error instanceof Conflict) throw new Failure(pointsErrors.periodClosed)
    throw error
  }
  return await viewOf(context, row)
}

export async function listAppeals(
  context: Context,
  { open, page, size }: { open: 'true' | 'false'; page: number; size: number },
): Promise<{ items: AppealView[]; total: number; page: number; size: number }> {
  const rows = await allAppeals(context, open === 'true')
  const items = await Promise.all(
    rows.slice((page - 1) * size, page * size).map((row) => viewOf(context, row)),
  )
  return { items, total: rows.length, page, size }
}

/** The office's answer. Upheld, the entry is turned round in the same commit, as an entry of its own. */
export async function decideOn(
  context: Context,
  id: string,
  { upheld, decision }: { upheld: boolean; decision: string },
  actor: Actor,
): Promise<AppealView> {
  const row = await findAppeal(context, id)
  if (row === null) throw new Failure(pointsErrors.notFound)
  if (row.decidedAt !== null) throw new Failure(pointsErrors.appealOver)
  const at = context.clock.now()
  const { district, representativeId } = row
  const entry = entryOf(row)
  const turned =
    upheld && entry !== null
      ? await turnedRound(context, representativeId, entry, decision, actor)
      : null
  try {
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
    if (!(error instanceof Conflict || error instanceof AlreadyThere)) throw error
    const open = (await findAppeal(context, id))?.decidedAt === null
    throw new Failure(
      open && error instanceof Conflict ? pointsErrors.beingCounted : pointsErrors.appealOver,
    )
  }
  return await viewOf(context, (await findAppeal(context, id)) ?? row)
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
  return act === null ? null : await actWrites(context, id, scored, { act, reason }, actor)
}
