import { toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import { isLate } from '@mashang/shared/issues/issues.rules.ts'
import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import { NOT_COUNTED_YET } from '@mashang/shared/issues/resolution.rules.ts'
import type { AssistedFiling, StationWork } from '@mashang/shared/issues/station.api.ts'
import { remindedToday } from '@mashang/shared/issues/station.rules.ts'
import { activeCodes } from '../codes/codes.store.ts'
import { type Actor, isOfStation, stationsOf } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { districtNow } from '../districts/districts.store.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import { findStation } from '../stations/stations.store.ts'
import { type Filed, fileIssue } from './filing.usecases.ts'
import { issueFor } from './handling.usecases.ts'
import { sendReminder } from './reminding.usecases.ts'
import { stationRecords } from './station.store.ts'

/** One of a liaison's own stations. @param wanted undefined: the first */
function stationOf(actor: Actor, wanted: string | undefined): string {
  const chosen = wanted ?? actor.stationId
  if (chosen === null || !isOfStation(actor, chosen)) throw new Failure(coreErrors.forbidden)
  return chosen
}

/** Somebody came to the station and says it there; the clock is the same as for everybody. */
export async function assist(
  context: Context,
  key: string,
  { consent, texts, stationId: wanted, ...filing }: AssistedFiling,
  actor: Actor,
): Promise<Filed> {
  const { name, phone } = filing.contact ?? {}
  if (!consent && (name !== undefined || phone !== undefined))
    throw new Failure(issueErrors.consentNeeded, {
      fields: [{ path: 'consent', message: issueErrors.consentNeeded.title }],
    })
  const stationId = stationOf(actor, wanted)
  const codes = await activeCodes(context)
  const code = codes.get(stationId) ?? codes.get(filing.representativeId)
  if (code === undefined) throw new Failure(issueErrors.stationWithoutCode)
  const { place, ...rest } = filing
  return await fileIssue(
    context,
    key,
    {
      ...rest,
      // Nobody agreed to words that were not said to them.
      ...(consent && texts !== undefined ? { texts } : {}),
      code,
      publish: false,
      place:
        place === undefined
          ? undefined
          : { text: place, latitude: undefined, longitude: undefined },
    },
    { clerk: { ...actor, stationId } },
  )
}

/**
 * What is not done yet of a station's representatives and of its own.
 * @param wanted one of a liaison's stations; undefined: all of them
 */
export async function stationWork(
  context: Context,
  actor: Actor,
  wanted?: string,
): Promise<StationWork> {
  const now = context.clock.now()
  const { shortName } = await districtNow(context)
  const first = stationOf(actor, wanted)
  const stations = wanted === undefined ? stationsOf(actor) : [first]
  const { rows, total, overdue } = await stationRecords(context, stations, now)
  const names = new Map<string, string>()
  for (const { issue } of rows) {
    if (names.has(issue.handlerId)) continue
    const found =
      issue.handlerKind === 'representative'
        ? await lookUpRepresentative(context, issue.handlerId)
        : await findStation(context, issue.handlerId)
    names.set(issue.handlerId, found?.name ?? '')
  }
  return {
    serverTime: toIso(now),
    total,
    overdue,
    items: rows.map(({ issue, clock, startedAt, dueAt, pausedAt }) => ({
      id: issue.id,
      number: issueNumber(shortName, issue.year, issue.number),
      title: issue.title,
      voter: issue.voter,
      state: issue.state,
      handler: { kind: issue.handlerKind, name: names.get(issue.handlerId) ?? '' },
      clock,
      startedAt: toIso(startedAt),
      dueAt: dueAt === NOT_COUNTED_YET ? null : toIso(dueAt),
      overdue: isLate(dueAt, now),
      paused: pausedAt !== null,
      remindedAt: toIsoOrNull(issue.remindedAt),
      mayRemind:
        issue.handlerKind === 'representative' &&
        pausedAt === null &&
        !remindedToday(issue.remindedAt, now),
    })),
  }
}

/** A word to whoever it lies with that the station looks after it; once per matter and day. */
export async function remind(context: Context, id: string, actor: Actor): Promise<void> {
  const issue = await issueFor(context, id, actor)
  if (issue.handlerKind !== 'representative') throw new Failure(issueErrors.notNow)
  await sendReminder(context, issue, actor)
}
