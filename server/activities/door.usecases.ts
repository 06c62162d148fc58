import { activityErrors } from '@mashang/shared/activities/activities.errors.ts'
import type { ActivityView } from '@mashang/shared/activities/activities.model.ts'
import { CHECK_IN_PATH } from '@mashang/shared/activities/activities.words.ts'
import { calendarFile } from '@mashang/shared/activities/calendar.rules.ts'
import { mustBeAllowed, mustBeInTime } from '@mashang/shared/activities/decide.rules.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { normalizeSpoken } from '@mashang/shared/core/spoken.ts'
import { qrSvg } from '../codes/qr.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import {
  findActivities,
  findActivity,
  findByDoorCode,
  invitationsOf,
  inviteesOf,
  mustBeOpen,
  saveAttendance,
} from './activities.store.ts'
import { activityFact, activityFor, showActivity } from './activities.usecases.ts'

/** The code for the door. It opens the representative's app; a camera that is no app shows an address. */
export async function doorCodeSvg(context: Context, id: string, actor: Actor): Promise<string> {
  const { record } = await activityFor(context, id, actor)
  return qrSvg(
    `${context.config.publicUrl}/me${CHECK_IN_PATH}/${record.doorCode}`,
    `${record.title} 签到码`,
  )
}

/**
 * Somebody scanned the code at the door: they were there. Nothing else is asked or kept, no position
 * and no device; whoever would rather not is ticked by the organiser (国办函〔2026〕12号: nobody is
 * made to prove by traces that they worked).
 */
export async function checkIn(context: Context, code: string, actor: Actor): Promise<ActivityView> {
  const record = await findByDoorCode(context, normalizeSpoken(code))
  if (record === null) throw new Failure(activityErrors.codeUnknown)
  const own = (await inviteesOf(context, record.id)).find(
    (one) => one.representativeId === actor.representativeId,
  )
  if (own === undefined) throw new Failure(activityErrors.notInvited)
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
