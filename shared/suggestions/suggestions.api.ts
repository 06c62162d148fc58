import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, instant, pageOf, pageQuery, search, sortBy } from '../core/schema.ts'
import { editionSaved } from '../districts/editions.model.ts'
import { exportQuery } from '../exports/exports.api.ts'
import { lineageView } from '../lineage/lineage.model.ts'
import { suggestionCommand } from './commands.model.ts'
import { figures } from './figures.rules.ts'
import {
  linkAnswer,
  linkAnswered,
  linkedSuggestion,
  linkMove,
  linkOpening,
  linkStep,
  relayCode,
} from './links.model.ts'
import {
  answerClass,
  classWordsOf,
  figureView,
  periods,
  publicSuggestion,
  suggestionRow,
  suggestionState,
  suggestionView,
} from './suggestions.model.ts'
import { type OfficeSuggestionTask, officeSuggestionTasks } from './suggestions.words.ts'
import { newEntry, newSuggestion } from './writing.model.ts'
import { writtenIssues } from './written-issues.model.ts'

const tag = 'suggestions'
const everyone = ['office', 'representative', 'department'] as const
const params = z.strictObject({ id })
const originParams = z.strictObject({ id, issueId: id })
const flag = z.enum(['true', 'false']).transform((word) => word === 'true')

/** What narrows and orders the list, and the file made of it. */
const suggestionFilter = {
  q: search('标题或编号'),
  state: suggestionState.optional(),
  stands: flag.optional().meta({ description: '没有撤回、不予立案，也没有并入另一件的' }),
  class: answerClass.optional(),
  year: z.coerce.number().int().min(2000).max(2200).optional(),
  department: id.optional(),
  representative: id.optional(),
  issue: id.optional().meta({ description: '由哪件群众反映写成' }),
  overdue: flag.optional(),
  waiting: flag.optional().meta({ description: '等看的人办一步的' }),
  task: z
    .enum(Object.keys(officeSuggestionTasks) as [OfficeSuggestionTask])
    .optional()
    .meta({ description: '等代表工委办这一步的' }),
  key: flag.optional().meta({ description: '重点督办的' }),
  excellent: flag.optional().meta({ description: '优秀建议' }),
  attendee: flag.optional().meta({ description: '列席人员提出、由领衔代表采纳的' }),
  promised: flag.optional().meta({ description: '有答应的日子还没有兑现的（承诺跟踪）' }),
  unpublished: flag.optional().meta({
    description: '已答复、没有标不公开，还没有公开、或者后来的答复、协调的结果还没有公开的',
  }),
  import: id.optional().meta({ description: '哪次导入写下的，还没有撤回的' }),
  left: flag.optional().meta({ description: '从往年的表导入、没有答复、也没有接着办的' }),
  published: flag.optional().meta({ description: '公开着的' }),
  figure: z
    .enum(Object.keys(figures) as [keyof typeof figures])
    .optional()
    .meta({ description: '只看算进这个数的' }),
  counted: z.enum(['yes', 'no']).optional().meta({ description: '分子里的，或只在分母里的' }),
  sort: sortBy('due', 'number', 'promise', 'lead', 'state').default('-number'),
}

export const suggestionsApi = {
  list: endpoint({
    method: 'GET',
    path: '/api/suggestions',
    summary: '代表建议；代表只见自己领衔和附议的，承办单位只见交给自己的',
    tag,
    access: everyone,
    query: z.strictObject({
      ...pageQuery,
      ...suggestionFilter,
    }),
    status: 200,
    reply: pageOf(suggestionRow).extend({ serverTime: instant }),
  }),
  writtenIssues: endpoint({
    method: 'GET',
    path: '/api/written-issues',
    summary: '自己手里已转建议、还没办结的群众反映，各带建议办到哪一步',
    tag,
    access: ['representative'],
    status: 200,
    reply: writtenIssues,
  }),
  export: endpoint({
    method: 'GET',
    path: '/api/exports/suggestions',
    summary: '同样的名单，存成 Excel 或 CSV',
    tag,
    access: ['office'],
    query: z.strictObject({ ...suggestionFilter, ...exportQuery }),
    status: 200,
    produces: 'application/octet-stream',
  }),
  report: endpoint({
    method: 'GET',
    path: '/api/suggestion-report',
    summary: '一年的代表建议办理情况报告，给常委会和下一次人代会，Word',
    tag,
    access: ['office'],
    query: z.strictObject({ year: z.coerce.number().int().min(2000).max(2200) }),
    status: 200,
    produces: 'application/octet-stream',
  }),
  write: endpoint({
    method: 'POST',
    path: '/api/suggestions',
    summary:
      '代表起草一件建议；可由一件群众反映写成，可同时提交并答复选民，要么全成、要么全不成。同一个 Idempotency-Key 重复提交只有一件',
    tag,
    access: ['representative'],
    headers: z.looseObject({ 'idempotency-key': z.string().min(8).max(200).optional() }),
    body: newSuggestion,
    status: 201,
    reply: suggestionView,
  }),
  enter: endpoint({
    method: 'POST',
    path: '/api/suggestion-entries',
    summary:
      '代录：代表工委把代表在纸上交来的一件录进来，写明谁签了名，进待审核；同一个 Idempotency-Key 重复提交只有一件',
    tag,
    access: ['office'],
    headers: z.looseObject({ 'idempotency-key': z.string().min(8).max(200).optional() }),
    body: newEntry,
    status: 201,
    reply: suggestionView,
  }),
  show: endpoint({
    method: 'GET',
    path: '/api/suggestions/:id',
    summary: '一件建议，连同经过、沟通、答复、评价',
    tag,
    access: everyone,
    params,
    status: 200,
    reply: suggestionView,
  }),
  act: endpoint({
    method: 'POST',
    path: '/api/suggestions/:id/acts',
    summary: '办一步；不该这时办、不归这个人办的，一律说明理由退回，什么也不改',
    tag,
    access: everyone,
    // 催办 is theirs; everything else is refused where it is decided.
    inspecting: true,
    params,
    body: suggestionCommand,
    status: 200,
    reply: suggestionView,
  }),
  join: endpoint({
    method: 'PUT',
    path: '/api/suggestions/:id/issues/:issueId',
    summary: '领衔代表把又一件群众反映连到自己的建议；连过的不变',
    tag,
    access: ['representative'],
    params: originParams,
    status: 200,
    reply: suggestionView,
  }),
  leave: endpoint({
    method: 'DELETE',
    path: '/api/suggestions/:id/issues/:issueId',
    summary: '把连上的群众反映取下来：提交以前；提交以后，不是由它写成的，到有新的结果为止',
    tag,
    access: ['representative'],
    params: originParams,
    status: 200,
    reply: suggestionView,
  }),
  figures: endpoint({
    method: 'GET',
    path: '/api/suggestion-figures',
    summary: '七个比率，各带分子分母；可只算一年的、一个承办单位的、重点督办的',
    tag,
    access: ['office'],
    query: z.strictObject({
      year: suggestionFilter.year.meta({
        description: '不写：在这里办过的全部，导入的往年名单只算在各自的年份里',
      }),
      department: suggestionFilter.department.meta({
        description: '这个单位主办、分办的，只算它自己的答复、期限和评价；会办的不计',
      }),
      key: suggestionFilter.key,
    }),
    status: 200,
    reply: z.object({
      items: z.array(figureView),
      years: z.array(z.int()).meta({ description: '有建议的年份，新的在前' }),
      serverTime: instant,
    }),
  }),
  periods: endpoint({
    method: 'GET',
    path: '/api/suggestion-periods',
    summary: '本区的各个期限；哪些由法律定、最长多少',
    tag,
    access: ['office'],
    status: 200,
    reply: z.object({
      periods,
      defaults: periods,
      legalMaximum: z.object({ answerMonths: z.int(), extendedMonths: z.int() }),
    }),
  }),
  savePeriods: endpoint({
    method: 'PUT',
    path: '/api/suggestion-periods',
    summary: '改期限；只管以后起的表',
    tag,
    access: ['office'],
    body: periods.extend({
      was: periods.meta({ description: '改之前看到的；别人先改了就不保存' }),
    }),
    status: 200,
    reply: z.object({ periods }),
  }),
  classVersions: endpoint({
    method: 'GET',
    path: '/api/suggestion-periods/class-versions',
    summary: '解决程度的说法改过的每一版：谁、何时、改了什么、怎么说',
    tag,
    access: ['office'],
    status: 200,
    reply: z.object({
      standard: classWordsOf.meta({ description: '第 1 版，系统自带的' }),
      items: z.array(editionSaved.extend({ content: classWordsOf })),
    }),
  }),
  makeLink: endpoint({
    method: 'POST',
    path: '/api/suggestions/:id/links',
    summary: '给没有账号的承办单位一个一次性链接；旧的作废',
    tag,
    access: ['office'],
    params,
    body: z.strictObject({ departmentId: id }),
    status: 201,
    reply: z.object({ url: z.string(), expiresAt: instant }),
  }),
  openLink: endpoint({
    method: 'POST',
    path: '/api/suggestion-links/opening',
    summary: '打开一次性链接，看要办的建议；浏览器从这里得到一个记号，以后办的每一步都凭它',
    tag,
    access: 'anyone',
    body: linkOpening,
    status: 200,
    reply: linkedSuggestion,
  }),
  linkChain: endpoint({
    method: 'POST',
    path: '/api/suggestion-links/chain',
    summary: '凭一次性链接看这件建议的来龙去脉',
    tag,
    access: 'anyone',
    body: linkOpening,
    status: 200,
    reply: lineageView,
  }),
  receiveByLink: endpoint({
    method: 'POST',
    path: '/api/suggestion-links/receipt',
    summary: '用一次性链接签收；链接还能用来答复，以后只在这台设备上',
    tag,
    access: 'anyone',
    body: linkOpening,
    status: 200,
    reply: linkedSuggestion,
  }),
  stepByLink: endpoint({
    method: 'POST',
    path: '/api/suggestion-links/steps',
    summary: '用一次性链接记沟通、申请退回或延期；链接还能用来答复',
    tag,
    access: 'anyone',
    body: linkStep,
    status: 200,
    reply: linkedSuggestion,
  }),
  answerLink: endpoint({
    method: 'POST',
    path: '/api/suggestion-links/answer',
    summary: '用一次性链接答复，只能用一次；送出的全文和答复函随这一次给单位留底',
    tag,
    access: 'anyone',
    body: linkAnswer,
    status: 200,
    reply: linkAnswered,
  }),
  makeRelayCode: endpoint({
    method: 'POST',
    path: '/api/suggestion-links/relay-codes',
    summary: '在正在办的设备上要一个接力码，好换一台设备接着办；旧的作废',
    tag,
    access: 'anyone',
    body: linkOpening,
    status: 201,
    reply: relayCode,
  }),
  moveLink: endpoint({
    method: 'POST',
    path: '/api/suggestion-links/moves',
    summary: '凭接力码把一次性链接换到这台设备上；原来那台从此打不开',
    tag,
    access: 'anyone',
    body: linkMove,
    status: 200,
    reply: linkedSuggestion,
  }),
  published: endpoint({
    method: 'GET',
    path: '/api/published-suggestions',
    summary: '公开的建议和答复',
    tag,
    access: 'anyone',
    query: z.strictObject({
      ...pageQuery,
      q: search('标题、编号或代表'),
      year: suggestionFilter.year,
    }),
    status: 200,
    reply: pageOf(publicSuggestion),
  }),
}
