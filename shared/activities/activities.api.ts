import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, instant, pageOf, pageQuery, search } from '../core/schema.ts'
import { exportQuery } from '../exports/exports.api.ts'
import { activityDoor, activityRow, activityView } from './activities.model.ts'
import { activityKinds, activityLimits } from './activities.words.ts'
import { activityCommand, newActivity } from './commands.model.ts'

const tag = 'activities'
const everyone = ['office', 'liaison', 'representative'] as const
const kinds = Object.keys(activityKinds) as [keyof typeof activityKinds]
const params = z.strictObject({ id })
const doorCode = z.string().min(1).max(60)

const group = z
  .object({ key: z.string(), name: z.string(), people: z.number().int() })
  .meta({ id: 'ActivityGroup' })

/** Which activities, in which order; the same words narrow the table and the export. */
const filter = {
  q: search('名称、地点'),
  kind: z.enum(kinds).optional(),
  when: z.enum(['ahead', 'open', 'closed', 'cancelled']).optional().meta({
    description: 'ahead 还没有开始；open 过了时间还没有结束；closed 已结束；cancelled 已取消',
  }),
  year: z.coerce.number().int().min(2000).max(2200).optional(),
  sort: z.enum(['start', '-start']).default('-start'),
}

export const activitiesApi = {
  list: endpoint({
    method: 'GET',
    path: '/api/activities',
    summary: '履职活动：代表工委看全部，联络员看本站的，代表看请自己参加的',
    tag,
    access: everyone,
    query: z.strictObject({ ...pageQuery, ...filter }),
    status: 200,
    reply: pageOf(activityRow).extend({ serverTime: instant }),
  }),
  export: endpoint({
    method: 'GET',
    path: '/api/exports/activities',
    summary: '同样的活动，同样的顺序，存成 Excel 或 CSV',
    tag,
    access: ['office'],
    query: z.strictObject({ ...filter, ...exportQuery }),
    status: 200,
    produces: 'application/octet-stream',
  }),
  announce: endpoint({
    method: 'POST',
    path: '/api/activities',
    summary: '通知一项活动，受邀代表收到消息',
    tag,
    access: ['office', 'liaison'],
    body: newActivity,
    status: 201,
    reply: activityView,
  }),
  groups: endpoint({
    method: 'GET',
    path: '/api/activity-groups',
    summary: '可以请哪些代表：片区、选区或家站，各有几位在任；联络员只见本站',
    tag,
    access: ['office', 'liaison'],
    query: z.strictObject({
      by: z.enum(['areas', 'units', 'stations']).default('areas'),
      q: search('片区、选区、家站的名字'),
    }),
    status: 200,
    reply: z.object({
      all: z.number().int().meta({ description: '一共几位在任' }),
      items: z
        .array(group)
        .meta({ description: `照花名册的次序，最多 ${activityLimits.groups} 个` }),
      total: z.number().int().meta({ description: '一共几个' }),
    }),
  }),
  show: endpoint({
    method: 'GET',
    path: '/api/activities/:id',
    summary: '一项活动；名单只给组织者',
    tag,
    access: everyone,
    params,
    status: 200,
    reply: activityView,
  }),
  act: endpoint({
    method: 'POST',
    path: '/api/activities/:id/acts',
    summary: '办一步：报名、请假、改安排、取消、记到会、写记录、结束、更正',
    tag,
    access: everyone,
    params,
    body: activityCommand,
    status: 200,
    reply: activityView,
  }),
  code: endpoint({
    method: 'GET',
    path: '/api/activities/:id/code.svg',
    summary: '放在现场的签到码；自愿扫，不取位置',
    tag,
    access: ['office', 'liaison'],
    params,
    status: 200,
    produces: 'image/svg+xml',
  }),
  checkIn: endpoint({
    method: 'POST',
    path: '/api/activity-check-ins',
    summary: '代表扫了现场的码，记一次到会；扫第二次还是一次',
    tag,
    access: ['representative'],
    body: z.strictObject({ code: doorCode }),
    status: 200,
    reply: activityView,
  }),
  door: endpoint({
    method: 'GET',
    path: '/api/activity-check-ins/:code',
    summary: '签到以前先看：现场的码是哪项活动的，现在能不能签到，自己签到了没有',
    tag,
    access: ['representative'],
    params: z.strictObject({ code: doorCode }),
    status: 200,
    reply: activityDoor,
  }),
  calendar: endpoint({
    method: 'GET',
    path: '/api/me/activities.ics',
    summary: '请自己参加的活动，存进手机日历',
    tag,
    access: ['representative'],
    status: 200,
    produces: 'text/calendar',
  }),
  photo: endpoint({
    method: 'GET',
    path: '/api/activities/:id/photos/:photo',
    summary: '活动的一张照片',
    tag,
    access: everyone,
    params: z.strictObject({ id, photo: id }),
    query: z.strictObject({ size: z.enum(['full', 'thumb']).default('full') }),
    status: 200,
    produces: 'image/jpeg',
  }),
}
