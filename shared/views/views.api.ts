import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, line } from '../core/schema.ts'
import { viewLimits, viewTables } from './views.words.ts'

const tag = 'views'
const table = z.enum(viewTables)

/** What the address of a table says: filter, order, columns. */
const query = z
  .record(z.string().regex(/^[a-zA-Z]{1,30}$/), z.string().min(1).max(400))
  .refine((words) => Object.keys(words).length <= 30, '条件太多了。')

const view = z.object({ id, name: z.string(), query }).meta({ id: 'SavedView' })
export type SavedView = z.output<typeof view>

export const viewsApi = {
  list: endpoint({
    method: 'GET',
    path: '/api/views',
    summary: '自己存下的视图（筛选、排序和列）',
    tag,
    access: ['office', 'department'],
    query: z.strictObject({ table }),
    status: 200,
    reply: z.object({ items: z.array(view) }),
  }),
  save: endpoint({
    method: 'PUT',
    path: '/api/views',
    summary: '存下一个视图；同名的换成现在的样子',
    tag,
    access: ['office', 'department'],
    body: z.strictObject({ table, name: line(viewLimits.name, '视图的名字'), query }),
    status: 200,
    reply: view,
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/api/views/:id',
    summary: '删去自己的一个视图',
    tag,
    access: ['office', 'department'],
    params: z.strictObject({ id }),
    status: 204,
  }),
}
