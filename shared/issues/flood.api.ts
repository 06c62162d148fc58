import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, instant, line, pageOf, pageQuery } from '../core/schema.ts'
import { type FloodCause, floodCauses, floodLimits } from './flood.words.ts'

const tag = 'issues'
const cause = z.enum(Object.keys(floodCauses) as [FloodCause, ...FloodCause[]])
/** Of a group: the representative, or a keyed hash of words that are alike. */
const key = z.string().min(1).max(100)

export const floodGroup = z
  .object({
    cause,
    key,
    count: z.int(),
    firstAt: instant,
    lastAt: instant,
    representative: z
      .object({ id, name: z.string() })
      .nullable()
      .meta({ description: '给哪位代表的；写得一样的可能给了好几位，为 null' }),
    sample: z.object({ title: z.string(), text: z.string() }).meta({ description: '最早的一条' }),
  })
  .meta({ id: 'FloodGroup' })
export type FloodGroup = z.output<typeof floodGroup>

export const floodMatter = z
  .object({
    id,
    number: z.string(),
    title: z.string(),
    text: z.string(),
    voter: z.string(),
    representative: z.string(),
    filedAt: instant,
    responseDueAt: instant,
  })
  .meta({ id: 'FloodMatter' })
export type FloodMatter = z.output<typeof floodMatter>

const which = z.union([
  z.strictObject({
    issues: z
      .array(id)
      .min(1, '请至少选一条。')
      .max(floodLimits.matters, `一次最多 ${floodLimits.matters} 条，请分几次。`),
  }),
  z.strictObject({
    cause,
    key,
    until: instant.meta({ description: '只到这时为止来的：后来的还没有看过' }),
  }),
])

export const floodApi = {
  groups: endpoint({
    method: 'GET',
    path: '/api/floods',
    summary: '短时间内太多、先放着等审看的，按为什么放着分组',
    tag,
    access: ['office'],
    status: 200,
    reply: z.object({
      total: z.int(),
      groups: z
        .array(floodGroup)
        .meta({ description: `最要紧的在前，最多 ${floodLimits.groups} 组` }),
      more: z.int().meta({ description: '还有几组没有列出来' }),
      serverTime: instant,
    }),
  }),
  matters: endpoint({
    method: 'GET',
    path: '/api/floods/matters',
    summary: '其中一组，旧的在前',
    tag,
    access: ['office'],
    query: z.strictObject({ ...pageQuery, cause, key }),
    status: 200,
    reply: pageOf(floodMatter),
  }),
  decide: endpoint({
    method: 'POST',
    path: '/api/floods/decision',
    summary: `转给代表，或说明理由不转；选几条，或整组。一次最多办 ${floodLimits.matters} 条，还有剩的请再来`,
    tag,
    access: ['office'],
    body: z.discriminatedUnion('decision', [
      z.strictObject({ decision: z.literal('release'), of: which }),
      z.strictObject({
        decision: z.literal('decline'),
        reason: line(floodLimits.reason, '理由').meta({ description: '选民看得到' }),
        of: which,
      }),
    ]),
    status: 200,
    reply: z.object({
      done: z.int().meta({ description: '这一次办了几条' }),
      left: z.int().meta({ description: '整组里还剩几条；选了几条的为 0' }),
    }),
  }),
}
