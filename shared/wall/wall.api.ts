import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id } from '../core/schema.ts'
import { newWallLink, wallFigures, wallLink, wallOpening } from './wall.model.ts'

const tag = 'wall'

export const wallApi = {
  figures: endpoint({
    method: 'GET',
    path: '/api/wall-figures',
    summary: '数据大屏上的数',
    tag,
    access: ['office'],
    status: 200,
    reply: wallFigures,
  }),
  open: endpoint({
    method: 'POST',
    path: '/api/wall-openings',
    summary: '凭大屏链接看同样的数；只读，没有任何人的信息',
    tag,
    access: 'anyone',
    body: wallOpening,
    status: 200,
    reply: wallFigures,
  }),
  links: endpoint({
    method: 'GET',
    path: '/api/wall-links',
    summary: '发出过的大屏链接',
    tag,
    access: ['office'],
    status: 200,
    reply: z.object({ items: z.array(wallLink) }),
  }),
  makeLink: endpoint({
    method: 'POST',
    path: '/api/wall-links',
    summary: '给一块大屏发链接；地址只显示这一次',
    tag,
    access: ['office'],
    body: newWallLink,
    status: 201,
    reply: wallLink.extend({ url: z.string() }),
  }),
  revokeLink: endpoint({
    method: 'DELETE',
    path: '/api/wall-links/:id',
    summary: '停用一个大屏链接；停用过的再停用也不算错',
    tag,
    access: ['office'],
    params: z.strictObject({ id }),
    status: 204,
  }),
}
