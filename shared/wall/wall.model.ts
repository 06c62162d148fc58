import { z } from 'zod'
import { id, instant, line } from '../core/schema.ts'
import { wallLimits } from './wall.words.ts'

const count = z.number().int()
/** A rate as what it is made of. */
const part = z.object({ part: count, whole: count })

/** The district's numbers for a wall screen: sums and places, nobody's name, no order of people. */
export const wallFigures = z
  .object({
    serverTime: instant,
    district: z.string(),
    year: count.meta({ description: '代表建议算哪一年的' }),
    filings: z.object({
      today: count,
      recent: count.meta({ description: '近 30 天' }),
      days: z.array(count).meta({ description: '最近 30 个日历天，每天几件，最后一个是今天' }),
    }),
    clocks: z.object({
      open: count,
      overdue: count,
      left: z.array(count).length(24).meta({
        description: '还在走的表：不满 1 小时、1 到 2 小时……23 小时以上的各几件，超期的不在内',
      }),
      resolving: count,
      resolvingLate: count,
      forOffice: count,
    }),
    inTime: part.meta({ description: '近 30 天：24 小时内答复 ÷ 该答复的' }),
    content: part.meta({
      description: '近 30 天：选民对答复满意和基本满意 ÷ 评价过的；问题解决没有是另外一问',
    }),
    suggestions: z.object({
      solved: part.meta({ description: 'A 类 ÷ 交办的' }),
      satisfied: part.meta({ description: '代表满意和基本满意 ÷ 代表评价过的' }),
    }),
    sheets: z.object({ hung: count, silent: count }),
    stations: z.array(
      z.object({
        id,
        name: z.string(),
        latitude: z.number().nullable(),
        longitude: z.number().nullable(),
        recent: count.meta({ description: '近 30 天反映的' }),
        overdue: count.meta({ description: '正超期的' }),
      }),
    ),
  })
  .meta({ id: 'WallFigures' })
export type WallFigures = z.output<typeof wallFigures>

export const wallLink = z
  .object({
    id,
    name: z.string(),
    createdAt: instant,
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'WallLink' })
export type WallLink = z.output<typeof wallLink>

export const newWallLink = z
  .strictObject({ name: line(wallLimits.name, '大屏的名字') })
  .meta({ id: 'NewWallLink' })

export const wallOpening = z
  .strictObject({ token: z.string().min(1).max(100) })
  .meta({ id: 'WallOpening' })
