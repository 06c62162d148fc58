import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { daySpan, id, instant, line, pageOf, pageQuery, search, sortBy } from '../core/schema.ts'
import { chosenExport, exportQuery } from '../exports/exports.api.ts'
import { issueView } from './issues.model.ts'
import { issueField, issueKind, issueState, officeTask } from './keys.model.ts'
import { ledgerEntry, officeDecision, officeRow, review } from './office.model.ts'

const tag = 'issues'
const byId = z.strictObject({ id })

const timelinessSum = z.object({
  counted: z.number().int().meta({ description: '已答复的，加上过了 24 小时的' }),
  inTime: z.number().int().meta({ description: '其中 24 小时内答复的' }),
  judged: z.number().int().meta({ description: '选民评价过的；重办了、还没再评的，按不满意算' }),
  content: z.number().int().meta({ description: '其中对答复满意、基本满意的' }),
})

export const issueFilter = {
  state: issueState.optional(),
  kind: issueKind.optional(),
  field: issueField.optional(),
  representative: id.optional(),
  station: z
    .union([id, z.literal('none')])
    .optional()
    .meta({ description: 'none：没有家站的' }),
  area: z.string().min(1).max(60).optional().meta({ description: '片区；none：没有片区的' }),
  running: z.enum(['true']).optional().meta({ description: '还在计时的' }),
  overdue: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: '还在走的表已超期；没有表在走时，第一次答复晚了' }),
  dueSoon: z.enum(['true']).optional().meta({ description: '还在计时、4 小时内到期' }),
  resolving: z
    .enum(['true', 'late'])
    .optional()
    .meta({ description: '已答复、正在办的；late 是办结超期的' }),
  dueWithin: z.enum(['1', '4', '12']).optional().meta({ description: '几小时内到期' }),
  unnotified: z.enum(['true']).optional().meta({
    description: '还在计时、没有人得知的：没有账号，或者过了两小时没人看过、也没有消息送到',
  }),
  days: z.coerce.number().int().min(1).max(366).optional().meta({ description: '最近几天反映的' }),
  timely: z
    .enum(['counted', 'yes', 'no'])
    .optional()
    .meta({ description: '算进响应率的；其中按时的；其中不按时的' }),
  content: z
    .enum(['judged', 'yes', 'no'])
    .optional()
    .meta({ description: '评价过的；其中满意、基本满意的；其中不满意的' }),
  task: z
    .enum([...officeTask.options, 'any'])
    .optional()
    .meta({ description: '等代表工委定的' }),
  ...daySpan,
  today: z.enum(['true']).optional().meta({ description: '今天反映的' }),
  q: search('编号或标题里的字、代表的姓名；只管几个家站的，还找反映的话和称呼'),
}

/** Orders by a clock, by when it came, and by the words of a column. */
const sort = sortBy(
  ...(['due', 'filed', 'number', 'resolution'] as const),
  ...(['state', 'kind', 'field', 'representative', 'station'] as const),
)

export const officeIssuesApi = {
  list: endpoint({
    method: 'GET',
    path: '/api/issues',
    summary: '全部反映及其时限（代表工委；联络员只见本站）',
    tag,
    access: ['office', 'liaison'],
    query: z.strictObject({
      ...pageQuery,
      ...issueFilter,
      sort: sort.default('due'),
    }),
    ofStations: true,
    status: 200,
    reply: pageOf(officeRow).extend({
      serverTime: instant,
      counts: z.object({
        open: z.number().int(),
        overdue: z.number().int(),
        dueSoon: z.number().int(),
        today: z.number().int(),
        resolving: z.number().int(),
        resolvingLate: z.number().int(),
        forOffice: z.number().int().meta({ description: '等代表工委定的' }),
      }),
    }),
  }),
  export: endpoint({
    method: 'GET',
    path: '/api/exports/issues',
    summary: '同样的名单，同样的顺序，存成 Excel 或 CSV；不含联系方式',
    tag,
    access: ['office'],
    query: z.strictObject({ ...issueFilter, sort: sort.default('-number'), ...exportQuery }),
    ofStations: true,
    status: 200,
    produces: 'application/octet-stream',
  }),
  exportChosen: endpoint({
    method: 'POST',
    path: '/api/exports/issues',
    summary: '选中的反映，存成 Excel 或 CSV',
    tag,
    access: ['office'],
    reading: true,
    body: z.strictObject({ ...chosenExport, sort: sort.default('-number') }),
    ofStations: true,
    status: 200,
    produces: 'application/octet-stream',
  }),
  timeliness: endpoint({
    method: 'GET',
    path: '/api/timeliness',
    summary: '响应率和满意率，按家站和片区，都带分子和分母',
    tag,
    access: ['office'],
    query: z.strictObject({ days: z.coerce.number().int().min(1).max(366).default(30) }),
    status: 200,
    reply: z.object({
      days: z.number().int(),
      serverTime: instant,
      all: timelinessSum,
      stations: z.array(timelinessSum.extend({ id: id.nullable(), name: z.string().nullable() })),
      areas: z.array(timelinessSum.extend({ name: z.string().nullable() })),
    }),
  }),
  reassign: endpoint({
    method: 'POST',
    path: '/api/issues/:id/reassignment',
    summary: '改派给另一位代表；选民的时限不变',
    tag,
    access: ['office'],
    params: byId,
    body: z.strictObject({ representativeId: id, reason: line(200, '改派理由') }),
    ofStations: true,
    status: 200,
    reply: issueView,
  }),
  decide: endpoint({
    method: 'POST',
    path: '/api/issues/:id/office-decision',
    summary: '代表工委定：交给一位代表，或直接答复；协调的事用一段话了结',
    tag,
    access: ['office'],
    params: byId,
    body: officeDecision,
    ofStations: true,
    status: 200,
    reply: issueView,
  }),
  review: endpoint({
    method: 'POST',
    path: '/api/issues/:id/acknowledgement-review',
    summary: '核实“只说收到了”：成立就不算按时答复，并重办一次',
    tag,
    access: ['office'],
    params: byId,
    body: review,
    ofStations: true,
    status: 200,
    reply: issueView,
  }),
  openContact: endpoint({
    method: 'POST',
    path: '/api/issues/:id/contact-opening',
    summary: '写明理由后查看选民联系方式；选民会看到',
    tag,
    access: ['office', 'liaison'],
    params: byId,
    body: z.strictObject({ reason: line(200, '查看理由') }),
    ofStations: true,
    status: 200,
    reply: z.object({ name: z.string().nullable(), phone: z.string().nullable() }),
  }),
  ledger: endpoint({
    method: 'GET',
    path: '/api/issues/:id/ledger',
    summary: '一件反映的账本',
    tag,
    access: ['office'],
    params: byId,
    ofStations: true,
    status: 200,
    reply: z.object({
      entries: z.array(ledgerEntry),
      whole: z.boolean().meta({ description: '每一条的指纹都对得上' }),
    }),
  }),
}
