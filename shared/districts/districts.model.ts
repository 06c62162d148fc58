import { z } from 'zod'
import { line } from '../core/schema.ts'
import type { ContactPolicy } from './districts.words.ts'

/** What every voter page knows of its district. */
export interface DistrictInfo {
  name: string
  shortName: string
  /** e.g. "12345" or the office's own number, printed as the way out when nothing works. */
  fallbackPhone: string
  contactPolicy: ContactPolicy
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
      .regex(/^\d[\d-]{2,18}\d$/, '电话只能是数字和短横线，例如 0472-8728000。'),
    contactPolicy: z.enum(['optional', 'required', 'none']),
  })
  .meta({ id: 'DistrictSettings' })
export type DistrictSettings = z.output<typeof districtSettings>
