import { z } from 'zod'
import { isMobile, NO_MOBILE, plainPhone } from './phones.ts'
import { characters, cleanLine, cleanText, isVisible } from './text.ts'

/** A moment in the API: ISO 8601 in UTC. */
export const instant = z.iso.datetime().meta({ description: 'ISO 8601, UTC' })

/** A primary key: UUID version 7. */
export const id = z.uuid().meta({ description: 'UUID' })

/** Free text from a person, cleaned, 1 to `max` characters. */
export const text = (max: number, what: string) =>
  z
    .string({ error: `请填写${what}。` })
    .max(max * 4, `${what}太长了，最多 ${max} 个字。`)
    .transform(cleanText)
    .refine(isVisible, `请填写${what}。`)
    .refine((s) => characters(s) <= max, `${what}太长了，最多 ${max} 个字。`)

/** The same, on one line. */
export const line = (max: number, what: string) =>
  z
    .string({ error: `请填写${what}。` })
    .max(max * 4, `${what}太长了，最多 ${max} 个字。`)
    .transform(cleanLine)
    .refine(isVisible, `请填写${what}。`)
    .refine((s) => characters(s) <= max, `${what}太长了，最多 ${max} 个字。`)

/** The same, where leaving it empty is fine; empty becomes undefined. */
export const optionalLine = (max: number, what: string) =>
  z
    .string()
    .max(max * 4, `${what}太长了，最多 ${max} 个字。`)
    .transform(cleanLine)
    .refine((s) => characters(s) <= max, `${what}太长了，最多 ${max} 个字。`)
    .transform((s) => (isVisible(s) ? s : undefined))
    .optional()

/** What an old page sends that the server no longer knows. */
export const NO_SUCH_ACT = '没有这样的操作，请刷新页面再试。'

/** A mobile number, however it was typed; plain afterwards. */
export const mobile = z
  .string({ error: '请填写手机号。' })
  .max(40, '手机号太长了，请核对一下。')
  .transform(plainPhone)
  .refine(isMobile, NO_MOBILE)
  .meta({ description: '手机号' })

/** What somebody looks for; nothing is looked for when it is empty. */
export const search = (what: string) =>
  z
    .string()
    .max(60)
    .transform(cleanLine)
    .transform((s) => (s === '' ? undefined : s))
    .optional()
    .meta({ description: what })

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, '日期要写成 2026-11-23 这样。')
  .refine((words) => !Number.isNaN(Date.parse(words)), '没有这一天。')
/** Days of the calendar that a list is narrowed to, both of them within. */
export const daySpan = {
  from: day.optional().meta({ description: '从这一天' }),
  to: day.optional().meta({ description: '到这一天，当天也算' }),
}

/** A page of a list: which, and how many in all. Numbers come from a query string. */
export const pageQuery = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
}

/** An order: "key" is rising, "-key" falling. */
export const sortBy = <const Key extends string>(...keys: readonly Key[]) =>
  z.enum(keys.flatMap((key): (Key | `-${Key}`)[] => [key, `-${key}`]))

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    total: z.number().int(),
    page: z.number().int(),
    size: z.number().int(),
  })

/** RFC 9457 problem document with a stable `code`. */
export const problemDocument = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    about: z.string().optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem document' })
