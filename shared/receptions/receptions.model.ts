import { z } from 'zod'
import { id, instant } from '../core/schema.ts'
import { dutyLimits } from './receptions.words.ts'

/** One time at which a representative is at a station. */
export const dutyView = z
  .object({
    id,
    representative: z.object({ id, name: z.string() }),
    startsAt: instant,
    endsAt: instant,
    revision: z.number().int(),
  })
  .meta({ id: 'StationDuty' })
export type DutyView = z.output<typeof dutyView>

export const dutyList = z.object({ items: z.array(dutyView), serverTime: instant })

const time = (what: string) =>
  z.string({ error: `请选${what}。` }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, `请选${what}。`)

export const newDuties = z
  .strictObject({
    representativeId: id,
    days: z
      .array(z.iso.date({ error: '请选日子。' }))
      .min(1, '请选日子。')
      .max(dutyLimits.days, `一次最多排 ${dutyLimits.days} 天。`),
    from: time('开始的时间'),
    to: time('结束的时间'),
  })
  .meta({ id: 'NewStationDuties' })
export type NewDuties = z.output<typeof newDuties>

export const dutySwap = z
  .strictObject({ representativeId: id, revision: z.number().int() })
  .meta({ id: 'StationDutySwap' })
