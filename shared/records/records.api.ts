import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, instant, line } from '../core/schema.ts'
import { kindsOfMatter } from '../matters/matters.words.ts'
import { paperKinds, paperLimits } from '../paperwork/paperwork.words.ts'
import { dutyRoles } from '../points/points.words.ts'
import type { EntryLink } from './entries.rules.ts'
import { recordLimits, recordSections, rewardKinds } from './records.words.ts'

const linked: readonly EntryLink['kind'][] = ['issue', ...kindsOfMatter]
const tag = 'records'
const readers = ['office', 'representative'] as const
const params = z.strictObject({ id })
const keysOf = <T extends Record<string, string>>(words: T) =>
  z.enum(Object.keys(words) as [keyof T & string, ...(keyof T & string)[]])
const section = keysOf(recordSections)
const ownId = id.meta({ description: '自己起的 UUID；同一个再发一次不会多一条' })

const remark = z.object({ id, text: z.string(), at: instant }).meta({ id: 'RecordRemark' })

const entry = z
  .object({
    key: z.string(),
    section,
    role: keysOf(dutyRoles).nullable(),
    at: instant,
    title: z.string(),
    detail: z.string().nullable(),
    explained: z
      .object({ period: z.string(), lines: z.array(z.string()) })
      .nullable()
      .meta({ description: '决定参考的积分：结清时的数和每一项的说明' }),
    link: z
      .object({ kind: z.enum(linked), id })
      .nullable()
      .meta({ description: '点开看那件事' }),
    remark: remark.nullable().meta({ description: '代表本人的备注' }),
  })
  .meta({ id: 'RecordEntry' })
export type RecordEntryView = z.output<typeof entry>

const copy = z
  .object({
    id,
    at: instant,
    reason: z.string(),
    fingerprint: z.string().meta({ description: '文件的 SHA-256' }),
    signature: z.string().meta({ description: '本系统密钥对指纹、代表和时间的签名' }),
    provable: z.boolean().meta({ description: '有签名文件，在系统外也能核对；以前存的没有' }),
    size: z.number().int(),
    by: z.string(),
  })
  .meta({ id: 'RecordCopy' })

/** What lies beside an entry; read where the matter itself is read. */
const attachment = z
  .object({
    kind: z.enum(['activity', 'suggestion']),
    id,
    title: z.string(),
    photos: z.array(id),
    minutes: z.boolean(),
    files: z.array(z.object({ id, name: z.string() })),
  })
  .meta({ id: 'RecordAttachment' })
export type RecordAttachment = z.output<typeof attachment>

export const recordView = z
  .object({
    representative: z.object({
      id,
      name: z.string(),
      serving: z.boolean(),
      photoUrl: z.string().nullable().meta({ description: '照片；null：没有存' }),
    }),
    basics: z.array(z.object({ label: z.string(), words: z.string() })),
    year: z.number().int().nullable(),
    years: z.array(z.number().int()),
    roles: z.array(
      z.object({ role: keysOf(dutyRoles), count: z.number().int(), before: z.number().int() }),
    ),
    sections: z.array(
      z.object({
        section,
        count: z.number().int(),
        entries: z.array(entry).meta({ description: '最近几条；section 指名的那一节是全部' }),
      }),
    ),
    timeline: z.array(entry).meta({ description: '最近几条；指名要的时候是全部' }),
    entries: z.int().meta({ description: '一共几条' }),
    attachments: z.array(attachment).meta({ description: '活动的照片和记录，建议的附件' }),
    points: z.array(z.string()).meta({ description: '履职积分的说明；没有开积分时是空的' }),
    copies: z.array(copy),
    rewards: z
      .array(z.object({ id, reversible: z.boolean() }))
      .meta({ description: '哪些奖励还能撤销；只给代表工委' }),
    papers: z
      .array(z.object({ id, withdrawable: z.boolean() }))
      .meta({ description: '照纸质材料登记的哪些还能撤销；只给代表工委' }),
    serverTime: instant,
  })
  .meta({ id: 'Record' })
export type RecordView = z.output<typeof recordView>

export const recordsApi = {
  show: endpoint({
    method: 'GET',
    path: '/api/records/:id',
    summary: '一位代表的履职档案，由账本和业务事实当场生成；代表只看自己的',
    tag,
    access: readers,
    params,
    query: z.strictObject({
      year: z.coerce.number().int().min(2000).max(2200).optional(),
      section: z
        .union([section, z.literal('timeline')])
        .optional()
        .meta({ description: '这一节要全部；timeline 是时间线' }),
    }),
    status: 200,
    reply: recordView,
  }),
  file: endpoint({
    method: 'GET',
    path: '/api/records/:id/file.pdf',
    summary: '履职档案的 PDF',
    tag,
    access: readers,
    params,
    status: 200,
    produces: 'application/pdf',
  }),
  word: endpoint({
    method: 'GET',
    path: '/api/records/:id/file.docx',
    summary: '履职档案的 Word 文件',
    tag,
    access: readers,
    params,
    status: 200,
    produces: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  }),
  all: endpoint({
    method: 'GET',
    path: '/api/exports/records',
    summary:
      '在任的和这一届里离任的代表的全部履职档案，一人一个文件夹，连同附件，一个 ZIP；边做边下载，用 ticket 问进度',
    tag,
    access: ['office'],
    query: z.strictObject({
      file: z.enum(['pdf', 'docx']).default('pdf'),
      ticket: z.uuid().optional(),
    }),
    status: 200,
    produces: 'application/zip',
  }),
  freeze: endpoint({
    method: 'POST',
    path: '/api/records/:id/copies',
    summary: '存一份档：文件连同指纹和签名留下，以后不变；离任时系统会自己存',
    tag,
    access: ['office'],
    params,
    body: z.strictObject({ id: ownId, reason: line(recordLimits.why, '存档的原因') }),
    status: 201,
    reply: copy,
  }),
  copy: endpoint({
    method: 'GET',
    path: '/api/records/:id/copies/:copy/file.pdf',
    summary: '存下的那份档，发出前先核对指纹',
    tag,
    access: readers,
    params: z.strictObject({ id, copy: id }),
    status: 200,
    produces: 'application/pdf',
  }),
  proof: endpoint({
    method: 'GET',
    path: '/api/records/:id/copies/:copy/signature.json',
    summary: '那份档的签名文件：不用本系统也能核对那份 PDF',
    tag,
    access: readers,
    params: z.strictObject({ id, copy: id }),
    status: 200,
    produces: 'application/json',
  }),
  reward: endpoint({
    method: 'POST',
    path: '/api/records/:id/rewards',
    summary: '记一项奖励、评优评先或连任推荐，写明谁定的、谁签的、哪一天、为什么，参考了哪次积分',
    tag,
    access: ['office'],
    params,
    body: z
      .strictObject({
        id: ownId,
        title: line(recordLimits.title, '奖励名称'),
        giver: line(recordLimits.giver, '谁给的'),
        on: z.iso.date({ error: '请选日子。' }),
        reason: line(recordLimits.reason, '事由'),
        kind: keysOf(rewardKinds).default('reward'),
        signer: line(recordLimits.signer, '签字人')
          .optional()
          .meta({ description: '评优评先和连任推荐要有：谁签的' }),
        closingId: id.optional().meta({ description: '参考了哪一次结清的积分' }),
      })
      .meta({ id: 'NewReward' }),
    status: 204,
  }),
  reverse: endpoint({
    method: 'POST',
    path: '/api/records/:id/rewards/:reward/reversal',
    summary: '撤销一项记错的奖励；原来的和撤销都留着',
    tag,
    access: ['office'],
    params: z.strictObject({ id, reward: id }),
    body: z.strictObject({ reason: line(recordLimits.reason, '为什么撤销') }),
    status: 204,
  }),
  keepPaper: endpoint({
    method: 'POST',
    path: '/api/records/:id/papers',
    summary:
      '照纸质材料登记一件：疑难工单督办、公益诉讼线索；系统里办这一种事以后，那一节就不再手工登记',
    tag,
    access: ['office'],
    params,
    body: z
      .strictObject({
        id: ownId,
        kind: keysOf(paperKinds),
        title: line(paperLimits.title, '做了什么'),
        on: z.iso.date({ error: '请选日子。' }),
        partner: line(paperLimits.partner, '和谁一起').optional(),
        outcome: line(paperLimits.outcome, '结果'),
        reference: line(paperLimits.reference, '材料的文号或名称'),
      })
      .meta({ id: 'NewPaper' }),
    status: 204,
  }),
  withdrawPaper: endpoint({
    method: 'POST',
    path: '/api/records/:id/papers/:paper/withdrawal',
    summary: '撤销一件登记错的；原来的和撤销都留着，已经计的分不再计',
    tag,
    access: ['office'],
    params: z.strictObject({ id, paper: id }),
    body: z.strictObject({ reason: line(paperLimits.reason, '为什么撤销') }),
    status: 204,
  }),
  remark: endpoint({
    method: 'POST',
    path: '/api/records/:id/remarks',
    summary: '代表给自己档案里的一条加备注；事实不改',
    tag,
    access: ['representative'],
    params,
    body: z.strictObject({
      id: ownId,
      entry: z.string().min(1).max(80),
      text: line(recordLimits.remark, '备注'),
    }),
    status: 204,
  }),
  withdraw: endpoint({
    method: 'POST',
    path: '/api/records/:id/remarks/:remark/withdrawal',
    summary: '代表撤回自己的备注',
    tag,
    access: ['representative'],
    params: z.strictObject({ id, remark: id }),
    status: 204,
  }),
}
