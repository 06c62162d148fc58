import type { ActivityKind, Attendance } from '@mashang/shared/activities/activities.words.ts'
import type { Invitation } from '@mashang/shared/activities/invited.rules.ts'
import { DAY, type EpochMs, HOUR } from '@mashang/shared/core/clock.ts'
import { calendarDayStart } from '@mashang/shared/core/local-time.ts'
import { announce } from '../activities/activities.usecases.ts'
import { actOn } from '../activities/steps.usecases.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { newId } from '../core/ids.ts'
import { giveReward } from '../records/keeping.usecases.ts'
import type { RepresentativeRecord } from '../representatives/representatives.store.ts'

interface Planned {
  kind: ActivityKind
  title: string
  place: string
  /** Days from today, negative: past; the hour at which it begins, local. */
  day: number
  hour: number
  mandatory: boolean
  /** Everybody's, or the first station's own. */
  ofStation?: true
  minutes?: string
}

/** One of every kind, so that every section of a record shows something; the first two are of a half-year that is still to be closed. */
const planned: readonly Planned[] = [
  {
    kind: 'training',
    title: '新修改的代表法学习班',
    place: '区人大三楼会议室',
    day: -420,
    hour: 9,
    mandatory: true,
  },
  {
    kind: 'inspection',
    title: '视察冬季供热准备',
    place: '喜桂图新区供热站',
    day: -400,
    hour: 9,
    mandatory: true,
    minutes: '看了两座换热站和一处管网改造工地，提出意见三条，已转区住建局。',
  },
  {
    kind: 'session',
    title: '区第十七届人大第五次会议',
    place: '区会议中心',
    day: -210,
    hour: 9,
    mandatory: true,
    minutes: '听取审议政府工作报告，票决民生实事项目，分组审议两次。',
  },
  {
    kind: 'inspection',
    title: '视察老旧小区改造',
    place: '大发街道锦绣社区',
    day: -120,
    hour: 9,
    mandatory: true,
    minutes: '看了六个小区的路灯、楼道和消防通道，提出意见五条，已转区住建局。',
  },
  {
    kind: 'survey',
    title: '调研居家养老服务',
    place: '五当召镇养老服务中心',
    day: -85,
    hour: 14,
    mandatory: false,
    ofStation: true,
    minutes: '和二十位老人谈了半天，助餐点太远是说得最多的。',
  },
  {
    kind: 'training',
    title: '代表法和代表建议写作培训',
    place: '区人大三楼会议室',
    day: -60,
    hour: 9,
    mandatory: false,
  },
  {
    kind: 'report',
    title: '向选民述职',
    place: '各代表家站',
    day: -40,
    hour: 15,
    mandatory: true,
  },
  {
    kind: 'reception',
    title: '接待日：听群众说事',
    place: '本站接待室',
    day: -21,
    hour: 9,
    mandatory: true,
    ofStation: true,
    minutes: '来了七位群众，五件当场答复，两件记成反映。',
  },
  {
    kind: 'enforcement',
    title: '水污染防治法执法检查',
    place: '石拐区污水处理厂',
    day: -12,
    hour: 9,
    mandatory: false,
  },
  {
    kind: 'supervision',
    title: '供热管网改造联合督办',
    place: '喜桂图新区供热站',
    day: -6,
    hour: 9,
    mandatory: false,
  },
]

const ahead: Planned = {
  kind: 'visit',
  title: '走访供热企业，看冬季供热准备',
  place: '石拐区供热公司',
  day: 5,
  hour: 9,
  mandatory: false,
}

const HOURS = 3

/** Most were there; the fourth of ten asked for leave and the last but one forgot it. */
const attendanceOf = (index: number): Exclude<Attendance, 'unknown'> =>
  index % 10 === 3 ? 'excused' : index % 10 === 8 ? 'absent' : 'attended'

const startOf = ({ day, hour }: Planned, now: EpochMs): EpochMs =>
  calendarDayStart(now) + day * DAY + hour * HOUR

const planOf = (one: Planned, startsAt: EpochMs, invitation: Invitation) => ({
  id: newId(),
  kind: one.kind,
  title: one.title,
  place: one.place,
  text: '',
  startsAt,
  endsAt: startsAt + HOURS * HOUR,
  deadlineAt: null,
  capacity: null,
  mandatory: one.mandatory,
  invitation: { scope: invitation.scope, of: [...invitation.of] },
})

/** Plays more than a year of activities with attendance, one that is ahead, and a reward. */
export async function playActivities(
  context: Context,
  serving: readonly RepresentativeRecord[],
  office: Actor,
): Promise<void> {
  const now = context.clock.now()
  const [first, second] = serving
  if (first === undefined) return
  const liaison: Actor = { ...office, role: 'liaison', stationId: first.stationId }
  for (const one of planned) {
    const startsAt = startOf(one, now)
    const after: Context = { ...context, clock: { now: () => startsAt + (HOURS + 1) * HOUR } }
    const by = one.ofStation && first.stationId !== null ? liaison : office
    const invitation: Invitation =
      by === liaison ? { scope: 'stations', of: [first.stationId ?? ''] } : { scope: 'all', of: [] }
    const made = await announce(after, planOf(one, startsAt, invitation), by)
    const items = (made.list ?? [])
      .map(({ representativeId }, index) => ({
        representativeId,
        attendance: attendanceOf(index),
        was: 'unknown' as const,
      }))
      // Nobody had to come, and nobody had said so: whoever was not there did not stay away.
      .filter(({ attendance }) => one.mandatory || attendance === 'attended')
    await actOn(after, made.id, { act: 'mark', items }, by)
    const { minutes } = one
    if (minutes !== undefined)
      await actOn(after, made.id, { act: 'minute', revision: 0, text: minutes }, by)
    const revision = minutes === undefined ? 0 : 1
    await actOn(after, made.id, { act: 'close', revision, unmarked: 'open' }, by)
  }
  const persons = [first, second].flatMap((one) => one?.id ?? [])
  await announce(
    context,
    planOf(ahead, startOf(ahead, now), { scope: 'persons', of: persons }),
    office,
  )
  await giveReward(
    context,
    first.id,
    {
      id: newId(),
      title: '优秀人大代表',
      giver: '区人大常委会',
      on: new Date(now - 90 * DAY).toISOString().slice(0, 10),
      kind: 'merit',
      signer: '敖日格勒',
      reason: '路灯、养老两件建议办成了，群众满意',
    },
    office,
  )
}
