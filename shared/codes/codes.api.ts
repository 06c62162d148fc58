import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, line, pageOf, pageQuery, search, sortBy } from '../core/schema.ts'
import { chosenExport, chosenRows, exportQuery } from '../exports/exports.api.ts'
import { representativeCard } from '../representatives/representatives.model.ts'
import { choiceScopes } from '../representatives/representatives.words.ts'
import { codeRow, codeView } from './codes.model.ts'

const tag = 'codes'
const params = z.strictObject({ code: z.string().min(1).max(64) })
const scopes = Object.keys(choiceScopes) as [
  keyof typeof choiceScopes,
  ...(keyof typeof choiceScopes)[],
]

/** Which codes, in which order; the same words narrow the table and the export. */
const filter = {
  kind: z.enum(['representative', 'station']).optional(),
  state: z.enum(['active', 'revoked', 'successor']).optional(),
  q: search('代表或家站的名字、拼音、首字母'),
  sort: sortBy('name', 'kind', 'state', 'made').optional(),
}

export const codesApi = {
  mine: endpoint({
    method: 'GET',
    path: '/api/me/code',
    summary: '登录的代表自己的码；联络员得到本站的码',
    tag,
    access: ['representative', 'liaison'],
    query: z.strictObject({ station: id.optional().meta({ description: '联络员管的哪个家站' }) }),
    status: 200,
    reply: codeView,
  }),
  show: endpoint({
    method: 'GET',
    path: '/api/codes/:code',
    summary: '一个码代表谁',
    tag,
    access: 'anyone',
    params,
    status: 200,
    reply: codeView,
  }),
  choices: endpoint({
    method: 'GET',
    path: '/api/codes/:code/representatives',
    summary: '从这个码出发可以选的代表',
    tag,
    access: 'anyone',
    params,
    query: z.strictObject({
      scope: z.enum(scopes).default('station'),
      q: search('姓名、拼音、首字母、村名'),
      at: id.optional().meta({ description: '本站换成这个家站' }),
      from: z.coerce
        .number()
        .int()
        .min(0)
        .max(1_000_000)
        .default(0)
        .meta({ description: '前面的几位已经有了，从下一位给起；一次最多 50 位' }),
    }),
    status: 200,
    reply: z.object({
      items: z.array(representativeCard),
      from: z.number().int(),
      total: z.number().int().meta({ description: '一共找到几位' }),
      wider: z.boolean().meta({ description: '这个范围里没有找到，给的是全区找到的' }),
    }),
  }),
  svg: endpoint({
    method: 'GET',
    path: '/api/codes/:code/qr.svg',
    summary: '二维码，SVG',
    tag,
    access: 'anyone',
    params,
    status: 200,
    produces: 'image/svg+xml',
  }),
  png: endpoint({
    method: 'GET',
    path: '/api/codes/:code/qr.png',
    summary: '二维码，PNG',
    tag,
    access: 'anyone',
    params,
    query: z.strictObject({
      scale: z.coerce.number().int().min(1).max(40).default(10).meta({ description: '每格像素' }),
    }),
    status: 200,
    produces: 'image/png',
  }),
  list: endpoint({
    method: 'GET',
    path: '/api/codes',
    summary: '全部的码（代表工委）',
    tag,
    access: ['office'],
    query: z.strictObject({ ...pageQuery, ...filter }),
    ofStations: true,
    status: 200,
    reply: pageOf(codeRow),
  }),
  export: endpoint({
    method: 'GET',
    path: '/api/exports/codes',
    summary: '同样的码，同样的顺序，存成 Excel 或 CSV',
    tag,
    access: ['office'],
    query: z.strictObject({ ...filter, ...exportQuery }),
    ofStations: true,
    status: 200,
    produces: 'application/octet-stream',
  }),
  exportChosen: endpoint({
    method: 'POST',
    path: '/api/exports/codes',
    summary: '选中的码，存成 Excel 或 CSV',
    tag,
    access: ['office'],
    reading: true,
    body: z.strictObject({
      ...chosenExport,
      ids: chosenRows(z.string().min(1).max(64)),
      sort: filter.sort,
    }),
    ofStations: true,
    status: 200,
    produces: 'application/octet-stream',
  }),
  revoke: endpoint({
    method: 'POST',
    path: '/api/codes/:code/revocation',
    summary: '停用一个码；replace 为真时同时发一个新码接替它',
    tag,
    access: ['office'],
    params,
    body: z.strictObject({ reason: line(200, '停用理由'), replace: z.boolean() }),
    status: 200,
    reply: codeView,
  }),
}
