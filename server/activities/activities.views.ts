import type { ActivityRow, ActivityView } from '@mashang/shared/activities/activities.model.ts'
import {
  type ActivityAct,
  type ActivityPart,
  activityActs,
} from '@mashang/shared/activities/activities.words.ts'
import { attendanceSums, isEnteredLate } from '@mashang/shared/activities/attendance.rules.ts'
import { doorIsOpen, may } from '@mashang/shared/activities/decide.rules.ts'
import { toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { accountNames, accountsByRepresentative } from '../accounts/accounts.store.ts'
import { type Actor, isOfStation } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import {
  type RepresentativeRecord,
  representativesById,
} from '../representatives/representatives.store.ts'
import { stationNames } from '../stations/stations.store.ts'
import {
  type ActivityRecord,
  correctionsOf,
  type InviteeRecord,
  inviteesOf,
} from './activities.store.ts'

/** What somebody is to an activity, and their own line on its list. */
export interface Sight {
  record: ActivityRecord
  part: ActivityPart
  own: InviteeRecord | null
  /** Whoever inspects sees all of it and has no button. */
  handles: boolean
}

type Counts = { invited: number; attended: number }

export const rowOf = (
  record: ActivityRecord,
  counts: Counts,
  own: InviteeRecord | null,
  stations: ReadonlyMap<string, string>,
): ActivityRow => ({
  id: record.id,
  kind: record.kind,
  title: record.title,
  place: record.place,
  startsAt: toIso(record.startsAt),
  endsAt: toIso(record.endsAt),
  deadlineAt: toIsoOrNull(record.deadlineAt),
  state: record.state,
  organiser:
    record.stationId === null ? '代表工委' : (stations.get(record.stationId) ?? '一个已撤的家站'),
  mandatory: record.mandatory,
  invited: counts.invited,
  coming: record.coming,
  attended: counts.attended,
  mine: own === null ? null : { answer: own.answer, attendance: own.attendance },
})

/** In the order of the roster; whoever is not in it comes last. */
function inRoster(
  a: RepresentativeRecord | undefined,
  b: RepresentativeRecord | undefined,
): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
  return a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)
}

async function namedList(
  context: Context,
  list: readonly InviteeRecord[],
  stations: ReadonlyMap<string, string>,
): Promise<NonNullable<ActivityView['list']>> {
  const people = await representativesById(context)
  const accounts = await accountsByRepresentative(
    context,
    list.map(({ representativeId }) => representativeId),
  )
  return [...list]
    .sort((a, b) => inRoster(people.get(a.representativeId), people.get(b.representativeId)))
    .map((one) => {
      const person = people.get(one.representativeId)
      return {
        representativeId: one.representativeId,
        name: person?.name ?? '一位代表',
        station: stations.get(person?.stationId ?? '') ?? null,
        answer: one.answer,
        reason: one.reason,
        attendance: one.attendance,
        scanned: one.scannedAt !== null,
        reachable: accounts.has(one.representativeId),
      }
    })
}

async function correctionViews(
  context: Context,
  { record, part, own }: Sight,
): Promise<ActivityView['corrections']> {
  const all = (await correctionsOf(context, record.id)).filter(
    (one) => part === 'organiser' || one.representativeId === own?.representativeId,
  )
  const by = await accountNames(context, [...new Set(all.map((one) => one.accountId))])
  const people = await representativesById(context)
  return all.map((one) => ({
    at: toIso(one.at),
    by: by.get(one.accountId) ?? '一个账号',
    name: people.get(one.representativeId)?.name ?? '一位代表',
    was: one.was,
    attendance: one.attendance,
    reason: one.reason,
  }))
}

/** Acts that have a door of their own, and no place among the buttons. */
const ELSEWHERE: readonly ActivityAct[] = ['arrive']

/** One activity for the eyes of whoever has a part in it: others' names are for the organiser only. */
export async function activityView(context: Context, sight: Sight): Promise<ActivityView> {
  const { record, part, own, handles } = sight
  const now = context.clock.now()
  const list = await inviteesOf(context, record.id)
  const stations = await stationNames(context)
  const organises = part === 'organiser'
  const attended = list.filter((one) => one.attendance === 'attended').length
  return {
    ...rowOf(record, { invited: list.length, attended }, own, stations),
    text: record.text,
    capacity: record.capacity,
    revision: record.revision,
    part,
    can: (Object.keys(activityActs) as ActivityAct[]).filter(
      (act) => handles && !ELSEWHERE.includes(act) && may(record.state, act, part),
    ),
    reason: record.reason,
    myReason: own?.reason ?? null,
    minutes: record.minutes,
    photos: record.photos,
    closedAt: toIsoOrNull(record.closedAt),
    enteredLate: isEnteredLate(record),
    doorOpen: record.state === 'open' && doorIsOpen(record, now),
    outcome: organises ? attendanceSums(list, record.mandatory) : null,
    list: organises ? await namedList(context, list, stations) : null,
    corrections: await correctionViews(context, sight),
    serverTime: toIso(now),
  }
}

/** Whether somebody organises an activity: the office every one, a liaison those of their station. */
export const organisesIt = (record: Pick<ActivityRecord, 'stationId'>, actor: Actor): boolean =>
  actor.role === 'office' || (actor.role === 'liaison' && isOfStation(actor, record.stationId))
