import { z } from 'zod'
import { id, instant, line, text } from '../core/schema.ts'
import {
  APPRAISED,
  type FactKind,
  NOTICE_DAYS,
  pointLimits,
  rulePeriods,
  ruleReviews,
} from './points.words.ts'

const oneDecimal = (value: number): boolean => Math.abs(value * 10 - Math.round(value * 10)) < 1e-9

/** Points, whole or with one decimal. */
export const points = (most: number) =>
  z
    .number({ error: '请填分值。' })
    .min(-most, `分值最低 −${most}。`)
    .max(most, `分值最高 ${most}。`)
    .refine(oneDecimal, '分值最多一位小数。')

/** What a year is appraised with. */
export const appraisalPoints = points(pointLimits.appraisal).refine(
  (value) => value >= 0,
  '核定分最低 0。',
)

const keysOf = <K extends string>(words: Record<K, unknown>): [K, ...K[]] =>
  Object.keys(words) as [K, ...K[]]

/** How one kind of duty scores. */
export const rule = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/, '规则编号不对。')
      .meta({ description: '各版之间不变，上限按它累计' }),
    title: line(pointLimits.title, '规则的名字'),
    facts: z
      .array(
        z.strictObject({
          fact: z.string().max(40).meta({ description: '哪种事，见 facts' }),
          points: points(pointLimits.points),
        }),
      )
      .max(10, '一条规则最多写 10 种事。'),
    cap: z
      .number()
      .positive('上限请填大于 0 的数。')
      .max(pointLimits.cap, `上限最高 ${pointLimits.cap}。`)
      .refine(oneDecimal, '上限最多一位小数。')
      .nullable()
      .meta({ description: '加到或减到多少为止；null：没有' }),
    period: z.enum(keysOf(rulePeriods)),
    review: z.enum(keysOf(ruleReviews)),
    within: z
      .string()
      .max(40)
      .nullable()
      .meta({ description: '也占哪条规则的上限；null：只看自己的' }),
    least: z
      .strictObject({
        count: z.int().min(1, '至少写 1 件。').max(100, '最多写 100 件。'),
        points: points(pointLimits.points),
      })
      .nullable()
      .meta({ description: '一年不到几件，年底减几分' }),
  })
  .meta({ id: 'PointRule' })
export type Rule = z.output<typeof rule>

const sectors = z
  .array(line(pointLimits.sector, '构成里的字'))
  .max(pointLimits.sectors, `最多写 ${pointLimits.sectors} 个。`)

/** A whole rule set. */
export const ruleSet = z
  .strictObject({
    base: z
      .number({ error: '请填基础分。' })
      .min(0, '基础分最低 0。')
      .max(pointLimits.base, `基础分最高 ${pointLimits.base}。`)
      .refine(oneDecimal, '基础分最多一位小数。'),
    appraisalMost: z
      .number()
      .min(0)
      .max(pointLimits.appraisal, `年终核定最多 ${pointLimits.appraisal} 分。`)
      .refine(oneDecimal, '最多一位小数。')
      .meta({ description: '年终核定最多几分' }),
    appraised: sectors.default(APPRAISED).meta({
      description: '名册的构成里有哪些字的代表作年终核定；不写：农牧民、村民、居民、社区',
    }),
    notAppraised: sectors.default([]).meta({
      description: '构成里有这些字的不作，比如“社区工作者”；不写：没有',
    }),
    noticeDays: z
      .int({ error: '公示几天请填整数。' })
      .min(1, '至少公示 1 天。')
      .max(pointLimits.noticeDays, `最多公示 ${pointLimits.noticeDays} 天。`)
      .default(NOTICE_DAYS)
      .meta({ description: '签字以后向代表公示几个整天；不写：5' }),
    rules: z.array(rule).min(1, '至少写一条规则。').max(pointLimits.rules, '规则太多了。'),
  })
  .meta({ id: 'PointRuleSet' })
export type RuleSet = z.output<typeof ruleSet>
/** As it was stored: before there was a choice of days or sectors, without them. */
export type SavedRuleSet = z.input<typeof ruleSet>

/** With what counted before there was a choice. */
export const wholeSet = (saved: SavedRuleSet): RuleSet => ({
  ...saved,
  noticeDays: saved.noticeDays ?? NOTICE_DAYS,
  appraised: saved.appraised ?? APPRAISED,
  notAppraised: saved.notAppraised ?? [],
})

/** Facts of a checked rule are known ones. */
export const factOf = (fact: string): FactKind => fact as FactKind

export const newRuleSet = z
  .strictObject({
    after: z.int().min(0).meta({ description: '在哪一版上改的' }),
    from: z.iso.date({ error: '请选从哪一天起算。' }),
    reason: text(pointLimits.reason, '为什么改'),
    set: ruleSet,
  })
  .meta({ id: 'NewPointRuleSet' })

export const ruleSetVersion = z
  .object({
    version: z.int().meta({ description: '0：系统自带' }),
    from: z.iso.date().meta({ description: '从这一天的事起算' }),
    state: z.enum(['planned', 'in-force', 'past']),
    savedAt: instant.nullable(),
    savedBy: z.string().nullable(),
    reason: z.string().nullable(),
    set: ruleSet,
  })
  .meta({ id: 'PointRuleSetVersion' })
export type RuleSetVersion = z.output<typeof ruleSetVersion>

const change = z.object({ id, name: z.string(), before: z.number(), after: z.number() })

const triedYear = z.object({
  period: z.string().meta({ description: '按哪一年算' }),
  people: z.int().meta({ description: '一共算了多少位' }),
  affected: z.int().meta({ description: '如果那一年一开始就按新规则，分数会变的有多少位' }),
  most: z.array(change).meta({ description: '变化最大的几位，最多 5 位' }),
  moved: z.array(change).meta({ description: '分数会变的每一位，照名册的次序' }),
  atOnce: z
    .array(change)
    .meta({ description: '一存下，那一年的分数就会变的每一位：现在的和存下以后的，照名册的次序' }),
  sentence: z.string(),
})

export const simulation = triedYear
  .extend({
    running: triedYear.meta({ description: '今年到现在为止；“一年不到几件”还没到算的时候' }),
    effect: z.string().meta({ description: '存下以后真的会怎样：从哪天起、现在变不变' }),
  })
  .meta({ id: 'PointSimulation' })
export type Simulation = z.output<typeof simulation>
export type TriedYear = z.output<typeof triedYear>
