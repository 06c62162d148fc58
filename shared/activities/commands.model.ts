import { z } from 'zod'
import { id, line, NO_SUCH_ACT, text } from '../core/schema.ts'
import { characters, cleanText } from '../core/text.ts'
import {
  activityKinds,
  attendanceWords,
  inviteScopes,
  activityLimits as limits,
  unmarkedWords,
} from './activities.words.ts'

const keysOf = <T extends Record<string, string>>(words: T, error: string) =>
  z.enum(Object.keys(words) as [keyof T & string, ...(keyof T & string)[]], { error })
const moment = (what: string) =>
  z.iso.datetime({ error: `请填写${what}。` }).transform((iso) => Date.parse(iso))
const reason = line(limits.reason, '理由')
const attendance = keysOf(attendanceWords, '请选到会、缺席或请假。')
const revision = z.number().int().min(0).meta({ description: '改之前看到的版本' })

export const invitation = z
  .strictObject({
    scope: keysOf(inviteScopes, '请选请哪些代表。'),
    of: z
      .array(z.string().min(1).max(100))
      .max(limits.invited, `一次最多选 ${limits.invited} 项。`)
      .default([])
      .meta({ description: '片区或选区的名字，家站或代表的 id；全体不写' }),
  })
  .meta({ id: 'Invitation' })

const plan = {
  kind: keysOf(activityKinds, '请选活动类型。'),
  title: line(limits.title, '活动名称'),
  place: line(limits.place, '地点'),
  text: z
    .string()
    .max(limits.text * 4, `说明太长了，最多 ${limits.text} 个字。`)
    .transform(cleanText)
    .refine((said) => characters(said) <= limits.text, `说明太长了，最多 ${limits.text} 个字。`)
    .default(''),
  startsAt: moment('开始时间'),
  endsAt: moment('结束时间'),
  deadlineAt: moment('报名截止').nullable().default(null).meta({ description: '不写：到开始为止' }),
  capacity: z
    .number({ error: '名额请填整数。' })
    .int('名额请填整数。')
    .min(1, '名额至少 1 位。')
    .max(limits.capacity, `名额最多 ${limits.capacity} 位。`)
    .nullable()
    .default(null),
  mandatory: z
    .boolean({ error: '请选是应当参加还是自愿报名。' })
    .meta({ description: '应当参加：没有请假也没有到会记缺席' }),
}

export const newActivity = z
  .strictObject({
    id: id.meta({ description: '自己起的 UUID；同一个再发一次不会多一项' }),
    ...plan,
    invitation,
  })
  .meta({ id: 'NewActivity' })
export type NewActivity = z.output<typeof newActivity>

const mark = z.strictObject({
  representativeId: id,
  attendance,
  was: attendance.meta({ description: '改之前看到的' }),
})

/** Everything that can be done to one activity, each with what it needs. */
export const activityCommand = z
  .discriminatedUnion(
    'act',
    [
      z.strictObject({ act: z.literal('change'), revision, ...plan }),
      z.strictObject({ act: z.literal('cancel'), revision, reason }),
      z.strictObject({ act: z.literal('invite'), invitation }),
      z.strictObject({ act: z.literal('come') }),
      z.strictObject({ act: z.literal('decline'), reason }),
      z.strictObject({
        act: z.literal('mark'),
        items: z
          .array(mark)
          .min(1, '请选要记的代表。')
          .max(limits.marks, `一次最多记 ${limits.marks} 位。`),
      }),
      z.strictObject({
        act: z.literal('minute'),
        revision,
        text: text(limits.minutes, '活动记录'),
      }),
      z.strictObject({ act: z.literal('photograph'), photo: id }),
      z.strictObject({ act: z.literal('unphotograph'), photo: id }),
      z.strictObject({
        act: z.literal('close'),
        revision,
        unmarked: keysOf(unmarkedWords, '请选没有记的几位怎么算。')
          .default('open')
          .meta({ description: '应当来而没有记的几位：留着没有记，还是算缺席' }),
      }),
      z.strictObject({ act: z.literal('correct'), ...mark.shape, reason }),
    ],
    { error: NO_SUCH_ACT },
  )
  .meta({ id: 'ActivityCommand' })
export type ActivityCommand = z.output<typeof activityCommand>
export type CommandOf<A extends ActivityCommand['act']> = Extract<ActivityCommand, { act: A }>
