import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, instant, pageOf, pageQuery, search } from '../core/schema.ts'
import { type DutyListName, dutyLists } from './duty.words.ts'
import { issueState, verdict } from './keys.model.ts'

const tag = 'issues'
const access = ['representative'] as const
const year = z.coerce.number().int().min(2000).max(2200).optional()
const names = Object.keys(dutyLists) as [DutyListName, ...DutyListName[]]

export const dutyMatter = z
  .object({
    id,
    number: z.string(),
    title: z.string(),
    voter: z.string(),
    state: issueState,
    filedAt: instant,
    dueAt: instant.meta({ description: '自己要在这时以前答复' }),
    respondedAt: instant.nullable(),
    inTime: z.boolean(),
    verdict: verdict.nullable().meta({ description: '选民对答复的评价' }),
    solved: verdict.nullable().meta({ description: '选民说问题解决得怎样' }),
    mine: z.boolean().meta({ description: '还看得到；改派给别人的只留一行' }),
  })
  .meta({ id: 'DutyMatter' })
export type DutyMatterView = z.output<typeof dutyMatter>

export const dutySums = z
  .object({
    serverTime: instant,
    years: z.array(z.int()).meta({ description: '有过答复的年份，新的在前' }),
    sums: z.record(z.enum(names), z.int()),
  })
  .meta({ id: 'DutySums' })
export type DutySums = z.output<typeof dutySums>

export const dutyApi = {
  sums: endpoint({
    method: 'GET',
    path: '/api/me/duty',
    summary: '我的履职：答复、按时、评价各多少；不排名',
    tag,
    access,
    query: z.strictObject({ year }),
    status: 200,
    reply: dutySums,
  }),
  matters: endpoint({
    method: 'GET',
    path: '/api/me/duty/matters',
    summary: '每个数字后面的那些事，新的在前',
    tag,
    access,
    query: z.strictObject({
      ...pageQuery,
      year,
      list: z.enum(names).default('answered'),
      q: search('编号、标题或称呼里的字'),
    }),
    status: 200,
    reply: pageOf(dutyMatter),
  }),
  export: endpoint({
    method: 'GET',
    path: '/api/me/duty/export.csv',
    summary: '答复过的和欠着的，一行一件，表格能打开',
    tag,
    access,
    query: z.strictObject({ year }),
    status: 200,
    produces: 'text/csv',
  }),
}
