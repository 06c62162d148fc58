import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, pageOf, pageQuery } from '../core/schema.ts'
import { exportQuery } from '../exports/exports.api.ts'
import {
  appealView,
  entryName,
  entryState,
  periodName,
  pointAccount,
  pointEntry,
  reason,
} from './points.model.ts'
import { appraisalPoints, newRuleSet, ruleSetVersion, simulation } from './rule-set.model.ts'

const tag = 'points'
const office = ['office'] as const
const representative = ['representative'] as const
const reviewers = ['office', 'liaison'] as const
const entry = z.strictObject({ id, entry: entryName })
const period = periodName.optional().meta({ description: '不写：今年' })

const reviewRow = z
  .object({
    representative: z.object({ id, name: z.string() }),
    entry: pointEntry,
    reviewer: z.enum(['office', 'station']).meta({ description: '照规则由谁核对' }),
    station: z.string().nullable().meta({ description: '代表所在的家站' }),
  })
  .meta({ id: 'PointReview' })
export type ReviewRow = z.output<typeof reviewRow>

export const pointsApi = {
  mine: endpoint({
    method: 'GET',
    path: '/api/me/points',
    summary: '我的积分，每一分由哪件事、哪条规则得来；只有自己和代表工委看得到',
    tag,
    access: representative,
    query: z.strictObject({ period }),
    status: 200,
    reply: pointAccount,
  }),
  appeal: endpoint({
    method: 'POST',
    path: '/api/me/points/appeals',
    summary: '对一件事怎么计分，或对公示的结果，提出不同意见',
    tag,
    access: representative,
    body: z
      .strictObject({
        id: id.meta({ description: '自己起的号，同一个号只算一次' }),
        entry: entryName.optional(),
        closingId: id.optional(),
        reason: reason('您的理由'),
      })
      .refine(
        (body) => (body.entry === undefined) !== (body.closingId === undefined),
        '请说明是对哪一件，或对哪次公示。',
      )
      .meta({ id: 'NewPointAppeal' }),
    status: 201,
    reply: appealView,
  }),
  account: endpoint({
    method: 'GET',
    path: '/api/points/representatives/:id',
    summary: '一位代表的积分账',
    tag,
    access: office,
    params: z.strictObject({ id }),
    query: z.strictObject({ period }),
    status: 200,
    reply: pointAccount,
  }),
  export: endpoint({
    method: 'GET',
    path: '/api/points/export',
    summary: '全体代表的积分和每个数的说明，照花名册的次序',
    tag,
    access: office,
    query: z.strictObject({ ...exportQuery, period }),
    status: 200,
    produces: 'application/octet-stream',
  }),
  reviews: endpoint({
    method: 'GET',
    path: '/api/points/reviews',
    summary: '等核对的事，旧的在前；家站只见本站代表的、规则写明由家站核对的',
    tag,
    access: reviewers,
    query: z.strictObject({
      ...pageQuery,
      period: periodName.optional().meta({ description: '只要这一段里的；不写：全部' }),
    }),
    status: 200,
    reply: pageOf(reviewRow),
  }),
  act: endpoint({
    method: 'POST',
    path: '/api/points/representatives/:id/entries/:entry',
    summary: '核对、冲销或恢复一件；各记一笔，不改原来的。家站只核对轮到它的',
    tag,
    access: reviewers,
    params: entry,
    body: z
      .strictObject({
        act: z.enum(['confirm', 'reject', 'reverse', 'restore']),
        reason: reason('理由')
          .optional()
          .meta({ description: '核对无误可以不写；不算、冲销、恢复、改原来的核对要写' }),
        was: entryState.optional().meta({
          description:
            '看到的是什么状态；现在不一样了就不动，免得盖掉别人刚定的。不写：核对无误只对等核对的',
        }),
      })
      .meta({ id: 'PointAct' }),
    status: 200,
    reply: pointEntry,
  }),
  appeals: endpoint({
    method: 'GET',
    path: '/api/points/appeals',
    summary: '代表提出的不同意见；没答复的在前',
    tag,
    access: office,
    query: z.strictObject({ ...pageQuery, open: z.enum(['true', 'false']).default('true') }),
    status: 200,
    reply: pageOf(appealView),
  }),
  decide: endpoint({
    method: 'POST',
    path: '/api/points/appeals/:id/decision',
    summary: '答复一条意见；采纳时那一件随即冲销或恢复，对公示结果的可以改定年终核定分',
    tag,
    access: office,
    params: z.strictObject({ id }),
    body: z
      .strictObject({
        upheld: z.boolean(),
        decision: reason('答复'),
        appraisal: appraisalPoints
          .optional()
          .meta({ description: '采纳对公示结果的意见时：年终核定改为几分，理由就是答复' }),
      })
      .refine(
        ({ upheld, appraisal }) => upheld || appraisal === undefined,
        '没有采纳的意见不能改核定分。',
      )
      .meta({ id: 'PointDecision' }),
    status: 200,
    reply: appealView,
  }),
  rules: endpoint({
    method: 'GET',
    path: '/api/points/rules',
    summary: '各版积分规则，新的在前',
    tag,
    access: office,
    status: 200,
    reply: z.object({ items: z.array(ruleSetVersion) }),
  }),
  simulate: endpoint({
    method: 'POST',
    path: '/api/points/rules/simulation',
    summary: '试算：这样改会影响谁；什么也不存',
    tag,
    access: office,
    body: newRuleSet.omit({ reason: true }),
    status: 200,
    reply: simulation,
  }),
  simulationFile: endpoint({
    method: 'POST',
    path: '/api/points/rules/simulation/export',
    summary: '一年的试算做成表格：一存下就变的在前，再是其他会变的；规则什么也不存，账本记一笔导出',
    tag,
    access: office,
    body: newRuleSet.omit({ reason: true }).extend({
      running: z.boolean().meta({ description: '今年到现在为止的；不然是去年一整年的' }),
      file: exportQuery.file,
      ticket: exportQuery.ticket,
    }),
    status: 200,
    produces: 'application/octet-stream',
  }),
  saveRules: endpoint({
    method: 'POST',
    path: '/api/points/rules',
    summary: '存新的一版，从选定的日子起算',
    tag,
    access: office,
    body: newRuleSet,
    status: 201,
    reply: ruleSetVersion,
  }),
  withdrawRules: endpoint({
    method: 'POST',
    path: '/api/points/rules/:version/withdrawal',
    summary: '撤回还没起算的一版',
    tag,
    access: office,
    params: z.strictObject({ version: z.coerce.number().int().min(0) }),
    status: 200,
    reply: z.object({ items: z.array(ruleSetVersion) }),
  }),
}
