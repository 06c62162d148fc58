import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, instant, line, pageOf, pageQuery, search, text } from '../core/schema.ts'
import { resolutionLimits } from './clocks.words.ts'
import {
  extension,
  filed,
  filing,
  inbox,
  issueField,
  issueKind,
  issueState,
  issueView,
  ledgerEntry,
  officeRow,
  receiptView,
  response,
  verdictCommand,
} from './issues.model.ts'
import { issueLimits } from './issues.words.ts'
import { whyView } from './why.model.ts'

const tag = 'issues'
const byId = z.strictObject({ id })
const byReceipt = z.strictObject({ receipt: z.string().min(1).max(80) })
const workers = ['office', 'liaison', 'representative'] as const

const timelinessSum = z.object({
  counted: z.number().int().meta({ description: '已答复的，加上过了 24 小时的' }),
  inTime: z.number().int().meta({ description: '其中 24 小时内答复的' }),
})

export const issuesApi = {
  file: endpoint({
    method: 'POST',
    path: '/api/issues',
    summary: '选民提交反映；同一个 Idempotency-Key 重复提交得到同一个结果',
    tag,
    access: 'anyone',
    headers: z.looseObject({ 'idempotency-key': z.string().min(8).max(200).optional() }),
    body: filing,
    status: 201,
    reply: filed,
    bodyLimit: 64 * 1024,
  }),
  list: endpoint({
    method: 'GET',
    path: '/api/issues',
    summary: '全部反映及其时限（代表工委；联络员只见本站）',
    tag,
    access: ['office', 'liaison'],
    query: z.strictObject({
      ...pageQuery,
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
      dueWithin: z.enum(['1', '4', '12']).optional().meta({ description: '几小时内到期' }),
      unnotified: z
        .enum(['true'])
        .optional()
        .meta({ description: '还在计时、办理人没有账号，没人看得到的' }),
      days: z.coerce
        .number()
        .int()
        .min(1)
        .max(366)
        .optional()
        .meta({ description: '最近几天反映的' }),
      timely: z
        .enum(['counted', 'yes', 'no'])
        .optional()
        .meta({ description: '算进响应率的；其中按时的；其中不按时的' }),
      resolving: z
        .enum(['true', 'late'])
        .optional()
        .meta({ description: '已答复、正在办的；late 是办结超期的' }),
      today: z.enum(['true']).optional().meta({ description: '今天反映的' }),
      q: search('编号或标题里的字'),
      sort: z
        .enum(['due', '-due', 'filed', '-filed', 'number', '-number', 'resolution', '-resolution'])
        .default('due'),
    }),
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
      }),
    }),
  }),
  timeliness: endpoint({
    method: 'GET',
    path: '/api/timeliness',
    summary: '响应率，按家站和片区，都带分子和分母',
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
  show: endpoint({
    method: 'GET',
    path: '/api/issues/:id',
    summary: '一件反映',
    tag,
    access: workers,
    params: byId,
    status: 200,
    reply: issueView,
  }),
  open: endpoint({
    method: 'POST',
    path: '/api/issues/:id/opening',
    summary: '记下办理人打开看过（不停表）',
    tag,
    access: workers,
    params: byId,
    status: 204,
  }),
  respond: endpoint({
    method: 'POST',
    path: '/api/issues/:id/response',
    summary: '答复、转办或不予受理；第一次实质答复停住 24 小时的表',
    tag,
    access: workers,
    params: byId,
    body: response,
    status: 200,
    reply: issueView,
  }),
  note: endpoint({
    method: 'POST',
    path: '/api/issues/:id/messages',
    summary: '先告诉选民一声（不停表）',
    tag,
    access: workers,
    params: byId,
    body: z.strictObject({ text: text(issueLimits.message, '留言') }),
    status: 200,
    reply: issueView,
  }),
  conclude: endpoint({
    method: 'POST',
    path: '/api/issues/:id/conclusion',
    summary: '办结：写明做了什么、结果怎样；停住办结的表',
    tag,
    access: workers,
    params: byId,
    body: z.strictObject({ text: text(issueLimits.answer, '办理结果') }),
    status: 200,
    reply: issueView,
  }),
  extend: endpoint({
    method: 'POST',
    path: '/api/issues/:id/extension',
    summary: '延期一次，最多 10 个工作日；理由选民看得到',
    tag,
    access: workers,
    params: byId,
    body: extension,
    status: 200,
    reply: issueView,
  }),
  lengthen: endpoint({
    method: 'POST',
    path: '/api/issues/:id/complexity',
    summary: '事情复杂，5 个工作日改为 10 个；理由选民看得到',
    tag,
    access: workers,
    params: byId,
    body: z.strictObject({ reason: line(resolutionLimits.reason, '为什么复杂') }),
    status: 200,
    reply: issueView,
  }),
  ask: endpoint({
    method: 'POST',
    path: '/api/issues/:id/question',
    summary: '问选民一句，等回话时办结的表停着，最多 5 个工作日',
    tag,
    access: workers,
    params: byId,
    body: z.strictObject({ text: text(issueLimits.message, '要问的话') }),
    status: 200,
    reply: issueView,
  }),
  resume: endpoint({
    method: 'POST',
    path: '/api/issues/:id/resumption',
    summary: '选民用别的办法回了话，办结的表接着走',
    tag,
    access: workers,
    params: byId,
    status: 200,
    reply: issueView,
  }),
  why: endpoint({
    method: 'GET',
    path: '/api/issues/:id/why',
    summary: '为什么是这个时限：规矩、日历、停表、延期、提醒，一步步算出来',
    tag,
    access: workers,
    params: byId,
    status: 200,
    reply: whyView,
  }),
  whyByReceipt: endpoint({
    method: 'GET',
    path: '/api/receipts/:receipt/why',
    summary: '凭回执看为什么是这个时限',
    tag,
    access: 'anyone',
    params: byReceipt,
    status: 200,
    reply: whyView,
  }),
  reassign: endpoint({
    method: 'POST',
    path: '/api/issues/:id/reassignment',
    summary: '改派给另一位代表；选民的时限不变',
    tag,
    access: ['office'],
    params: byId,
    body: z.strictObject({ representativeId: id, reason: line(200, '改派理由') }),
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
    status: 200,
    reply: z.object({ name: z.string().nullable(), phone: z.string().nullable() }),
  }),
  publish: endpoint({
    method: 'PUT',
    path: '/api/issues/:id/publication',
    summary: '看过、去掉姓名电话门牌后公开一个标题；title 为 null 撤下',
    tag,
    access: ['office'],
    params: byId,
    body: z.strictObject({ title: line(issueLimits.title, '公开的标题').nullable() }),
    status: 200,
    reply: issueView,
  }),
  ledger: endpoint({
    method: 'GET',
    path: '/api/issues/:id/ledger',
    summary: '一件反映的账本',
    tag,
    access: ['office'],
    params: byId,
    status: 200,
    reply: z.object({
      entries: z.array(ledgerEntry),
      whole: z.boolean().meta({ description: '每一条的指纹都对得上' }),
    }),
  }),
  inbox: endpoint({
    method: 'GET',
    path: '/api/inbox',
    summary: '待办，最急的在前',
    tag,
    access: ['representative', 'liaison'],
    status: 200,
    reply: inbox,
  }),
  receipt: endpoint({
    method: 'GET',
    path: '/api/receipts/:receipt',
    summary: '凭回执查看',
    tag,
    access: 'anyone',
    params: byReceipt,
    status: 200,
    reply: receiptView,
  }),
  verdict: endpoint({
    method: 'POST',
    path: '/api/receipts/:receipt/verdict',
    summary: '两个问题的评价',
    tag,
    access: 'anyone',
    params: byReceipt,
    body: verdictCommand,
    status: 200,
    reply: receiptView,
  }),
  message: endpoint({
    method: 'POST',
    path: '/api/receipts/:receipt/messages',
    summary: '选民补充一句',
    tag,
    access: 'anyone',
    params: byReceipt,
    body: z.strictObject({ text: text(issueLimits.message, '补充的话') }),
    status: 200,
    reply: receiptView,
  }),
  withdraw: endpoint({
    method: 'POST',
    path: '/api/receipts/:receipt/withdrawal',
    summary: '选民撤回',
    tag,
    access: 'anyone',
    params: byReceipt,
    status: 200,
    reply: receiptView,
  }),
  receiptQr: endpoint({
    method: 'GET',
    path: '/api/receipts/:receipt/qr.svg',
    summary: '回执二维码',
    tag,
    access: 'anyone',
    params: byReceipt,
    status: 200,
    produces: 'image/svg+xml',
  }),
}
