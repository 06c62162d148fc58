import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id } from '../core/schema.ts'

const tag = 'photos'
const size = z.strictObject({
  size: z.enum(['full', 'thumb']).default('full'),
  v: z.string().max(20).optional().meta({ description: '照片换过就变，不看旧的' }),
})

export const photosApi = {
  upload: endpoint({
    method: 'POST',
    path: '/api/photos',
    summary: '传一张照片（字段名 photo）；位置等信息会被去掉',
    tag,
    access: 'anyone',
    consumes: 'multipart/form-data',
    status: 201,
    reply: z.object({ id, width: z.number().int(), height: z.number().int() }),
    bodyLimit: 16 * 1024 * 1024,
  }),
  ofReceipt: endpoint({
    method: 'GET',
    path: '/api/receipts/:receipt/photos/:id',
    summary: '凭回执看照片',
    tag,
    access: 'anyone',
    params: z.strictObject({ receipt: z.string().min(1).max(80), id }),
    query: size,
    status: 200,
    produces: 'image/jpeg',
  }),
  ofIssue: endpoint({
    method: 'GET',
    path: '/api/issues/:issueId/photos/:id',
    summary: '办理人看照片',
    tag,
    access: ['office', 'liaison', 'representative'],
    params: z.strictObject({ issueId: id, id }),
    query: size,
    ofStations: true,
    status: 200,
    produces: 'image/jpeg',
  }),
}
