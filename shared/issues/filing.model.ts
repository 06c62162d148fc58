import { z } from 'zod'
import { plainPhone } from '../core/phones.ts'
import { id, instant, line, optionalLine, text } from '../core/schema.ts'
import { proof } from '../verifications/verifications.model.ts'
import { noPhone, phonePattern } from './contact.words.ts'
import { elsewhereWords, issueLimits, salutations } from './issues.words.ts'
import { issueField, issueKind, keysOf } from './keys.model.ts'

const phone = z
  .string()
  .max(40)
  .transform(plainPhone)
  .refine((s) => s === '' || phonePattern.test(s), noPhone)
  .transform((s) => (s === '' ? undefined : s))

export const contact = z.strictObject({
  name: optionalLine(issueLimits.name, '姓名'),
  salutation: keysOf(salutations).optional(),
  phone: phone.optional(),
  verification: proof.optional().meta({ description: '规矩是“短信验证”时要带' }),
})
export type Contact = z.output<typeof contact>

/** Where it is: words, or the phone's position with words if any. */
export const place = z.union([
  line(issueLimits.place, '地点').transform((words) => ({
    text: words as string | undefined,
    latitude: undefined,
    longitude: undefined,
  })),
  z.strictObject({
    text: optionalLine(issueLimits.place, '地点'),
    latitude: z.number().min(-90).max(90).optional(),
    longitude: z.number().min(-180).max(180).optional(),
  }),
])

export const filing = z
  .strictObject({
    code: z.string().min(1).max(64).meta({ description: '扫到的码' }),
    representativeId: id,
    kind: issueKind,
    field: issueField,
    title: line(issueLimits.title, '标题'),
    text: text(issueLimits.text, '反映的内容'),
    place: place.optional(),
    photos: z.array(id).max(issueLimits.photos, `最多 ${issueLimits.photos} 张照片。`).optional(),
    contact: contact.optional(),
    elsewhere: keysOf(elsewhereWords).optional().meta({ description: '是否已在别处反映' }),
    hidden: z
      .boolean({ error: '请选择是否不让代表知道您的姓氏。' })
      .meta({ description: '对代表隐去姓氏' }),
    publish: z
      .boolean({ error: '请选择办好后是否可以公开。' })
      .meta({ description: '办好后可以公开（去掉姓名电话）' }),
    texts: z.int().min(1).optional().meta({ description: '提交时看到的“页面上的话”是第几版' }),
  })
  .meta({ id: 'Filing' })
export type Filing = z.output<typeof filing>

export const filed = z
  .object({
    id,
    number: z.string(),
    receipt: z.string(),
    filedAt: instant,
    responseDueAt: instant,
    held: z
      .boolean()
      .meta({ description: '短时间内收到很多条，工作人员先看一眼再转给代表；24 小时照样从提交算' }),
  })
  .meta({ id: 'Filed' })
