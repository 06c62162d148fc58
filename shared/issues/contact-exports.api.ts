import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, instant, line, pageOf, pageQuery, sortBy } from '../core/schema.ts'
import {
  type ContactExportState,
  contactExportLimits,
  contactExportStates,
} from './contact-exports.words.ts'
import { issueFilter } from './office.api.ts'

const tag = 'issues'
const byId = z.strictObject({ id })
const reason = line(contactExportLimits.reason, '理由')
const state = z.enum(
  Object.keys(contactExportStates) as [ContactExportState, ...ContactExportState[]],
)

const contactExport = z
  .object({
    id,
    state,
    issues: z.number().int(),
    reason: z.string(),
    askedBy: z.string(),
    askedAt: instant,
    decidedBy: z.string().nullable(),
    decidedAt: instant.nullable(),
    decision: z.string().nullable().meta({ description: '没有同意的理由' }),
    downloadedAt: instant.nullable(),
    expiresAt: instant,
    bar: z.string().nullable().meta({
      description: '为什么您不能同意（两个账号经过同一个人的手）；能同意、或本来就不归您为 null',
    }),
    can: z.object({ decide: z.boolean(), withdraw: z.boolean(), download: z.boolean() }),
  })
  .meta({ id: 'ContactExport' })
export type ContactExportView = z.output<typeof contactExport>

export const contactExportsApi = {
  list: endpoint({
    method: 'GET',
    path: '/api/contact-exports',
    summary: '导出联系方式的请求，一页一页',
    tag,
    access: ['office'],
    query: z.strictObject({
      ...pageQuery,
      state: state.optional(),
      by: z.enum(['me', 'others']).optional().meta({ description: '自己请求的，或同事请求的' }),
      sort: sortBy('asked', 'decided').default('-asked'),
    }),
    status: 200,
    reply: pageOf(contactExport).extend({ serverTime: instant }),
  }),
  ask: endpoint({
    method: 'POST',
    path: '/api/contact-exports',
    summary: '请求导出这些事的联系方式，写明理由；要另一位同意',
    tag,
    access: ['office'],
    body: z.strictObject({ filter: z.strictObject(issueFilter), reason }),
    status: 201,
    reply: contactExport,
  }),
  decide: endpoint({
    method: 'POST',
    path: '/api/contact-exports/:id/decision',
    summary: '另一位同意或不同意；不同意要写明理由',
    tag,
    access: ['office'],
    fresh: true,
    params: byId,
    body: z.discriminatedUnion('approve', [
      z.strictObject({ approve: z.literal(true) }),
      z.strictObject({ approve: z.literal(false), reason }),
    ]),
    status: 200,
    reply: contactExport,
  }),
  withdraw: endpoint({
    method: 'POST',
    path: '/api/contact-exports/:id/withdrawal',
    summary: '自己撤回请求',
    tag,
    access: ['office'],
    params: byId,
    status: 200,
    reply: contactExport,
  }),
  download: endpoint({
    method: 'POST',
    path: '/api/contact-exports/:id/download',
    summary: '请求的人下载一次（Excel）；每位选民在回执里看得到',
    tag,
    access: ['office'],
    fresh: true,
    params: byId,
    status: 200,
    produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
}
