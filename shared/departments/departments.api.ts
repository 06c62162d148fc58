import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, search, sortBy } from '../core/schema.ts'
import { exportQuery } from '../exports/exports.api.ts'
import { departmentName, departmentRename, departmentView } from './departments.model.ts'

const tag = 'departments'

/** Which of them, in which order; the same words narrow the table and the export. */
const filter = {
  q: search('单位名称、拼音、首字母'),
  account: z.enum(['yes', 'no']).optional().meta({ description: '有没有可以登录的账号' }),
  sort: sortBy('name', 'account').optional(),
}

export const departmentsApi = {
  list: endpoint({
    method: 'GET',
    path: '/api/departments',
    summary: '承办单位',
    tag,
    access: ['office'],
    query: z.strictObject(filter),
    status: 200,
    reply: z.object({ items: z.array(departmentView) }),
  }),
  export: endpoint({
    method: 'GET',
    path: '/api/exports/departments',
    summary: '同样的单位，同样的顺序，存成 Excel 或 CSV',
    tag,
    access: ['office'],
    query: z.strictObject({ ...filter, ...exportQuery }),
    status: 200,
    produces: 'application/octet-stream',
  }),
  add: endpoint({
    method: 'POST',
    path: '/api/departments',
    summary: '加一个承办单位',
    tag,
    access: ['office'],
    body: departmentName,
    status: 201,
    reply: departmentView,
  }),
  rename: endpoint({
    method: 'PUT',
    path: '/api/departments/:id',
    summary: '改名；办过的事仍是它的',
    tag,
    access: ['office'],
    params: z.strictObject({ id }),
    body: departmentRename,
    status: 200,
    reply: departmentView,
  }),
  addAlias: endpoint({
    method: 'POST',
    path: '/api/departments/:id/aliases',
    summary: '加一个别名：往年的表里这样写的，就是这个单位',
    tag,
    access: ['office'],
    params: z.strictObject({ id }),
    body: departmentName,
    status: 200,
    reply: departmentView,
  }),
  dropAlias: endpoint({
    method: 'DELETE',
    path: '/api/departments/:id/aliases/:alias',
    summary: '去掉一个别名；已经导入的仍是这个单位的',
    tag,
    access: ['office'],
    params: z.strictObject({ id, alias: id }),
    status: 200,
    reply: departmentView,
  }),
}
