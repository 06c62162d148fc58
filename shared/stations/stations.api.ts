import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { stationView } from './stations.model.ts'

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
}
