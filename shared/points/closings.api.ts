import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, line, pageOf, pageQuery, search } from '../core/schema.ts'
import { closingBrief, periodName, reason } from './points.model.ts'
import { appraisalPoints } from './rule-set.model.ts'

const tag = 'points'
const office = ['office'] as const

const closingRow = z
  .object({
    id,
    name: z.string(),
    unit: z.string().nullable(),
    appraised: z.boolean(),
    total: z.number(),
    appraisal: z.number().nullable(),
    reason: z.string().nullable(),
    anew: z
      .object({ points: z.number(), reason: z.string() })
      .nullable()
      .meta({ description: '公示以后答复意见时改定的核定分，结清时算入；没改过的为空' }),
  })
  .meta({ id: 'PointResult' })
export type ClosingRow = z.output<typeof closingRow>

const leftOutRow = z
  .object({
    id,
    name: z.string(),
    unit: z.string().nullable(),
    since: z.string().meta({ description: '哪一天进的花名册' }),
    left: z.string().nullable().meta({ description: '进花名册时已经离任的：哪时离任；别的为空' }),
  })
  .meta({ id: 'PointLeftOut' })
export type LeftOutRow = z.output<typeof leftOutRow>

export const closingView = closingBrief
  .extend({
    people: z.int(),
    reviews: z.int().meta({ description: '这一段里还没核对的' }),
    appraisals: z.int().meta({ description: '还没有作年终核定的' }),
    appeals: z.int().meta({ description: '还没有答复的意见' }),
    leftOut: z.int().meta({
      description:
        '不在这份结算里的代表：这一段以后或者离任以后才进花名册，这一段里也没有记下的事；签了字以后不再变',
    }),
    unreached: z
      .array(z.object({ id, name: z.string(), why: z.enum(['account', 'never']) }))
      .meta({ description: '这份结算里还看不到自己结果的代表：没有账号，或没有登录过' }),
    appraisable: z.int().meta({ description: '要作年终核定的有几位' }),
    appraisedSectors: z.array(z.string()).meta({ description: '构成里有这些字的作年终核定' }),
    appraisalMost: z.number(),
    noticeDays: z.int().meta({ description: '签字后公示几天' }),
    progress: z
      .object({ done: z.int() })
      .nullable()
      .meta({ description: '正在算：算好了几位；不在算时为空' }),
  })
  .meta({ id: 'PointClosingView' })
export type ClosingView = z.output<typeof closingView>

export const closingsApi = {
  closings: endpoint({
    method: 'GET',
    path: '/api/points/closings',
    summary: '各次结算，新的在前',
    tag,
    access: office,
    status: 200,
    reply: z.object({
      items: z.array(closingBrief),
      ready: z
        .array(periodName)
        .meta({ description: '现在可以起草的：今年和去年里过完了、还没有结算、有代表在任的' }),
    }),
  }),
  draft: endpoint({
    method: 'POST',
    path: '/api/points/closings',
    summary: '起草一段的结算；这一段要已经过完，没有别的结算（作废了的不算）',
    tag,
    access: office,
    body: z.strictObject({ period: periodName }).meta({ id: 'NewPointClosing' }),
    status: 201,
    reply: closingView,
  }),
  closing: endpoint({
    method: 'GET',
    path: '/api/points/closings/:id',
    summary: '一份结算到了哪一步',
    tag,
    access: office,
    params: z.strictObject({ id }),
    status: 200,
    reply: closingView,
  }),
  results: endpoint({
    method: 'GET',
    path: '/api/points/closings/:id/results',
    summary: '一份结算里的代表，照花名册的次序；没有别的次序',
    tag,
    access: office,
    params: z.strictObject({ id }),
    query: z.strictObject({
      ...pageQuery,
      q: search('姓名或选区里的字'),
      unappraised: z
        .enum(['true', 'false'])
        .default('false')
        .meta({ description: '只要还没有作年终核定的' }),
    }),
    status: 200,
    reply: pageOf(closingRow),
  }),
  leftOut: endpoint({
    method: 'GET',
    path: '/api/points/closings/:id/left-out',
    summary: '不在一份结算里的代表：这一段以后才进花名册，这一段里也没有记下的事',
    tag,
    access: office,
    params: z.strictObject({ id }),
    query: z.strictObject(pageQuery),
    status: 200,
    reply: pageOf(leftOutRow),
  }),
  appraise: endpoint({
    method: 'POST',
    path: '/api/points/closings/:id/appraisals',
    summary:
      '给一位代表（规则里写明的构成，一般是农牧民、居民）作年终核定；再核定一次，以后一次为准',
    tag,
    access: office,
    params: z.strictObject({ id }),
    body: z
      .strictObject({
        representativeId: id,
        points: appraisalPoints,
        reason: reason('核定的理由'),
      })
      .meta({ id: 'NewPointAppraisal' }),
    status: 200,
    reply: closingView,
  }),
  sign: endpoint({
    method: 'POST',
    path: '/api/points/closings/:id/signature',
    summary: '签字，向代表公示规则里写的天数；人多时在后台算完每位的结果再公示',
    tag,
    access: office,
    params: z.strictObject({ id }),
    body: z
      .strictObject({
        signer: line(30, '签字人'),
        reason: reason('结算的依据'),
        leftOut: z.int().min(0).optional().meta({
          description: '签字人看过的：几位代表不在这份结算里；有人不在而没有写，或人数变了，就不签',
        }),
      })
      .meta({ id: 'PointSignature' }),
    status: 200,
    reply: closingView,
  }),
  discard: endpoint({
    method: 'POST',
    path: '/api/points/closings/:id/discarding',
    summary: '作废一份还没签字的草稿，写明理由；草稿留着可查，这一段可以重新起草',
    tag,
    access: office,
    params: z.strictObject({ id }),
    body: z.strictObject({ reason: reason('为什么作废') }).meta({ id: 'PointDiscarding' }),
    status: 200,
    reply: closingView,
  }),
  close: endpoint({
    method: 'POST',
    path: '/api/points/closings/:id/end',
    summary: '公示期满、意见都答复了，结清；结果从此不变。人多时在后台算完',
    tag,
    access: office,
    params: z.strictObject({ id }),
    status: 200,
    reply: closingView,
  }),
}
