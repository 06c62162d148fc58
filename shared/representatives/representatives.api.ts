import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, pageOf, pageQuery, search } from '../core/schema.ts'
import { chosenExport, exportQuery } from '../exports/exports.api.ts'
import { answerFacts, representativeCard, representativeRow } from './representatives.model.ts'

const tag = 'representatives'

/** Which representatives; the same words narrow the table and the export. */
const filter = {
  q: search('姓名、拼音、首字母、选区'),
  station: id.optional(),
  state: z.enum(['serving', 'left']).optional(),
  account: z.enum(['none', 'invited', 'active']).optional().meta({ description: '账号用到哪一步' }),
}
const sort = z
  .enum(['name', '-name', 'unit', '-unit', 'station', '-station', 'account', '-account'])
  .optional()

export const representativesApi = {
  list: endpoint({
    method: 'GET',
    path: '/api/representatives',
    summary: '代表名册（代表工委、联络员、代表）',
    tag,
    access: ['office', 'liaison', 'representative'],
    query: z.strictObject({
      ...pageQuery,
      ...filter,
      sort,
    }),
    ofStations: true,
    status: 200,
    reply: pageOf(representativeRow),
  }),
  export: endpoint({
    method: 'GET',
    path: '/api/exports/representatives',
    summary: '同样的名册，存成 Excel 或 CSV；不含电话',
    tag,
    access: ['office'],
    query: z.strictObject({ ...filter, sort, ...exportQuery }),
    ofStations: true,
    status: 200,
    produces: 'application/octet-stream',
  }),
  exportChosen: endpoint({
    method: 'POST',
    path: '/api/exports/representatives',
    summary: '选中的代表，存成 Excel 或 CSV',
    tag,
    access: ['office'],
    reading: true,
    body: z.strictObject({ ...chosenExport, sort }),
    ofStations: true,
    status: 200,
    produces: 'application/octet-stream',
  }),
  show: endpoint({
    method: 'GET',
    path: '/api/representatives/:id',
    summary: '一位代表的公开信息和答复情况',
    tag,
    access: 'anyone',
    params: z.strictObject({ id }),
    status: 200,
    reply: z.object({ representative: representativeCard, facts: answerFacts }),
  }),
  photo: endpoint({
    method: 'GET',
    path: '/api/representatives/:id/photo',
    summary: '代表照片',
    tag,
    access: 'anyone',
    params: z.strictObject({ id }),
    query: z.strictObject({ v: z.string().max(64).optional() }),
    status: 200,
    produces: 'image/jpeg',
  }),
}
