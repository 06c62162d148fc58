import { z } from 'zod'
import { instant } from '../core/schema.ts'
import { type Limits, limitWords } from './limits.words.ts'

function limit(key: keyof Limits) {
  const { label, unit, least, most } = limitWords[key]
  const range = `请填 ${least} 到 ${most} 的整数。`
  return z
    .int({ error: range })
    .min(least, range)
    .max(most, range)
    .meta({ description: `${label}（${unit}）` })
}

/** 时限与次数 of a district. */
export const limits = z
  .strictObject({
    days: limit('days'),
    complexDays: limit('complexDays'),
    extension: limit('extension'),
    waits: limit('waits'),
    waitDays: limit('waitDays'),
    verdictDays: limit('verdictDays'),
    bounces: limit('bounces'),
    chaseHours: limit('chaseHours'),
    gatherMinutes: limit('gatherMinutes'),
    floodMinutes: limit('floodMinutes'),
    floodRepresentative: limit('floodRepresentative'),
    floodDistrict: limit('floodDistrict'),
    floodWords: limit('floodWords'),
    floodAddress: limit('floodAddress'),
  })
  .refine(({ days, complexDays }) => complexDays > days, {
    path: ['complexDays'],
    error: '复杂的事要比一般的多给几天。',
  })
  .meta({ id: 'Limits' })

export const limitsChange = limits
  .safeExtend({
    basedOn: z.int().min(1).meta({
      description: '照着第几版改的；别人先改了就不保存',
    }),
  })
  .meta({ id: 'LimitsChange' })

export const limitsSettings = z
  .object({
    limits,
    version: z.int().meta({ description: '第几版；1 是标准的，改一次加一' }),
    standard: z.boolean().meta({ description: '和标准的一样' }),
    since: instant.nullable().meta({ description: '从什么时候起这样；没有改过为 null' }),
  })
  .meta({ id: 'LimitsSettings' })
