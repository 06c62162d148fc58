import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, line } from '../core/schema.ts'
import { BULK_LIMIT, type BulkAct, bulkActs } from './bulk.words.ts'

const tag = 'issues'
const act = z.enum(Object.keys(bulkActs) as [BulkAct, ...BulkAct[]])
const issues = z
  .array(id)
  .min(1, '请至少选一件。')
  .max(BULK_LIMIT, `一次最多 ${BULK_LIMIT} 件，请分几次。`)

const wanted = {
  act,
  issues,
  representativeId: id.optional().meta({ description: '改派给谁' }),
}

/** What would become, or became, of one of many. */
export const bulkRow = z.object({
  id,
  number: z.string(),
  title: z.string(),
  goes: z.boolean().meta({ description: '会办（预览），或已办（结果）' }),
  words: z.string().meta({ description: '会怎样，或为什么不办' }),
})

/** One matter that can be put back as it was. */
const undoing = z.object({ id, representativeId: id.optional() })

export const bulkApi = {
  preview: endpoint({
    method: 'POST',
    path: '/api/issue-bulk-previews',
    summary: '先看：对这些事会怎样，哪些不办、为什么；什么也不改',
    tag,
    access: ['office'],
    body: z.strictObject(wanted),
    ofStations: true,
    status: 200,
    reply: z.object({ items: z.array(bulkRow) }),
  }),
  run: endpoint({
    method: 'POST',
    path: '/api/issue-bulk-acts',
    summary: '对这些事一起办，一件一件报结果；不合适的跳过',
    tag,
    access: ['office'],
    body: z.strictObject({ ...wanted, reason: line(200, '理由').optional() }),
    ofStations: true,
    status: 200,
    reply: z.object({
      items: z.array(bulkRow),
      undo: z.array(undoing).meta({ description: '能撤销的' }),
    }),
  }),
  undo: endpoint({
    method: 'POST',
    path: '/api/issue-bulk-undos',
    summary: '撤销刚才的改派或放在一起；账本里两次都在',
    tag,
    access: ['office'],
    body: z.strictObject({
      act: act.exclude(['remind']),
      items: z
        .array(z.strictObject({ id, representativeId: id.optional() }))
        .min(1)
        .max(BULK_LIMIT),
    }),
    ofStations: true,
    status: 200,
    reply: z.object({ items: z.array(bulkRow) }),
  }),
}
