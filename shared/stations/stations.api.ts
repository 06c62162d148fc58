import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { search } from '../core/schema.ts'
import { exportQuery } from '../exports/exports.api.ts'
import { stationKind, stationView } from './stations.model.ts'

export const stationsApi = {
  list: endpoint({
    method: 'GET',
    path: '/api/stations',
    summary: '全部代表家站',
    tag: 'stations',
    access: 'anyone',
    status: 200,
    reply: z.object({ items: z.array(stationView) }),
  }),
  export: endpoint({
    method: 'GET',
    path: '/api/exports/stations',
    summary: '全部家站，存成 Excel 或 CSV；电话只有对外的那一个',
    tag: 'stations',
    access: ['office'],
    query: z.strictObject({
      q: search('名称、片区、地址'),
      kind: stationKind.optional(),
      area: z.string().min(1).max(60).optional(),
      ...exportQuery,
    }),
    ofStations: true,
    status: 200,
    produces: 'application/octet-stream',
  }),
}
