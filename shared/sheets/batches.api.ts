import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, instant, line, pageOf, pageQuery, sortBy } from '../core/schema.ts'
import { batchForecast, batchOrder, batchSelect, batchView } from './batches.model.ts'
import { sheetFormat, subject } from './sheets.model.ts'
import { type BatchState, batchStates } from './sheets.words.ts'
import { sheetTemplate } from './template.model.ts'

const tag = 'posters'
const params = z.strictObject({ id })
const office = ['office'] as const
/** Lists of a hundred thousand chosen are read, so that the answer can say why it is too many. */
const ORDER_LIMIT = 8 * 1024 * 1024
/** A template carries its logo. */
const TEMPLATE_LIMIT = 1024 * 1024

/** A 版式 as it is kept. */
export const templateRow = z
  .object({
    id,
    template: sheetTemplate,
    builtIn: z.boolean().meta({ description: '自带的版式，不能删，可以另存' }),
    usedAsDefault: z.boolean(),
    savedAt: instant.nullable().meta({ description: '上次存的时间；自带的没有改过为 null' }),
  })
  .meta({ id: 'SheetTemplateRow' })
export type TemplateRow = z.output<typeof templateRow>

export const savedSelection = z
  .object({
    id,
    name: z.string(),
    select: batchSelect,
    sheets: z.int().meta({ description: '现在会印给几位代表、几个家站' }),
  })
  .meta({ id: 'SavedSelection' })
export type SavedSelection = z.output<typeof savedSelection>

/** What a preview shows: a real representative or station, or an invented one. */
const previewOf = z.strictObject({
  format: sheetFormat,
  template: sheetTemplate,
  labelSize: batchOrder.shape.labelSize,
  startAt: batchOrder.shape.startAt,
  subject: subject.pick({ kind: true, id: true }).optional(),
})

export const batchesApi = {
  create: endpoint({
    method: 'POST',
    path: '/api/poster-batches',
    summary: '印一批：海报、桌牌、胸牌、贴纸、标签；每张一个编号',
    tag,
    access: office,
    headers: z.looseObject({ 'idempotency-key': z.string().min(8).max(200).optional() }),
    body: batchOrder,
    status: 202,
    reply: z.object({ id, total: z.int() }),
    bodyLimit: ORDER_LIMIT,
  }),
  forecast: endpoint({
    method: 'POST',
    path: '/api/poster-batches/forecast',
    summary: '这样会印几张、几页，谁印不了；什么都还没印',
    tag,
    access: office,
    body: batchOrder,
    status: 200,
    reply: batchForecast,
    bodyLimit: ORDER_LIMIT,
  }),
  list: endpoint({
    method: 'GET',
    path: '/api/poster-batches',
    summary: '印过的和正在印的',
    tag,
    access: office,
    query: z.strictObject({
      ...pageQuery,
      state: z.enum(Object.keys(batchStates) as [BatchState]).optional(),
      sort: sortBy('made', 'total').default('-made'),
    }),
    status: 200,
    reply: pageOf(batchView),
  }),
  show: endpoint({
    method: 'GET',
    path: '/api/poster-batches/:id',
    summary: '一批印到哪里了',
    tag,
    access: office,
    params,
    status: 200,
    reply: batchView,
  }),
  order: endpoint({
    method: 'GET',
    path: '/api/poster-batches/:id/order',
    summary: '这一批当时是怎么要的，照着可以再印',
    tag,
    access: office,
    params,
    status: 200,
    reply: batchOrder,
  }),
  cancel: endpoint({
    method: 'POST',
    path: '/api/poster-batches/:id/cancellation',
    summary: '不印了；已经给出的编号全部作废',
    tag,
    access: office,
    params,
    status: 200,
    reply: batchView,
  }),
  retry: endpoint({
    method: 'POST',
    path: '/api/poster-batches/:id/retry',
    summary: '没印成的，从断的地方接着印；文件已清理的，重新生成，编号不变',
    tag,
    access: office,
    params,
    status: 200,
    reply: batchView,
  }),
  pdf: endpoint({
    method: 'GET',
    path: '/api/poster-batches/:id.pdf',
    summary: '印好的文件；分成几个的，part 说要第几个',
    tag,
    access: office,
    params,
    query: z.strictObject({ part: z.coerce.number().int().min(1).optional() }),
    status: 200,
    produces: 'application/pdf',
  }),
  zip: endpoint({
    method: 'GET',
    path: '/api/poster-batches/:id.zip',
    summary: '全部文件、张贴清单和没印的名单，一个压缩包',
    tag,
    access: office,
    params,
    status: 200,
    produces: 'application/zip',
  }),
  hangingList: endpoint({
    method: 'GET',
    path: '/api/poster-batches/:id/hanging-list.pdf',
    summary: '张贴清单：编号、谁的、贴在哪、谁去贴、签字',
    tag,
    access: office,
    params,
    status: 200,
    produces: 'application/pdf',
  }),
  calibration: endpoint({
    method: 'GET',
    path: '/api/calibration.pdf',
    summary: '校准页：量一量打印机有没有缩放',
    tag,
    access: office,
    status: 200,
    produces: 'application/pdf',
  }),
  preview: endpoint({
    method: 'POST',
    path: '/api/sheet-previews',
    summary: '一张的样子，PNG；不占编号',
    tag,
    access: office,
    reading: true,
    body: previewOf,
    status: 200,
    produces: 'image/png',
    bodyLimit: TEMPLATE_LIMIT,
  }),
  templates: endpoint({
    method: 'GET',
    path: '/api/sheet-templates',
    summary: '版式',
    tag,
    access: office,
    status: 200,
    reply: z.object({ items: z.array(templateRow) }),
  }),
  createTemplate: endpoint({
    method: 'POST',
    path: '/api/sheet-templates',
    summary: '新的版式',
    tag,
    access: office,
    body: sheetTemplate,
    status: 201,
    reply: templateRow,
    bodyLimit: TEMPLATE_LIMIT,
  }),
  saveTemplate: endpoint({
    method: 'PUT',
    path: '/api/sheet-templates/:id',
    summary: '改版式；已经印出的不变',
    tag,
    access: office,
    params,
    body: sheetTemplate.safeExtend({
      basedOn: instant.nullable().meta({
        description: '照着几时存的那一份改的（savedAt）；别人先改了就不保存',
      }),
    }),
    status: 200,
    reply: templateRow,
    bodyLimit: TEMPLATE_LIMIT,
  }),
  removeTemplate: endpoint({
    method: 'DELETE',
    path: '/api/sheet-templates/:id',
    summary: '删去版式，改过的自带版式恢复原样；已经印出的不变',
    tag,
    access: office,
    params,
    status: 204,
  }),
  useTemplate: endpoint({
    method: 'POST',
    path: '/api/sheet-templates/:id/default',
    summary: '以后默认用这个版式',
    tag,
    access: office,
    params,
    status: 200,
    reply: templateRow,
  }),
  selections: endpoint({
    method: 'GET',
    path: '/api/sheet-selections',
    summary: '存下来的名单',
    tag,
    access: office,
    status: 200,
    reply: z.object({ items: z.array(savedSelection) }),
  }),
  saveSelection: endpoint({
    method: 'POST',
    path: '/api/sheet-selections',
    summary: '把选中的存成名单，下次再用',
    tag,
    access: office,
    body: z.strictObject({ name: line(30, '名单的名字'), select: batchSelect }),
    status: 201,
    reply: savedSelection,
    bodyLimit: ORDER_LIMIT,
  }),
  removeSelection: endpoint({
    method: 'DELETE',
    path: '/api/sheet-selections/:id',
    summary: '删去名单',
    tag,
    access: office,
    params,
    status: 204,
  }),
}
