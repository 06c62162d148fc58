import { z } from 'zod'
import { id, instant } from '../core/schema.ts'
import {
  activityActs,
  activityKinds,
  activityParts,
  activityStates,
  answerWords,
  attendanceWords,
} from './activities.words.ts'

const keysOf = <T extends Record<string, string>>(words: T) =>
  z.enum(Object.keys(words) as [keyof T & string, ...(keyof T & string)[]])

/** One line of a list. */
export const activityRow = z
  .object({
    id,
    kind: keysOf(activityKinds),
    title: z.string(),
    place: z.string(),
    startsAt: instant,
    endsAt: instant,
    deadlineAt: instant.nullable(),
    state: keysOf(activityStates),
    organiser: z.string().meta({ description: '代表工委，或一个家站' }),
    mandatory: z.boolean(),
    invited: z.number().int(),
    coming: z.number().int(),
    attended: z.number().int(),
    mine: z
      .object({ answer: keysOf(answerWords), attendance: keysOf(attendanceWords) })
      .nullable()
      .meta({ description: '自己的回复和到会；不是受邀代表没有' }),
  })
  .meta({ id: 'ActivityRow' })
export type ActivityRow = z.output<typeof activityRow>

/** One representative on the list; for the organiser only. */
const inviteeView = z
  .object({
    representativeId: id,
    name: z.string(),
    station: z.string().nullable(),
    answer: keysOf(answerWords),
    reason: z.string().nullable(),
    attendance: keysOf(attendanceWords),
    scanned: z.boolean().meta({ description: '自己扫码签到的' }),
    reachable: z.boolean().meta({ description: '有账号，收得到通知' }),
  })
  .meta({ id: 'ActivityInvitee' })
export type InviteeView = z.output<typeof inviteeView>

const correctionView = z
  .object({
    at: instant,
    by: z.string(),
    name: z.string(),
    was: keysOf(attendanceWords),
    attendance: keysOf(attendanceWords),
    reason: z.string(),
  })
  .meta({ id: 'ActivityCorrection' })

/** One activity, as somebody with a part in it sees it. */
export const activityView = activityRow
  .extend({
    text: z.string(),
    capacity: z.number().int().nullable(),
    revision: z.number().int(),
    part: keysOf(activityParts),
    can: z.array(keysOf(activityActs)),
    reason: z.string().nullable().meta({ description: '为什么取消；自己请假的理由在 myReason' }),
    myReason: z.string().nullable(),
    minutes: z.string().nullable(),
    photos: z.array(id),
    closedAt: instant.nullable(),
    enteredLate: z.boolean().meta({ description: '办完以后补记的，没有通知过代表' }),
    doorOpen: z.boolean().meta({ description: '现在可以签到、记到会' }),
    outcome: z
      .object({
        attended: z.number().int(),
        absent: z.number().int(),
        excused: z.number().int(),
        unmarked: z.number().int().meta({ description: '应当来或报了名，没有记的' }),
        none: z.number().int(),
      })
      .nullable()
      .meta({ description: '现在结束会定下什么，或已经定下的；只给组织者' }),
    list: z.array(inviteeView).nullable().meta({ description: '名单；只给组织者' }),
    corrections: z.array(correctionView),
    serverTime: instant,
  })
  .meta({ id: 'Activity' })
export type ActivityView = z.output<typeof activityView>

/** What the code at the door opens, for an invited representative who holds it, before they say that they are there. */
export const activityDoor = activityRow
  .pick({ id: true, title: true, place: true, startsAt: true, endsAt: true, state: true })
  .extend({
    doorOpen: z.boolean().meta({ description: '现在可以签到' }),
    attendance: keysOf(attendanceWords).meta({ description: '自己的到会' }),
    attendedAt: instant.nullable().meta({ description: '什么时候记的到会；没有到会是空' }),
    scanned: z.boolean().meta({ description: '自己扫码签到的' }),
    serverTime: instant,
  })
  .meta({ id: 'ActivityDoor' })
export type ActivityDoor = z.output<typeof activityDoor>
