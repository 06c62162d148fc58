import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id } from '../core/schema.ts'
import { MOST_CHOSEN } from './exports.words.ts'

/** How a table is exported; its filter stands beside. */
export const exportQuery = {
  file: z.enum(['xlsx', 'csv']).default('xlsx'),
  columns: z
    .string()
    .regex(/^[a-zA-Z]+(,[a-zA-Z]+)*$/)
    .max(400)
    .optional()
    .meta({ description: '只要这些列，逗号分开；不写是全部' }),
  ticket: z.uuid().optional().meta({ description: '自己起的号，用来问导出到哪里了' }),
}

/** Rows by what each is known by; too many for an address. */
export const chosenRows = <Key extends z.ZodType>(key: Key) =>
  z
    .array(key)
    .min(1, '请至少选一行。')
    .max(MOST_CHOSEN, `一次最多导出选中的 ${MOST_CHOSEN} 行；要更多，请用条件筛出来再导出。`)

/** The rows that somebody chose. Their order stands beside. */
export const chosenExport = { ids: chosenRows(id), ...exportQuery }

export const exportsApi = {
  progress: endpoint({
    method: 'GET',
    path: '/api/exports/:ticket',
    summary: '自己的一次导出到了第几行',
    tag: 'exports',
    access: ['office'],
    params: z.strictObject({ ticket: z.uuid() }),
    ofStations: true,
    status: 200,
    reply: z.object({
      done: z.number().int(),
      total: z.number().int(),
      beside: z
        .object({ files: z.int(), missing: z.int() })
        .optional()
        .meta({ description: '带附件的：放进去了几个，缺几个' }),
    }),
  }),
}
