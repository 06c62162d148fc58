import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, pageQuery, search } from '../core/schema.ts'
import { exportQuery } from '../exports/exports.api.ts'
import { mediationCommand, mediationList, mediationView, newMediation } from './mediations.model.ts'
import { type MediationState, mediationStates } from './mediations.words.ts'

const tag = 'mediations'
const flag = z.enum(['true', 'false']).transform((word) => word === 'true')

/** Which of them, in which order; the same words narrow the table and the export. */
const filter = {
  q: search('标题或案号'),
  state: z.enum(Object.keys(mediationStates) as [MediationState]).optional(),
  open: flag.optional().meta({ description: '还没有结束的' }),
  waiting: flag.optional().meta({
    description: '等看的人办一步的：代表工委要受理、征求双方意愿的，代表要答复的',
  }),
  overdue: flag.optional().meta({ description: '过了期限的' }),
  sort: z.enum(['registered', '-registered', 'due', '-due']).default('-registered'),
}

export const mediationsApi = {
  list: endpoint({
    method: 'GET',
    path: '/api/mediations',
    summary: '诉前调解：代表工委看全部，代表看请了自己的',
    tag,
    access: ['office', 'representative'],
    query: z.strictObject({ ...pageQuery, ...filter }),
    status: 200,
    reply: mediationList,
  }),
  export: endpoint({
    method: 'GET',
    path: '/api/exports/mediations',
    summary: '同样的调解，同样的顺序，存成 Excel 或 CSV；双方是谁、说了什么不在里面',
    tag,
    access: ['office'],
    query: z.strictObject({ ...filter, ...exportQuery }),
    status: 200,
    produces: 'application/octet-stream',
  }),
  open: endpoint({
    method: 'POST',
    path: '/api/mediations',
    summary: '登记一件诉前调解，请代表参加',
    tag,
    access: ['office'],
    body: newMediation,
    status: 201,
    reply: mediationView,
  }),
  show: endpoint({
    method: 'GET',
    path: '/api/mediations/:id',
    summary: '一件诉前调解',
    tag,
    access: ['office', 'representative'],
    params: z.strictObject({ id }),
    status: 200,
    reply: mediationView,
  }),
  act: endpoint({
    method: 'POST',
    path: '/api/mediations/:id/acts',
    summary: '办一步；按动作表',
    tag,
    access: ['office', 'representative'],
    params: z.strictObject({ id }),
    body: mediationCommand,
    status: 200,
    reply: mediationView,
  }),
}
