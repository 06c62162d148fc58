import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { instant } from '../core/schema.ts'

export const backupsApi = {
  now: endpoint({
    method: 'GET',
    path: '/api/backups',
    summary: '备份做得怎样',
    tag: 'backups',
    access: ['office'],
    status: 200,
    reply: z.object({
      set: z.boolean().meta({ description: '服务器设了每天备份' }),
      count: z.number().int(),
      at: instant.nullable().meta({ description: '最近一份是什么时候的' }),
      stale: z.boolean().meta({ description: '两天多没有新的备份了' }),
      failure: z.string().nullable(),
      drillAt: instant.nullable().meta({ description: '最近一次试着恢复' }),
      drillFailure: z.string().nullable(),
    }),
  }),
}
