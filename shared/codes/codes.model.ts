import { z } from 'zod'
import { id, instant } from '../core/schema.ts'
import { answerFacts, representativeCard } from '../representatives/representatives.model.ts'
import { stationView } from '../stations/stations.model.ts'

/** What a code stands for. */
export const codeView = z
  .object({
    code: z.string(),
    url: z.string(),
    kind: z.enum(['representative', 'station']),
    state: z.enum(['active', 'revoked', 'successor']),
    successor: z.string().nullable().meta({ description: '接替它的码' }),
    sheet: z
      .object({
        title: z.string(),
        number: z.string(),
        place: z.string().nullable(),
        code: z.string().meta({ description: '这张纸上印的码；旧纸引到新码时，就是旧的那个' }),
      })
      .nullable()
      .meta({ description: '印出的那一张：海报或桌牌等，编号，张贴处' }),
    representative: representativeCard.nullable(),
    away: z.string().nullable().meta({ description: '正在休假、由谁代看' }),
    facts: answerFacts.nullable(),
    station: stationView.nullable(),
    representatives: z.array(representativeCard).meta({ description: '同站可选的代表' }),
  })
  .meta({ id: 'Code' })
export type CodeView = z.output<typeof codeView>

export const codeRow = z
  .object({
    code: z.string(),
    url: z.string(),
    kind: z.enum(['representative', 'station']),
    state: z.enum(['active', 'revoked', 'successor']),
    name: z.string(),
    targetId: id,
    madeAt: instant,
  })
  .meta({ id: 'CodeRow' })
export type CodeRow = z.output<typeof codeRow>
