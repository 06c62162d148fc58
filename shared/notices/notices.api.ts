import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, instant, line } from '../core/schema.ts'

const tag = 'notices'
/** Of the whole district, not of whoever asks. */
const clockTag = 'clock'
const everyone = ['office', 'liaison', 'representative', 'department'] as const

/** One line of somebody's notices. */
const noticeView = z
  .object({
    id,
    kind: z.string(),
    at: instant,
    read: z.boolean(),
    headline: z.string(),
    about: z.string().nullable().meta({ description: '那件事的标题' }),
    number: z.string().nullable().meta({ description: '那件事的编号' }),
    since: z
      .string()
      .nullable()
      .meta({ description: '请人答复的，答复以后那件事到了哪一步；还等着的为 null' }),
    owes: z.boolean().meta({ description: '那件反映现在等着给群众一句话，可能是又一次' }),
    issueId: id.nullable().meta({ description: '还看得到的那件事' }),
    subject: z.object({ kind: z.string(), id }).nullable().meta({
      description:
        '别的事，还看得到的：suggestion、activity 等是哪一类，point-closing 是一次积分结算，point-appeal 是自己提的一条意见',
    }),
    suggestionId: id.nullable().meta({ description: '还看得到的那件代表建议' }),
  })
  .meta({ id: 'Notice' })
export type NoticeView = z.output<typeof noticeView>

const clockFreeze = z
  .object({
    id,
    at: instant.meta({ description: '发现时服务器的时间' }),
    direction: z.enum(['forward', 'backward']),
    offBy: z.number().int().meta({ description: '差了多少毫秒' }),
  })
  .meta({ id: 'ClockFreeze' })

export const noticesApi = {
  list: endpoint({
    method: 'GET',
    path: '/api/notices',
    summary: '自己的消息，新的在前',
    tag,
    access: everyone,
    query: z.strictObject({
      before: id.optional().meta({ description: '这一条以前的' }),
      size: z.coerce.number().int().min(1).max(100).default(30),
    }),
    status: 200,
    reply: z.object({
      items: z.array(noticeView),
      more: z.boolean(),
      unread: z.number().int(),
      serverTime: instant,
    }),
  }),
  unread: endpoint({
    method: 'GET',
    path: '/api/notices/unread',
    summary: '有几条没看过',
    tag,
    access: everyone,
    status: 200,
    reply: z.object({ unread: z.number().int() }),
  }),
  read: endpoint({
    method: 'POST',
    path: '/api/notices/:id/reading',
    summary: '看过一条',
    tag,
    access: everyone,
    params: z.strictObject({ id }),
    status: 200,
    reply: z.object({ unread: z.number().int() }),
  }),
  readAll: endpoint({
    method: 'POST',
    path: '/api/notices/reading',
    summary: '这一条和更早的都看过了；或者关于这件事的都看过了',
    tag,
    access: everyone,
    body: z.union([
      z.strictObject({ until: id }),
      z.strictObject({ issueId: id }),
      z.strictObject({ suggestionId: id }),
      z.strictObject({ subjectId: id }),
    ]),
    status: 200,
    reply: z.object({ unread: z.number().int() }),
  }),
  stream: endpoint({
    method: 'GET',
    path: '/api/notices/stream',
    summary: '有新消息就说一声（server-sent events）；断了带 Last-Event-ID 再连',
    tag,
    access: everyone,
    status: 200,
    produces: 'text/event-stream',
  }),
  watch: endpoint({
    method: 'GET',
    path: '/api/watch',
    summary: '现在要盯的：快到期的、超期的、没人得知的、没送出的、停住的提醒',
    tag: clockTag,
    access: ['office'],
    status: 200,
    reply: z
      .object({
        serverTime: instant,
        within: z.object({
          h1: z.number().int(),
          h4: z.number().int(),
          h12: z.number().int(),
        }),
        overdue: z.number().int(),
        unnotified: z.number().int().meta({
          description:
            '在计时、却没有人得知的：没有账号，或者过了两小时没人看过、也没有一条消息送到',
        }),
        deadLetters: z.number().int().meta({ description: '怎么也没送出去的消息' }),
        frozen: clockFreeze.nullable(),
      })
      .meta({ id: 'Watch' }),
  }),
  release: endpoint({
    method: 'POST',
    path: '/api/clock/release',
    summary: '时间没问题，恢复提醒；写明理由',
    tag: clockTag,
    access: ['office'],
    body: z.strictObject({ reason: line(200, '理由') }),
    status: 204,
  }),
}
