import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, instant, line, optionalLine, text } from '../core/schema.ts'
import { contact, filed } from './filing.model.ts'
import { issueLimits } from './issues.words.ts'
import { issueField, issueKind, issueState } from './keys.model.ts'

const tag = 'issues'
const access = ['liaison'] as const

const assisted = z
  .strictObject({
    stationId: id.optional().meta({ description: '在哪个家站收的；只管一个家站的不用写' }),
    representativeId: id,
    kind: issueKind,
    field: issueField,
    title: line(issueLimits.title, '标题'),
    text: text(issueLimits.text, '反映的内容'),
    place: optionalLine(issueLimits.place, '地点'),
    photos: z.array(id).max(issueLimits.photos, `最多 ${issueLimits.photos} 张照片。`).optional(),
    contact: contact.omit({ verification: true }).optional(),
    consent: z.boolean().meta({ description: '来访人听过说明，同意留姓名或电话' }),
    texts: z.int().min(1).optional().meta({ description: '念给来访人听的“提交前的同意”是第几版' }),
    hidden: z.boolean({ error: '请选择是否不让代表知道来访人的姓氏。' }),
  })
  .meta({ id: 'AssistedFiling' })
export type AssistedFiling = z.output<typeof assisted>

const stationMatter = z
  .object({
    id,
    number: z.string(),
    title: z.string(),
    voter: z.string(),
    state: issueState,
    handler: z.object({ kind: z.enum(['representative', 'station']), name: z.string() }),
    clock: z.enum(['response', 'follow-up', 'resolution']),
    startedAt: instant,
    dueAt: instant.nullable().meta({ description: 'null：要等放假安排公布才算得出' }),
    overdue: z.boolean(),
    paused: z.boolean(),
    remindedAt: instant.nullable(),
    mayRemind: z.boolean().meta({ description: '在代表手里，今天还没提醒过' }),
  })
  .meta({ id: 'StationMatter' })
export type StationMatter = z.output<typeof stationMatter>

const stationWork = z
  .object({
    serverTime: instant,
    items: z
      .array(stationMatter)
      .meta({ description: '还有表在走的事，每件一次，最急的在前，最多 200' }),
    total: z.int(),
    overdue: z.int(),
  })
  .meta({ id: 'StationWork' })
export type StationWork = z.output<typeof stationWork>

const consentWords = z
  .object({
    version: z.int(),
    words: z.string(),
    away: z.string().nullable().meta({ description: '问到的代表在休假，谁代看；null：没有' }),
  })
  .meta({ id: 'ConsentWords' })
export type ConsentWords = z.output<typeof consentWords>

export const stationApi = {
  work: endpoint({
    method: 'GET',
    path: '/api/station/work',
    summary: '本站还没办完的，最急的在前',
    tag,
    access,
    query: z.strictObject({
      station: id.optional().meta({ description: '只看哪个家站；不写是自己管的全部' }),
    }),
    status: 200,
    reply: stationWork,
  }),
  consent: endpoint({
    method: 'GET',
    path: '/api/station/consent',
    summary: '代填时念给来访人听的话，是第几版；代表休假时谁代看',
    tag,
    access,
    query: z.strictObject({ representative: id.optional() }),
    status: 200,
    reply: consentWords,
  }),
  assist: endpoint({
    method: 'POST',
    path: '/api/station/filings',
    summary: '替来访人代填；同一个 Idempotency-Key 重复提交得到同一个结果',
    tag,
    access,
    headers: z.looseObject({ 'idempotency-key': z.string().min(8).max(200).optional() }),
    body: assisted,
    status: 201,
    reply: filed,
  }),
  remind: endpoint({
    method: 'POST',
    path: '/api/issues/:id/reminder',
    summary: '提醒经办的代表看一看；一件事一天一次',
    tag,
    access,
    params: z.strictObject({ id }),
    status: 204,
  }),
}
