import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, line } from '../core/schema.ts'

const tag = 'departments'
const params = z.strictObject({ id })

const merging = z
  .object({
    from: z.string(),
    into: z.string(),
    open: z.int().meta({ description: '改由它接着办的建议' }),
    closed: z.int().meta({ description: '改记在它名下的、办完了的建议' }),
    accounts: z.int(),
    links: z.int().meta({ description: '还能用的一次性链接' }),
    documents: z.int().meta({ description: '用过的发文字号' }),
    both: z.int().meta({ description: '办完了、两个单位都办过的，照原样留着' }),
    stopped: z
      .array(z.object({ id, number: z.string(), title: z.string(), why: z.string() }))
      .meta({ description: '因为这些现在不能并' }),
    fingerprint: z.string().meta({ description: '并入时带上：看到的和要做的是同一回事' }),
  })
  .meta({ id: 'DepartmentMerging' })

export const departmentMergingApi = {
  look: endpoint({
    method: 'GET',
    path: '/api/departments/:id/merging',
    summary: '把这个单位并入另一个会怎样；只是看一看',
    tag,
    access: ['office'],
    params,
    query: z.strictObject({ into: id }),
    status: 200,
    reply: merging,
  }),
  merge: endpoint({
    method: 'POST',
    path: '/api/departments/:id/merging',
    summary: '把这个单位并入另一个；不能撤回',
    tag,
    access: ['office'],
    params,
    body: z
      .strictObject({
        into: id,
        reason: line(200, '理由'),
        fingerprint: z.string().min(1).max(64),
      })
      .meta({ id: 'DepartmentMerger' }),
    status: 200,
    reply: merging,
  }),
}
