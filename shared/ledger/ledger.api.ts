import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { daySpan, instant, search, sortBy } from '../core/schema.ts'
import { exportQuery } from '../exports/exports.api.ts'
import { type LedgerActor, type LedgerGroup, ledgerActors, ledgerGroups } from './ledger.words.ts'

const tag = 'ledger'

/** Which facts; the same words narrow the page and the export. */
const filter = {
  group: z.enum(Object.keys(ledgerGroups) as [LedgerGroup, ...LedgerGroup[]]).optional(),
  by: z.enum(Object.keys(ledgerActors) as [LedgerActor, ...LedgerActor[]]).optional(),
  type: z
    .string()
    .regex(/^[a-z-]+\.[a-z-]+$/)
    .max(60)
    .optional(),
  actor: search('谁做的：账号的姓名'),
  q: search('关于什么：反映的编号，代表、家站或账号的名字'),
  ...daySpan,
  sort: sortBy('sequence').default('-sequence').meta({ description: '-sequence：新的在前' }),
}

const entry = z
  .object({
    sequence: z.number().int(),
    at: instant,
    type: z.string(),
    words: z.string(),
    actor: z.string(),
    subject: z.object({
      kind: z.string(),
      id: z.string(),
      name: z.string(),
      issueId: z.string().nullable(),
      more: z.string().nullable().meta({ description: '导出表格的：几行、几列、哪种文件' }),
    }),
    hash: z.string(),
  })
  .meta({ id: 'LedgerLine' })
export type LedgerLine = z.output<typeof entry>

const verification = z.object({
  /** Null: never looked through since the start. */
  at: instant.nullable(),
  running: z.boolean(),
  whole: z.boolean().nullable(),
  rows: z.number().int(),
  brokenAt: z.number().int().nullable(),
  /** A sentence: why the daily signatures cannot be believed. */
  signingFault: z.string().nullable(),
})

export const ledgerApi = {
  list: endpoint({
    method: 'GET',
    path: '/api/ledger',
    summary: '账本；新的在前时接着看用 before，旧的在前时用 after',
    tag,
    access: ['office'],
    query: z.strictObject({
      ...filter,
      before: z.coerce.number().int().min(1).optional(),
      after: z.coerce.number().int().min(0).optional(),
      size: z.coerce.number().int().min(1).max(200).default(50),
    }),
    status: 200,
    reply: z.object({
      items: z.array(entry),
      next: z
        .number()
        .int()
        .nullable()
        .meta({ description: '接着看的 before 或 after；没有了是 null' }),
      whole: z.boolean().meta({ description: '这一页每一条的指纹都对得上' }),
    }),
  }),
  export: endpoint({
    method: 'GET',
    path: '/api/exports/ledger',
    summary: '同样的条目，同样的顺序，存成 Excel 或 CSV',
    tag,
    access: ['office'],
    query: z.strictObject({ ...filter, ...exportQuery }),
    status: 200,
    produces: 'application/octet-stream',
  }),
  heads: endpoint({
    method: 'GET',
    path: '/api/ledger/heads',
    summary: '账本每日签名，新的在前，最多 100 天',
    tag,
    access: ['office'],
    status: 200,
    reply: z.object({
      fault: z.string().nullable(),
      fingerprint: z.string().nullable().meta({ description: '签名公钥的指纹；还没签过是 null' }),
      items: z.array(
        z.object({
          day: z.string(),
          at: instant,
          sequence: z.number().int(),
          hash: z.string(),
          signature: z.string(),
        }),
      ),
    }),
  }),
  verification: endpoint({
    method: 'GET',
    path: '/api/ledger/verification',
    summary: '最近一次从头核对的结果',
    tag,
    access: ['office'],
    status: 200,
    reply: verification,
  }),
  verify: endpoint({
    method: 'POST',
    path: '/api/ledger/verification',
    summary: '从头核对一遍账本；已在核对时不另开',
    tag,
    access: ['office'],
    status: 202,
    reply: verification,
  }),
}
