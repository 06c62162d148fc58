import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id } from '../core/schema.ts'
import { departmentName, departmentRename, departmentView } from './departments.model.ts'

const tag = 'departments'

export const departmentsApi = {
  list: endpoint({
    method: 'GET',
    path: '/api/departments',
    summary: '承办单位',
    tag,
    access: ['office'],
    status: 200,
    reply: z.object({ items: z.array(departmentView) }),
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
}
