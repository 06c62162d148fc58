import { z } from 'zod'
import { id, instant, text } from '../core/schema.ts'
import {
  closingStates,
  dutyRoles,
  entryActs,
  entryStates,
  pointLimits,
  rulePeriods,
} from './points.words.ts'

const keysOf = <K extends string>(words: Record<K, unknown>): [K, ...K[]] =>
  Object.keys(words) as [K, ...K[]]

/** `2026`: a year; `2026-1`, `2026-2`: its halves. */
export const periodName = z
  .string()
  .regex(/^2[01]\d\d(-[12])?$/, '时段写成 2026、2026-1 或 2026-2。')
  .meta({ description: '2026 全年，2026-1 上半年，2026-2 下半年' })

/** Kind of fact and matter, as one word of an address. */
export const entryName = z
  .string()
  .regex(/^[a-z.-]{1,40}:[\w-]{1,80}$/)
  .meta({ description: '哪种事和哪一件' })

export const entryState = z.enum(keysOf(entryStates))

/** One fact, the rule that counts it, and what it came to; ids only, never words of a matter. */
export const plainEntry = z
  .object({
    key: entryName,
    fact: z.string(),
    words: z.string(),
    at: instant,
    matterKind: z.string(),
    matterId: z.string(),
    state: entryState,
    full: z.number().meta({ description: '规则写的分' }),
    points: z.number().meta({ description: '实际得的分' }),
    rule: z.string().meta({ description: '照哪一版哪一条' }),
  })
  .meta({ id: 'PlainPointEntry' })
export type PlainEntry = z.output<typeof plainEntry>

const item = {
  id: z.string(),
  title: z.string(),
  points: z.number(),
  cap: z.number().nullable(),
  period: z.enum(keysOf(rulePeriods)),
  words: z.string().meta({ description: '由哪些算出' }),
}
const roles = z.record(z.enum(keysOf(dutyRoles)), z.int())
const sums = {
  total: z.number(),
  base: z.number(),
  baseRule: z.string().optional().meta({ description: '基础分照哪一版；以前签字的没有' }),
  facts: z.int(),
  roles,
}

export const plainItem = z.object({ ...item, entries: z.array(plainEntry) })

/** What is frozen when a period is signed. */
export const plainAccount = z.object({
  ...sums,
  items: z.array(plainItem),
  unruled: z.array(plainEntry),
})
export type PlainAccount = z.output<typeof plainAccount>

/** The same, with what only a living page shows. */
export const pointEntry = plainEntry
  .extend({
    title: z.string().nullable().meta({ description: '那件事的标题；看不到的为空' }),
    visible: z.boolean().meta({ description: '点开看得到那件事' }),
    acts: z.array(
      z.object({
        words: z.string(),
        by: z.string().meta({ description: '谁办的' }),
        reason: z.string(),
        at: instant,
      }),
    ),
    appealable: z.boolean(),
  })
  .meta({ id: 'PointEntry' })
export type PointEntry = z.output<typeof pointEntry>

export const pointItem = z.object({ ...item, entries: z.array(pointEntry) })
export type PointItem = z.output<typeof pointItem>

export const appealView = z
  .object({
    id,
    representative: z.object({ id, name: z.string() }),
    about: z.string().meta({ description: '哪一件，或哪次公示' }),
    entry: entryName.nullable(),
    scored: plainEntry
      .extend({ title: z.string().nullable(), visible: z.boolean() })
      .nullable()
      .meta({ description: '那一件事现在怎么计分；只在代表工委的名单里' }),
    closingId: id.nullable(),
    reason: z.string(),
    at: instant,
    turns: z
      .enum(keysOf(entryActs))
      .nullable()
      .meta({ description: '采纳会对那一件做什么；空：不改分，或是对整份结果的' }),
    moved: z
      .boolean()
      .nullable()
      .meta({ description: '采纳时改了计分没有；还没答复、没有采纳的为空' }),
    state: z.enum(['open', 'upheld', 'dismissed']),
    decision: z.string().nullable(),
    decidedAt: instant.nullable(),
    appraisable: z
      .object({ now: z.number().nullable(), most: z.number() })
      .nullable()
      .meta({ description: '答复时可以改定的年终核定分：现在几分、最多几分；只给代表工委' }),
  })
  .meta({ id: 'PointAppeal' })
export type AppealView = z.output<typeof appealView>

export const closingBrief = z
  .object({
    id,
    period: periodName,
    words: z.string(),
    state: z.enum(keysOf(closingStates)),
    signer: z.string().nullable(),
    signedBy: z
      .string()
      .nullable()
      .meta({ description: '用谁的账号登记的签字；还没签，或是代表看自己的：空' }),
    reason: z.string().nullable(),
    signedAt: instant.nullable(),
    noticeUntil: instant.nullable().meta({ description: '公示到这一刻（前一天 24 点）' }),
    closedAt: instant.nullable(),
    fingerprint: z.string().nullable(),
    discarded: z
      .object({ at: instant, by: z.string(), reason: z.string() })
      .nullable()
      .meta({ description: '作废的草稿：谁、什么时候、为什么' }),
  })
  .meta({ id: 'PointClosing' })
export type ClosingBrief = z.output<typeof closingBrief>

/** Somebody's account of points; only they and the office ever see it. */
export const pointAccount = z
  .object({
    serverTime: instant,
    counted: z.boolean().meta({ description: '账本都算完了；没有：正在补算' }),
    representative: z.object({ id, name: z.string(), appraised: z.boolean() }),
    period: periodName,
    words: z.string(),
    years: z.array(z.int()),
    ...sums,
    station: z.boolean().meta({ description: '有的规则由家站核对，那几件家站也看得到' }),
    before: z.object({ words: z.string(), facts: z.int(), roles }),
    items: z.array(pointItem),
    unruled: z.array(pointEntry),
    appraisal: z.object({ points: z.number(), reason: z.string(), at: instant }).nullable(),
    closing: closingBrief.nullable().meta({ description: '公示或结清以后才有' }),
    objectable: z.boolean().meta({ description: '公示期内，可以对结果提意见' }),
    appeals: z.array(appealView),
  })
  .meta({ id: 'PointAccount' })
export type PointAccount = z.output<typeof pointAccount>

export const reason = (what: string) => text(pointLimits.reason, what)
