import { toIso } from '@mashang/shared/core/clock.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import type { LeaveView, leavesApi } from '@mashang/shared/leaves/leaves.api.ts'
import { leaveErrors } from '@mashang/shared/leaves/leaves.errors.ts'
import {
  awayWords,
  inForce,
  mustFit,
  type StandIn,
  spanOf,
} from '@mashang/shared/leaves/leaves.rules.ts'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import { findStation } from '../stations/stations.store.ts'
import {
  endLeave,
  insertLeave,
  type LeaveRecord,
  leavesNotOver,
  leavesNow,
  namesOf,
  refuseMeeting,
} from './leaves.store.ts'

type Command = z.output<NonNullable<typeof leavesApi.set.body>>

/** Whether somebody could open the inbox of a representative or station; handed in. */
export type Reachable = (target: StandIn) => Promise<boolean>

const standInOf = (row: LeaveRecord): StandIn => ({ kind: row.standInKind, id: row.standInId })

/** How the stand-in is called; null where there is none (left, or never was). */
async function standInName(context: Context, standIn: StandIn): Promise<string | null> {
  if (standIn.kind === 'station') return (await findStation(context, standIn.id))?.name ?? null
  const found = await lookUpRepresentative(context, standIn.id)
  return found === null || found.state === 'left' ? null : `${found.name}代表`
}

const mayEnd = (row: LeaveRecord, actor: Actor): boolean =>
  actor.role === 'office' || row.representativeId === actor.representativeId

async function viewOf(context: Context, row: LeaveRecord, actor: Actor): Promise<LeaveView> {
  const away = await lookUpRepresentative(context, row.representativeId)
  return {
    id: row.id,
    representative: { id: row.representativeId, name: away?.name ?? '一位代表' },
    standIn: {
      ...standInOf(row),
      name: (await standInName(context, standInOf(row))) ?? '已离任的代表',
    },
    startsAt: toIso(row.startsAt),
    endsAt: toIso(row.endsAt),
    now: inForce(row, context.clock.now()),
    mine: mayEnd(row, actor),
  }
}

const leaveFact = (
  actor: Actor,
  id: string,
  at: number,
  type: string,
  data: NonNullable<Fact['data']>,
): Fact => ({
  at,
  type,
  actor: { kind: 'account', id: actor.accountId },
  subject: { kind: 'leave', id },
  data,
})

/** The office sees all; others what is theirs, and what they stand in for. */
export async function listLeaves(context: Context, actor: Actor): Promise<LeaveView[]> {
  const own = namesOf(actor)
  const rows = (await leavesNotOver(context)).filter(
    (row) =>
      actor.role === 'office' || own.includes(row.representativeId) || own.includes(row.standInId),
  )
  return await Promise.all(rows.map((row) => viewOf(context, row, actor)))
}

/**
 * Days away with somebody who stands in: both get what comes meanwhile, and either may answer. No
 * clock changes.
 */
export async function setLeave(
  context: Context,
  command: Command,
  actor: Actor,
  reachable: Reachable,
): Promise<LeaveView> {
  const own = actor.role === 'office' ? command.representativeId : actor.representativeId
  if (own === undefined || own === null)
    throw new Failure(coreErrors.invalidRequest, {
      fields: [{ path: 'representativeId', message: '请选是哪位代表请假。' }],
    })
  if (command.representativeId !== undefined && command.representativeId !== own)
    throw new Failure(coreErrors.forbidden)
  const representative = await lookUpRepresentative(context, own)
  if (representative === null || representative.state === 'left')
    throw new Failure(leaveErrors.representativeLeft)
  const { standIn } = command
  const at = context.clock.now()
  const span = spanOf(command.from, command.to)
  const known = (await leavesNotOver(context)).map((row) => ({ ...row, standIn: standInOf(row) }))
  mustFit({ representativeId: own, standIn, ...span }, known, at)
  if ((await standInName(context, standIn)) === null) throw new Failure(leaveErrors.standInUnknown)
  if (!(await reachable(standIn))) throw new Failure(leaveErrors.standInUnreachable)
  const row: LeaveRecord = {
    district: context.district,
    id: newId(),
    representativeId: own,
    standInKind: standIn.kind,
    standInId: standIn.id,
    ...span,
    createdAt: at,
  }
  try {
    await context.db.commit(
      context.district,
      [
        insertLeave(row),
        refuseMeeting({
          district: row.district,
          id: row.id,
          representativeId: own,
          ...span,
          now: at,
        }),
      ],
      [
        leaveFact(actor, row.id, at, 'leave.set', {
          representativeId: own,
          standInKind: standIn.kind,
          standInId: standIn.id,
          ...span,
        }),
      ],
    )
  } catch (error) {
    // Sent twice, or two at once.
    if (error instanceof AlreadyThere || error instanceof Conflict)
      throw new Failure(leaveErrors.overlap)
    throw error
  }
  return await viewOf(context, row, actor)
}

/** Back earlier, or never gone: from now on nobody stands in. */
export async function endEarly(context: Context, id: string, actor: Actor): Promise<LeaveView> {
  const row = (await leavesNotOver(context)).find((one) => one.id === id)
  if (row === undefined || !mayEnd(row, actor)) throw new Failure(leaveErrors.notFound)
  const at = context.clock.now()
  try {
    await context.db.commit(
      context.district,
      [endLeave({ district: context.district, id, endsAt: at, wasEndsAt: row.endsAt })],
      [leaveFact(actor, id, at, 'leave.ended', { representativeId: row.representativeId })],
    )
  } catch (error) {
    if (error instanceof Conflict) throw new Failure(leaveErrors.over)
    throw error
  }
  return await viewOf(context, { ...row, endsAt: at }, actor)
}

/** What a voter is told of somebody who is away. */
export interface Away {
  words: string
  /** Another representative who reads what is written to them, too, and sees as much; a station may see more. */
  standIn?: string
}

/** Those among some who are away now. */
export async function awayAmong(
  context: Context,
  representativeIds: readonly string[],
): Promise<Map<string, Away>> {
  const told = new Map<string, Away>()
  for (const row of await leavesNow(context)) {
    if (!representativeIds.includes(row.representativeId)) continue
    const away = await lookUpRepresentative(context, row.representativeId)
    const standIn = await standInName(context, standInOf(row))
    if (away === null || standIn === null) continue
    told.set(row.representativeId, {
      words: awayWords(away.name, row, standIn),
      ...(row.standInKind === 'representative' ? { standIn } : {}),
    })
  }
  return told
}

/** The same of one; null while they are there. */
export const awayNow = async (context: Context, representativeId: string): Promise<Away | null> =>
  (await awayAmong(context, [representativeId])).get(representativeId) ?? null
