import { toIso } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { receptionErrors } from '@mashang/shared/receptions/receptions.errors.ts'
import type { DutyView, NewDuties } from '@mashang/shared/receptions/receptions.model.ts'
import {
  calendarFile,
  meet,
  type Span,
  spansOf,
} from '@mashang/shared/receptions/receptions.rules.ts'
import { dutyLimits } from '@mashang/shared/receptions/receptions.words.ts'
import { type Actor, isOfStation, seesDistrict } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import {
  lookUpRepresentative,
  representativesById,
} from '../representatives/representatives.store.ts'
import { findStation, type StationRecord } from '../stations/stations.store.ts'
import {
  type DutyRecord,
  deleteDuty,
  dutiesAhead,
  insertDuty,
  swapDuty,
} from './receptions.store.ts'

export interface DutyList {
  items: DutyView[]
  serverTime: string
}

/** The office works on every station's roster, a liaison on the own one; others look absent. */
const mayWorkOn = (actor: Actor, stationId: string): boolean =>
  seesDistrict(actor) || isOfStation(actor, stationId)

async function stationFor(context: Context, id: string, actor: Actor): Promise<StationRecord> {
  const station = mayWorkOn(actor, id) ? await findStation(context, id) : null
  if (station === null) throw new Failure(receptionErrors.stationUnknown)
  return station
}

async function dutyFor(context: Context, id: string, actor: Actor): Promise<DutyRecord> {
  const duty = (await dutiesAhead(context)).find((one) => one.id === id)
  if (duty === undefined || !mayWorkOn(actor, duty.stationId))
    throw new Failure(receptionErrors.notFound)
  return duty
}

const named = (kind: (typeof receptionErrors)[keyof typeof receptionErrors]): Failure =>
  new Failure(kind, { fields: [{ path: 'representativeId', message: kind.title }] })

/** Refuses somebody who has left, or who is at a station already at one of the times. */
async function mustBeFree(
  context: Context,
  representativeId: string,
  spans: readonly Span[],
  except: (duty: DutyRecord) => boolean,
): Promise<void> {
  const found = await lookUpRepresentative(context, representativeId)
  if (found === null || found.state === 'left') throw named(receptionErrors.representativeUnknown)
  const busy = (await dutiesAhead(context)).filter(
    (duty) => duty.representativeId === representativeId && !except(duty),
  )
  if (busy.some((duty) => spans.some((span) => meet(duty, span))))
    throw named(receptionErrors.elsewhere)
}

const fact = (
  at: number,
  type: string,
  actor: Actor,
  subject: Fact['subject'],
  data: NonNullable<Fact['data']>,
): Fact => ({ at, type, actor: { kind: 'account', id: actor.accountId }, subject, data })

async function listOf(context: Context, stationId: string): Promise<DutyList> {
  const people = await representativesById(context)
  return {
    items: (await dutiesAhead(context))
      .filter((duty) => duty.stationId === stationId)
      .map(({ id, representativeId, startsAt, endsAt, revision }) => ({
        id,
        representative: {
          id: representativeId,
          name: people.get(representativeId)?.name ?? '一位代表',
        },
        startsAt: toIso(startsAt),
        endsAt: toIso(endsAt),
        revision,
      })),
    serverTime: toIso(context.clock.now()),
  }
}

export async function listDuties(context: Context, id: string, actor: Actor): Promise<DutyList> {
  return listOf(context, (await stationFor(context, id, actor)).id)
}

/** Puts somebody down for some days; what stands there already stays as it is. */
export async function addDuties(
  context: Context,
  stationId: string,
  { representativeId, days, from, to }: NewDuties,
  actor: Actor,
): Promise<DutyList> {
  const station = await stationFor(context, stationId, actor)
  const at = context.clock.now()
  const spans = spansOf(days, from, to, at)
  const same = (duty: DutyRecord): boolean =>
    duty.stationId === station.id &&
    duty.representativeId === representativeId &&
    spans.some(({ startsAt, endsAt }) => duty.startsAt === startsAt && duty.endsAt === endsAt)
  await mustBeFree(context, representativeId, spans, same)
  const there = new Set((await dutiesAhead(context)).filter(same).map(({ startsAt }) => startsAt))
  const fresh = spans.filter(({ startsAt }) => !there.has(startsAt))
  if (fresh.length === 0) return listOf(context, station.id)
  const { district } = context
  try {
    await context.db.commit(
      district,
      fresh.map((span) =>
        insertDuty({
          district,
          id: newId(),
          stationId: station.id,
          representativeId,
          ...span,
          revision: 0,
        }),
      ),
      [
        fact(
          at,
          'station-duty.added',
          actor,
          { kind: 'station', id: station.id },
          { representativeId, days: fresh.length },
        ),
      ],
    )
  } catch (error) {
    // The same, sent twice at once: the other one got through.
    if (!(error instanceof AlreadyThere)) throw error
  }
  return listOf(context, station.id)
}

/** Another representative comes this time. */
export async function swapDuties(
  context: Context,
  id: string,
  { representativeId, revision }: { representativeId: string; revision: number },
  actor: Actor,
): Promise<DutyList> {
  const duty = await dutyFor(context, id, actor)
  if (duty.representativeId === representativeId) return listOf(context, duty.stationId)
  if (duty.revision !== revision) throw new Failure(receptionErrors.changed)
  await mustBeFree(context, representativeId, [duty], (other) => other.id === id)
  const { district } = context
  try {
    await context.db.commit(
      district,
      [swapDuty({ district, id, representativeId, was: revision })],
      [
        fact(
          context.clock.now(),
          'station-duty.swapped',
          actor,
          { kind: 'station-duty', id },
          { from: duty.representativeId, to: representativeId },
        ),
      ],
    )
  } catch (error) {
    if (error instanceof Conflict || error instanceof AlreadyThere)
      throw new Failure(receptionErrors.changed)
    throw error
  }
  return listOf(context, duty.stationId)
}

export async function removeDuty(context: Context, id: string, actor: Actor): Promise<DutyList> {
  const duty = await dutyFor(context, id, actor)
  const { district } = context
  try {
    await context.db.commit(
      district,
      [deleteDuty({ district, id })],
      [
        fact(
          context.clock.now(),
          'station-duty.removed',
          actor,
          { kind: 'station-duty', id },
          { stationId: duty.stationId, representativeId: duty.representativeId },
        ),
      ],
    )
  } catch (error) {
    // Somebody else was faster, with the same wish.
    if (!(error instanceof Conflict)) throw error
  }
  return listOf(context, duty.stationId)
}

/** What everybody may know: when who is there next. Who has left is there no more. */
async function publicDuties(context: Context, stationId: string) {
  const people = await representativesById(context)
  return (await dutiesAhead(context)).flatMap((duty) => {
    const person = people.get(duty.representativeId)
    return duty.stationId === stationId && person?.state === 'serving'
      ? [{ ...duty, name: person.name }]
      : []
  })
}

/** The next ones of a station, for its page. */
export const nextDuties = async (context: Context, stationId: string) =>
  (await publicDuties(context, stationId))
    .slice(0, dutyLimits.shown)
    .map(({ startsAt, endsAt, name }) => ({
      startsAt: toIso(startsAt),
      endsAt: toIso(endsAt),
      name,
    }))

/** All of them as a calendar file. */
export async function dutiesCalendar(
  context: Context,
  { id, name, address }: Pick<StationRecord, 'id' | 'name' | 'address'>,
): Promise<string> {
  const host = new URL(context.config.publicUrl).host
  const duties = await publicDuties(context, id)
  return calendarFile(
    duties.map((duty) => ({
      uid: `${duty.id}@${host}`,
      summary: `${name}接待：${duty.name}代表`,
      location: address,
      startsAt: duty.startsAt,
      endsAt: duty.endsAt,
    })),
    context.clock.now(),
  )
}
