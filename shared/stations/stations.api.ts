import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { pageOf, pageQuery, search, sortBy } from '../core/schema.ts'
import { chosenExport, exportQuery } from '../exports/exports.api.ts'
import { stationKind, stationView } from './stations.model.ts'

/** Which stations, in which order; the same words narrow the table and the export. */
const filter = {
  q: search('名称、拼音、首字母、片区、地址'),
  kind: stationKind.optional(),
  area: z.string().min(1).max(60).optional(),
  sort: sortBy('name', 'kind', 'area', 'representatives').optional(),
}

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
  rows: endpoint({
    method: 'GET',
    path: '/api/station-rows',
    summary: '家站的表，一页一页',
    tag: 'stations',
    access: ['office'],
    query: z.strictObject({ ...pageQuery, ...filter }),
    ofStations: true,
    status: 200,
    reply: pageOf(stationView),
  }),
  export: endpoint({
    method: 'GET',
    path: '/api/exports/stations',
    summary: '同样的名单，同样的顺序，存成 Excel 或 CSV；电话只有对外的那一个',
    tag: 'stations',
    access: ['office'],
    query: z.strictObject({ ...filter, ...exportQuery }),
    ofStations: true,
    status: 200,
    produces: 'application/octet-stream',
  }),
  exportChosen: endpoint({
    method: 'POST',
    path: '/api/exports/stations',
    summary: '选中的家站，存成 Excel 或 CSV',
    tag: 'stations',
    access: ['office'],
    reading: true,
    body: z.strictObject({ ...chosenExport, sort: filter.sort }),
    ofStations: true,
    status: 200,
    produces: 'application/octet-stream',
  }),
}
