import { activityErrors } from '@mashang/shared/activities/activities.errors.ts'
import type { ActivityDoor, ActivityView } from '@mashang/shared/activities/activities.model.ts'
import { CHECK_IN_PATH } from '@mashang/shared/activities/activities.words.ts'
import { calendarFile } from '@mashang/shared/activities/calendar.rules.ts'
import {
  doorStanding,
  mustBeAllowed,
  mustBeInTime,
} from '@mashang/shared/activities/decide.rules.ts'
import { toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { normalizeSpoken } from '@mashang/shared/core/spoken.ts'
import { qrSvg } from '../codes/qr.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { factsOf } from '../core/ledger/ledger.store.ts'
import {
  type ActivityRecord,
  findActivities,
  findActivity,
  findByDoorCode,
  type InviteeRecord,
  invitationsOf,
  inviteesOf,
  mustBeOpen,
  saveAttendance,
} from './activities.store.ts'
import { activityFact, activityFor, showActivity } from './activities.usecases.ts'

/** Facts by which an organiser writes somebody down as there. */
const TICKS = ['activity.marked', 'activity.corrected']

/** The code for the door. It opens the representative's app; a camera that is no app shows an address. */
export async function doorCodeSvg(context: Context, id: string, actor: Actor): Promise<string> {
  const { record } = await activityFor(context, id, actor)
  return qrSvg(
    `${context.config.publicUrl}/me${CHECK_IN_PATH}/${record.doorCode}`,
    `${record.title} 签到码`,
  )
}

/** What a code opens for whoever holds it; only who is invited is told anything of it. */
async function invitedAt(
  context: Context,
  code: string,
  actor: Actor,
): Promise<{ record: ActivityRecord; own: InviteeRecord }> {
  const record = await findByDoorCode(context, normalizeSpoken(code))
  if (record === null) throw new Failure(activityErrors.codeUnknown)
  const own = (await inviteesOf(context, record.id)).find(
    (one) => one.representativeId === actor.representativeId,
  )
  if (own === undefined) throw new Failure(activityErrors.notInvited)
  return { record, own }
}

/** When somebody was there for the list; of what others wrote down only the ledger knows the time. */
async function attendedSince(context: Context, own: InviteeRecord): Promise<number | null> {
  if (own.attendance !== 'attended') return null
  if (own.scannedAt !== null) return own.scannedAt
  const named = `"representativeId":"${own.representativeId}"`
  const facts = (await factsOf(context, own.activityId)).filter(
    ({ type, data }) => TICKS.includes(type) && data.includes(named),
  )
  return facts.at(-1)?.at ?? null
}

/** Somebody scanned the code at the door and reads first what it is; nothing is written by it. */
export async function seenAtDoor(
  context: Context,
  code: string,
  actor: Actor,
): Promise<ActivityDoor> {
  const { record, own } = await invitedAt(context, code, actor)
  const now = context.clock.now()
  return {
    id: record.id,
    title: record.title,
    place: record.place,
    startsAt: toIso(record.startsAt),
    endsAt: toIso(record.endsAt),
    state: record.state,
    doorOpen: doorStanding(record.state, record, now) === 'open',
    attendance: own.attendance,
    attendedAt: toIsoOrNull(await attendedSince(context, own)),
    scanned: own.scannedAt !== null,
    serverTime: toIso(now),
  }
}

/**
 * Somebody scanned the code at the door: they were there. Nothing else is asked or kept, no position
 * and no device; whoever would rather not is ticked by the organiser (国办函〔2026〕12号: nobody is
 * made to prove by traces that they worked).
 */
export async function checkIn(context: Context, code: string, actor: Actor): Promise<ActivityView> {
  const { record, own } = await invitedAt(context, code, actor)
  if (own.attendance === 'attended') return await showActivity(context, record.id, actor)
  const at = context.clock.now()
  mustBeAllowed(record.state, 'arrive', 'invited')
  mustBeInTime('arrive', record, at)
  const { activityId, representativeId } = own
  try {
    await context.db.commit(
      context.district,
      [
        mustBeOpen({ district: context.district, id: record.id }),
        saveAttendance({
          district: context.district,
          activityId,
          representativeId,
          attendance: 'attended',
          was: own.attendance,
          scannedAt: at,
        }),
      ],
      [activityFact(actor, at, record.id, 'arrived', { representativeId })],
    )
  } catch (error) {
    // Ticked at this very moment by the organiser, or scanned twice: what matters is there.
    if (!(error instanceof Conflict)) throw error
    if ((await findActivity(context, record.id))?.state !== 'open')
      throw new Failure(activityErrors.notNow)
  }
  return await showActivity(context, record.id, actor)
}

/** What somebody is invited to, for the calendar of their phone; who asked for leave has none of it. */
export async function ownCalendar(context: Context, actor: Actor): Promise<string> {
  const own = await invitationsOf(context, actor.representativeId ?? '')
  const ids = own.filter(({ answer }) => answer !== 'away').map(({ activityId }) => activityId)
  const found = await findActivities(context, { ids })
  return calendarFile(
    found.map((one) => ({ ...one, cancelled: one.state === 'cancelled' })),
    context.clock.now(),
  )
}
