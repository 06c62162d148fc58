import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id } from '../core/schema.ts'
import { representativeCard } from '../representatives/representatives.model.ts'
import {
  departure,
  departureOrder,
  returned,
  termForecast,
  termOrder,
  termView,
} from './terms.model.ts'

const tag = 'terms'
const params = z.strictObject({ id })
const office = ['office'] as const

export const termsApi = {
  list: endpoint({
    method: 'GET',
    path: '/api/terms',
    summary: '换过的届',
    tag,
    access: office,
    status: 200,
    reply: z.object({ items: z.array(termView) }),
  }),
  forecast: endpoint({
    method: 'POST',
    path: '/api/terms/forecast',
    summary: '换届会变什么：谁连任、谁新来、谁离任；什么都还没动',
    tag,
    access: office,
    body: termOrder,
    status: 200,
    reply: termForecast,
  }),
  change: endpoint({
    method: 'POST',
    path: '/api/terms',
    summary: '换届：一次全部生效；看过以后名册变了就不做',
    tag,
    access: office,
    body: termOrder.extend({ fingerprint: z.string().max(64) }),
    status: 201,
    reply: termView,
  }),
  departure: endpoint({
    method: 'GET',
    path: '/api/representatives/:id/departure',
    summary: '这位代表离任会变什么',
    tag,
    access: office,
    params,
    status: 200,
    reply: departure,
  }),
  depart: endpoint({
    method: 'POST',
    path: '/api/representatives/:id/departure',
    summary: '记下离任：码指给接任的代表，没办完的转给家站，账号关闭',
    tag,
    access: office,
    params,
    body: departureOrder,
    status: 200,
    reply: representativeCard,
  }),
  comeBack: endpoint({
    method: 'POST',
    path: '/api/representatives/:id/return',
    summary: '离任记错了，恢复在任；要重新打印一次性登录码',
    tag,
    access: office,
    params,
    status: 200,
    reply: returned,
  }),
}
