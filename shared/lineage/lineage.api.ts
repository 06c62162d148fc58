import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id } from '../core/schema.ts'
import { lineageView, matterKind } from './lineage.model.ts'

export const lineageApi = {
  show: endpoint({
    method: 'GET',
    path: '/api/lineage/:kind/:id',
    summary: '一件事的来龙去脉：由哪些事来，引出了哪些事',
    tag: 'lineage',
    access: ['office', 'representative', 'liaison', 'department'],
    ofStations: true,
    params: z.strictObject({ kind: matterKind, id }),
    status: 200,
    reply: lineageView,
  }),
  byReceipt: endpoint({
    method: 'GET',
    path: '/api/receipts/:receipt/lineage',
    summary: '选民凭回执看自己这件事的来龙去脉',
    tag: 'lineage',
    access: 'anyone',
    params: z.strictObject({ receipt: z.string().min(1).max(100) }),
    status: 200,
    reply: lineageView,
  }),
}
