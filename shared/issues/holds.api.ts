import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, instant, line, pageOf, pageQuery, sortBy } from '../core/schema.ts'
import { bulkRow } from './bulk.api.ts'
import { BULK_LIMIT } from './bulk.words.ts'
import { holdLimits, holdReasons, holdStates, holdTargets, reportReasons } from './holds.words.ts'

const tag = 'issues'
const byId = z.strictObject({ id })
const reason = line(holdLimits.reason, '理由')
const keysOf = <T extends Record<string, string>>(words: T) =>
  z.enum(Object.keys(words) as [keyof T & string, ...(keyof T & string)[]])

const words = z.object({ title: z.string(), text: z.string(), place: z.string().nullable() })

const row = {
  id,
  issue: z.object({ id, number: z.string(), title: z.string() }),
  target: keysOf(holdTargets),
  reason: keysOf(holdReasons),
  note: z.string().nullable().meta({ description: '请看的人写的' }),
  by: z.string().nullable().meta({ description: '谁请看的；系统发现的为 null' }),
  at: instant,
  state: keysOf(holdStates),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  decision: z.string().nullable().meta({ description: '为什么这样定' }),
  restoredBy: z.string().nullable(),
  restoredAt: instant.nullable(),
  restoration: z.string().nullable().meta({ description: '为什么恢复原样' }),
}
export const holdRow = z.object(row).meta({ id: 'HoldRow' })
export type HoldRow = z.output<typeof holdRow>

export const holdView = z
  .object({
    ...row,
    words: words.nullable().meta({ description: '现在的样子；照片为 null。补充的话只有 text' }),
    photoUrl: z.string().nullable(),
    publish: z.boolean().meta({ description: '选民同意办好后公开' }),
    can: z.object({ decide: z.boolean(), original: z.boolean(), restore: z.boolean() }),
  })
  .meta({ id: 'HoldView' })
export type HoldView = z.output<typeof holdView>

const passage = z.strictObject({
  field: z.enum(['title', 'text', 'place']),
  from: z.int().min(0),
  to: z.int().min(1),
})
const many = {
  decision: z.enum(['release', 'refuse']),
  holds: z
    .array(id)
    .min(1, '请至少选一条。')
    .max(BULK_LIMIT, `一次最多 ${BULK_LIMIT} 条，请分几次。`),
}
const share = z.number().min(0).max(1)
/** Of the picture's width and height, from its upper left corner. */
const rectangle = z.strictObject({
  x: share,
  y: share,
  width: share.refine((n) => n > 0, '要遮的地方太小。'),
  height: share.refine((n) => n > 0, '要遮的地方太小。'),
})
export type Rectangle = z.output<typeof rectangle>

export const holdsApi = {
  report: endpoint({
    method: 'POST',
    path: '/api/issues/:id/holds',
    ofStations: true,
    summary: '请代表工委看看一段话或一张照片；表照常走，内容照样看得到',
    tag,
    access: ['office', 'liaison', 'representative'],
    params: byId,
    body: z.strictObject({
      target: keysOf(holdTargets),
      targetId: id.optional().meta({ description: '哪一句、哪一张；反映的内容不用写' }),
      reason: z.enum(reportReasons),
      note: reason,
    }),
    status: 201,
    reply: z.object({ id }),
  }),
  list: endpoint({
    method: 'GET',
    path: '/api/holds',
    summary: '等着看的，旧的在前；看过的，新的在前',
    tag,
    access: ['office'],
    query: z.strictObject({
      ...pageQuery,
      state: z.enum(['waiting', 'decided']).default('waiting'),
      reason: keysOf(holdReasons).optional(),
      sort: sortBy('at').optional().meta({
        description: '按放进来的时间；不写时等着看的旧的在前，看过的按看的时间，新的在前',
      }),
    }),
    status: 200,
    reply: pageOf(holdRow),
  }),
  show: endpoint({
    method: 'GET',
    path: '/api/holds/:id',
    summary: '要看的一条，和它现在的样子',
    tag,
    access: ['office'],
    params: byId,
    status: 200,
    reply: holdView,
  }),
  decide: endpoint({
    method: 'POST',
    path: '/api/holds/:id/decision',
    summary: '不动、遮住一部分（原文封存），或者不公开；都要写理由，遮住和不公开的理由选民看得到',
    tag,
    access: ['office'],
    params: byId,
    body: z.discriminatedUnion('decision', [
      z.strictObject({ decision: z.literal('release'), reason }),
      z.strictObject({ decision: z.literal('refuse'), reason }),
      z.strictObject({
        decision: z.literal('redact'),
        reason,
        passages: z.array(passage).max(holdLimits.passages).default([]),
        rectangles: z.array(rectangle).max(holdLimits.rectangles).default([]),
      }),
    ]),
    status: 200,
    reply: holdView,
  }),
  previewMany: endpoint({
    method: 'POST',
    path: '/api/hold-decision-previews',
    summary: '先看：这些各写了什么，哪些不能一起定、为什么；什么也不改',
    tag,
    access: ['office'],
    body: z.strictObject(many),
    status: 200,
    reply: z.object({ items: z.array(bulkRow) }),
  }),
  decideMany: endpoint({
    method: 'POST',
    path: '/api/hold-decisions',
    summary: '几条用同一个理由一起定，各是各的一笔；同事先定了的照实报。同样的再发一次不会定两遍',
    tag,
    access: ['office'],
    body: z.strictObject({ ...many, reason }),
    status: 200,
    reply: z.object({ items: z.array(bulkRow) }),
  }),
  restore: endpoint({
    method: 'POST',
    path: '/api/holds/:id/restoration',
    summary: '把遮住的恢复原样；写明理由，选民看得到。遮过几次的，从最后一次恢复起',
    tag,
    access: ['office'],
    fresh: true,
    params: byId,
    body: z.strictObject({ reason }),
    status: 200,
    reply: holdView,
  }),
  original: endpoint({
    method: 'POST',
    path: '/api/holds/:id/original',
    summary: '写明理由，打开封存的原文；选民看得到谁看过、为什么',
    tag,
    access: ['office'],
    fresh: true,
    params: byId,
    body: z.strictObject({ reason }),
    status: 200,
    reply: z.object({
      words: words.nullable(),
      photo: z.string().nullable().meta({ description: 'JPEG，base64' }),
    }),
  }),
}
