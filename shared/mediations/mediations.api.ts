import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id } from '../core/schema.ts'
import { mediationCommand, mediationView, newMediation } from './mediations.model.ts'

const tag = 'mediations'

export const mediationsApi = {
  list: endpoint({
    method: 'GET',
    path: '/api/mediations',
    summary: '诉前调解：代表工委看全部，代表看请了自己的，新的在前',
    tag,
    access: ['office', 'representative'],
    status: 200,
    reply: z.object({ items: z.array(mediationView) }),
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
