import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, instant, line, pageOf, pageQuery } from '../core/schema.ts'
import { exportQuery } from '../exports/exports.api.ts'
import { goingOn, handlers } from './commands.model.ts'
import { linkedSuggestion } from './links.model.ts'
import { clockView, reminderRow } from './suggestions.model.ts'
import {
  MOST_ASSIGNED,
  MOST_LOOKED_AT,
  MOST_RELEASED,
  type OfficeSuggestionTask,
  officeSuggestionTasks,
  SOON_DAYS,
  suggestionLimits,
} from './suggestions.words.ts'

const tag = 'suggestions'
const everyone = ['office', 'representative', 'department'] as const

/** Which of the running clocks; the same words narrow the table and the export. */
const reminderFilter = {
  clock: clockView.shape.clock.optional(),
  owner: id.optional().meta({ description: '只看这个承办单位的' }),
  whose: z.enum(['own', 'others']).optional().meta({ description: '代表工委自己办的，或别人办的' }),
  due: z.enum(['late', 'soon']).optional().meta({ description: '超期的，或快到期的' }),
}

const amount = z.object({ open: z.int(), late: z.int() })

/** What became of each of many. */
const eachAlone = z.object({
  items: z.array(z.object({ id, done: z.boolean(), message: z.string().nullable() })),
})

/** A department, and a suggestion that it has something to do with. */
const linkedPair = {
  id,
  number: z.string().nullable(),
  title: z.string(),
  department: z.object({ id, name: z.string() }),
}

/** Assigning many, and seeing to what is owed. */
export const supervisionApi = {
  assignMany: endpoint({
    method: 'POST',
    path: '/api/suggestion-assignments',
    summary: '一次交办一批，每件写主办（可加会办），或者几个分办；每件各自成败',
    tag,
    access: ['office'],
    body: z
      .strictObject({
        items: z
          .array(z.strictObject({ id, ...handlers }))
          .min(1, '请至少选一件。')
          .max(MOST_ASSIGNED),
      })
      .meta({ id: 'SuggestionAssignments' }),
    status: 200,
    reply: eachAlone,
  }),
  linkMany: endpoint({
    method: 'POST',
    path: '/api/suggestion-link-batches',
    summary:
      '给一批建议里没有账号、现在有事要办的承办单位各发一个一次性链接；链接只在这里给一次。已经有人在办的不重发，已经发过、还没有人办的写在 again 里才重发',
    tag,
    access: ['office'],
    body: z
      .strictObject({
        ids: z.array(id).min(1, '请至少选一件。').max(MOST_ASSIGNED),
        again: z
          .array(z.strictObject({ id, departmentId: id }))
          .min(1)
          .max(MOST_ASSIGNED * suggestionLimits.handlers)
          .optional()
          .meta({ description: '只给这些重发，还没有人办的旧链接作废' }),
      })
      .meta({ id: 'SuggestionLinkBatch' }),
    status: 200,
    reply: z.object({
      links: z.array(
        z.object({
          ...linkedPair,
          url: z.string(),
          task: linkedSuggestion.shape.task,
          svg: z.string().meta({ description: '链接的二维码' }),
          expiresAt: instant,
        }),
      ),
      held: z.int().meta({ description: '几个已经有人在办，没有重发' }),
      out: z
        .array(z.object(linkedPair))
        .meta({ description: '已经发过、还没有人办的，原来的链接还能用，没有重发' }),
      refused: z.array(z.object({ ...linkedPair, message: z.string() })),
    }),
  }),
  receiveMany: endpoint({
    method: 'POST',
    path: '/api/suggestion-receipts',
    summary: '承办单位一次签收一批，每件各自成败',
    tag,
    access: ['department'],
    body: z
      .strictObject({ ids: z.array(id).min(1, '请至少选一件。').max(MOST_RELEASED) })
      .meta({ id: 'SuggestionReceipts' }),
    status: 200,
    reply: eachAlone,
  }),
  madePublic: endpoint({
    method: 'GET',
    path: '/api/suggestions/:id/made-public',
    summary: '现在公开这一件，谁都能看到的是哪些；只是看一看，什么也不公开',
    tag,
    access: ['office'],
    params: z.strictObject({ id }),
    status: 200,
    reply: z.object({ lines: z.array(z.string()).meta({ description: '一样一行' }) }),
  }),
  madePublicOfMany: endpoint({
    method: 'POST',
    path: '/api/suggestion-publications/preview',
    summary: '现在公开这一批，每件谁都能看到的是哪些，哪些要先核对；只是看一看，什么也不公开',
    tag,
    access: ['office'],
    reading: true,
    body: z
      .strictObject({
        ids: z
          .array(id)
          .min(1, '请至少选一件。')
          .max(MOST_LOOKED_AT, `一次最多看 ${MOST_LOOKED_AT} 件。`),
      })
      .meta({ id: 'SuggestionPublicationPreview' }),
    status: 200,
    reply: z.object({
      items: z.array(
        z.object({
          id,
          lines: z.array(z.string()).meta({ description: '一样一行' }),
          toCheck: z.array(z.string()).meta({
            description: '要先打开来核对的：群众不同意公开，有像电话、身份证号的数字或者门牌的',
          }),
        }),
      ),
    }),
  }),
  goOnMany: endpoint({
    method: 'POST',
    path: '/api/suggestion-continuations',
    summary:
      '往年的表里没有答复的，一次让一批接着办，每件各自成败；每个承办单位和代表只收到一条消息',
    tag,
    access: ['office'],
    body: z
      .strictObject({ ids: z.array(id).min(1, '请至少选一件。').max(MOST_RELEASED), ...goingOn })
      .meta({ id: 'SuggestionContinuations' }),
    status: 200,
    reply: eachAlone,
  }),
  publishMany: endpoint({
    method: 'POST',
    path: '/api/suggestion-publications',
    summary:
      '一次公开一批，每件各自成败；有群众不同意公开、或者有像电话、身份证号的数字或者门牌的，要打开来核对',
    tag,
    access: ['office'],
    body: z
      .strictObject({ ids: z.array(id).min(1, '请至少选一件。').max(MOST_RELEASED) })
      .meta({ id: 'SuggestionPublications' }),
    status: 200,
    reply: eachAlone,
  }),
  unpublishMany: endpoint({
    method: 'POST',
    path: '/api/suggestion-publications/withdrawals',
    summary: '一次撤下一批公开的，写明理由，每件各自成败',
    tag,
    access: ['office'],
    body: z
      .strictObject({
        ids: z.array(id).min(1, '请至少选一件。').max(MOST_RELEASED),
        reason: line(suggestionLimits.reason, '理由'),
      })
      .meta({ id: 'SuggestionPublicationWithdrawals' }),
    status: 200,
    reply: eachAlone,
  }),
  hints: endpoint({
    method: 'GET',
    path: '/api/suggestion-assignments/hints',
    summary: '分办时的参考：待交办、待重新交办的每一件，过去相似的建议是哪个单位办的',
    tag,
    access: ['office'],
    status: 200,
    reply: z.object({
      items: z.array(
        z.object({
          id,
          department: z
            .object({
              id,
              name: z.string(),
              because: z.string().meta({ description: '最像的一件的标题' }),
              like: z.int().meta({ description: '这个单位办过几件相似的' }),
              answered: z.int(),
              inTime: z.int(),
              judged: z.int(),
              satisfied: z.int().meta({ description: '满意和基本满意' }),
            })
            .nullable(),
        }),
      ),
    }),
  }),
  tasks: endpoint({
    method: 'GET',
    path: '/api/suggestion-tasks',
    summary: '等代表工委办的，按要办的事各几件；答复超期的几件',
    tag,
    access: ['office'],
    status: 200,
    reply: z.object({
      counts: z.record(
        z.enum(Object.keys(officeSuggestionTasks) as [OfficeSuggestionTask]),
        z.int(),
      ),
      overdue: z.int(),
      unpublished: z.int().meta({ description: '答复了，还没有公开；不公开的不算' }),
      serverTime: instant,
    }),
  }),
  reminders: endpoint({
    method: 'GET',
    path: '/api/suggestion-reminders',
    summary: '该催的：还在走的期限，最急的在前；承办单位和代表只见自己的',
    tag,
    access: everyone,
    query: z.strictObject({ ...pageQuery, ...reminderFilter }),
    status: 200,
    reply: pageOf(reminderRow).extend({
      serverTime: instant,
      late: z.int().meta({ description: '按 whose 看，超期的有几项' }),
      soon: z.int().meta({ description: `按 whose 看，${SOON_DAYS} 天内到期的有几项` }),
      own: amount.meta({ description: '代表工委自己办的' }),
      others: amount.meta({ description: '别人办的' }),
      owners: z
        .array(z.object({ id: z.string(), name: z.string(), open: z.int(), late: z.int() }))
        .meta({ description: '按承办单位：几项在走，几项超期；最多的在前' }),
    }),
  }),
  exportReminders: endpoint({
    method: 'GET',
    path: '/api/exports/suggestion-reminders',
    summary: '同样的该催的，存成 Excel 或 CSV',
    tag,
    access: ['office'],
    query: z.strictObject({ ...reminderFilter, ...exportQuery }),
    status: 200,
    produces: 'application/octet-stream',
  }),
}
