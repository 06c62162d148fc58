import { z } from 'zod'
import { line } from '../core/schema.ts'
import { type ContactPolicy, smsRefusals, smsVendors } from './districts.words.ts'

/** What every voter page knows of its district. */
export interface DistrictInfo {
  name: string
  shortName: string
  /** e.g. "12345" or the office's own number, printed as the way out when nothing works. */
  fallbackPhone: string
  contactPolicy: ContactPolicy
  /** The way out at the foot of every page; {电话} stands for the phone. */
  help: string
}

/** What the office may change of its district. */
export const districtSettings = z
  .strictObject({
    name: line(20, '旗县区名称'),
    shortName: line(8, '简称').meta({ description: '用在编号里：石拐〔2026〕0213 号' }),
    congress: line(30, '代表的称呼').meta({
      description: '花名册没有届次时用：石拐区第十七届人大代表',
    }),
    fallbackPhone: z
      .string()
      .trim()
      .regex(/^\d[\d-]{2,18}\d$/, '电话只能是数字和短横线，例如 0000-1234567。'),
    silentAfterDays: z
      .int({ error: '请填写天数，1 到 365 的整数。' })
      .min(1, '至少 1 天。')
      .max(365, '最多 365 天。')
      .meta({ description: '海报贴出后，多少天没人扫就提醒去看看' }),
    contactPolicy: z.enum(['optional', 'required', 'verified', 'none']),
  })
  .meta({ id: 'DistrictSettings' })
export type DistrictSettings = z.output<typeof districtSettings>

export const districtChange = districtSettings
  .extend({
    was: districtSettings.meta({ description: '照着哪样改的；别人先改了就不保存' }),
  })
  .meta({ id: 'DistrictChange' })
export type DistrictChange = z.output<typeof districtChange>

const keysOf = <T extends Record<string, string>>(words: T) =>
  z.enum(Object.keys(words) as [keyof T & string, ...(keyof T & string)[]])

export const smsState = z
  .object({
    vendor: keysOf(smsVendors).nullable().meta({ description: '短信服务商；没有设置为 null' }),
  })
  .meta({ id: 'SmsState' })
export type SmsState = z.output<typeof smsState>

export const smsTest = z
  .object({
    refusal: keysOf(smsRefusals).nullable().meta({ description: '收下了为 null' }),
    vendorCode: z.string().nullable().meta({ description: '服务商自己的说法' }),
  })
  .meta({ id: 'SmsTest' })
export type SmsTest = z.output<typeof smsTest>
