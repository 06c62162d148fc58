import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id } from '../core/schema.ts'
import { dutyList, dutySwap, newDuties } from './receptions.model.ts'

const tag = 'receptions'
const access = ['office', 'liaison'] as const
const params = z.strictObject({ id })

export const receptionsApi = {
  list: endpoint({
    method: 'GET',
    path: '/api/stations/:id/duties',
    summary: '家站的值班表，从现在起；联络员只见本站',
    tag,
    access,
    params,
    ofStations: true,
    status: 200,
    reply: dutyList,
  }),
  add: endpoint({
    method: 'POST',
    path: '/api/stations/:id/duties',
    summary: '排值班，一次一位代表的若干天；已经排了的不会排两次',
    tag,
    access,
    params,
    body: newDuties,
    ofStations: true,
    status: 200,
    reply: dutyList,
  }),
  swap: endpoint({
    method: 'PUT',
    path: '/api/duties/:id',
    summary: '这一次换一位代表',
    tag,
    access,
    params,
    body: dutySwap,
    ofStations: true,
    status: 200,
    reply: dutyList,
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/api/duties/:id',
    summary: '删去一次值班',
    tag,
    access,
    params,
    ofStations: true,
    status: 200,
    reply: dutyList,
  }),
}
