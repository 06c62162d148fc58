import { z } from 'zod'
import { id } from '../core/schema.ts'
import { stationKinds } from './stations.words.ts'

export const stationKind = z.enum(
  Object.keys(stationKinds) as [keyof typeof stationKinds, ...(keyof typeof stationKinds)[]],
)

/** 代表家站, as anyone may see it. */
export const stationView = z
  .object({
    id,
    name: z.string(),
    kind: stationKind,
    area: z.string().nullable().meta({ description: '片区' }),
    address: z.string().nullable(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    phone: z.string().nullable().meta({ description: '家站对外电话' }),
    receptionDay: z.string().nullable(),
    representatives: z.number().int(),
  })
  .meta({ id: 'Station' })
export type StationView = z.output<typeof stationView>
