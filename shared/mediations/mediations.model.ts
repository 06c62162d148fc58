import { z } from 'zod'
import { isNameless, isNoPersons } from '../core/nameless.rules.ts'
import { id, instant, line, optionalLine, pageOf, text } from '../core/schema.ts'
import {
  mediationLimits as limits,
  type MediationStep,
  mediationActs,
  mediationOutcomes,
  mediationResults,
  mediationSources,
  mediationStates,
  mediationSteps,
  mediatorAnswers,
} from './mediations.words.ts'

const keysOf = <T extends Record<string, string>>(words: T) =>
  z.enum(Object.keys(words) as [keyof T & string, ...(keyof T & string)[]])
const revision = z.number().int().min(0).meta({ description: '改之前看到的版本' })
const day = z.iso.date({ error: '请选日子。' })
const NAMELESS = '这里不写手机号和身份证号。'
const namelessLine = (max: number, what: string) => line(max, what).refine(isNameless, NAMELESS)
const namelessText = (max: number, what: string) => text(max, what).refine(isNameless, NAMELESS)
const documentNumber = (max: number, what: string) =>
  optionalLine(max, what).refine((given) => given === undefined || isNoPersons(given), NAMELESS)
const reason = namelessText(limits.reason, '原因')

/** One step as it was written down; `by` null: the office wrote it. */
export interface Logged {
  step: MediationStep
  on: string
  text: string
  by: string | null
  /** By which day one side promised to do it. */
  promisedFor?: string
  /** What was promised before was kept. */
  kept?: true
  /** When whoever mediates was reminded of it, on its day. */
  askedAt?: number
}

const happened = z
  .object({
    on: z.iso.date(),
    words: z.string(),
    by: z.string().nullable().meta({ description: '哪位代表；代表工委办的是空' }),
    text: z.string().nullable().meta({ description: '记一步时写的' }),
  })
  .meta({ id: 'MediationStep' })
export type Happened = z.output<typeof happened>

const mediator = z.object({
  id,
  name: z.string(),
  answer: keysOf(mediatorAnswers),
  reason: z.string().nullable(),
})

/** One, as somebody may see it who has a part in it. */
export const mediationView = z
  .object({
    id,
    title: z.string(),
    source: keysOf(mediationSources),
    caseNumber: z.string().nullable(),
    sides: z.string(),
    text: z.string(),
    mediators: z.array(mediator),
    state: keysOf(mediationStates),
    dueAt: instant
      .nullable()
      .meta({ description: '现在这一步的期限；空：没有，或那年的日历还没有' }),
    consentedOn: z.iso.date().nullable(),
    log: z
      .array(z.object({ step: keysOf(mediationSteps), on: z.iso.date(), text: z.string() }))
      .meta({ description: '记过哪几步，先记的在前' }),
    promises: z
      .array(
        z.object({
          for: z.iso.date(),
          text: z.string().meta({ description: '答应的那一步写的' }),
          isDue: z.boolean().meta({ description: '那一天到了' }),
        }),
      )
      .meta({ description: '一方答应了、还没有回访的' }),
    timeline: z.array(happened).meta({ description: '经过：办的每一步和记的每一步，照日子排' }),
    outcome: keysOf(mediationOutcomes).nullable(),
    endedOn: z.iso.date().nullable(),
    reason: z.string().nullable(),
    agreement: z.string().nullable(),
    confirmBy: z.iso.date().nullable().meta({ description: '申请司法确认的最后一天' }),
    confirmedOn: z.iso.date().nullable(),
    registeredAt: instant,
    revision: z.number().int(),
    can: z.array(keysOf(mediationActs)).meta({ description: '看的人现在可以办的' }),
    serverTime: instant,
  })
  .meta({ id: 'Mediation' })
export type MediationView = z.output<typeof mediationView>

/** One line of a list: neither what it is about nor what was written down. */
export const mediationRow = mediationView
  .pick({
    id: true,
    title: true,
    source: true,
    caseNumber: true,
    state: true,
    dueAt: true,
    outcome: true,
    endedOn: true,
    registeredAt: true,
  })
  .extend({
    mediators: z.array(mediator.omit({ reason: true })),
    waiting: z.boolean().meta({ description: '等看的人办一步' }),
  })
  .meta({ id: 'MediationRow' })
export type MediationRow = z.output<typeof mediationRow>

export const mediationList = pageOf(mediationRow).extend({ serverTime: instant })
export type MediationList = z.output<typeof mediationList>

export const newMediation = z
  .strictObject({
    id: id.meta({ description: '由客户端起，重发不会多一件' }),
    title: namelessLine(limits.title, '案由'),
    source: keysOf(mediationSources),
    caseNumber: documentNumber(limits.caseNumber, '案号'),
    sides: namelessLine(limits.sides, '双方'),
    text: namelessText(limits.text, '争议概况'),
    mediatorIds: z.array(id).min(1, '请至少请一位代表。').max(limits.mediators, '最多请 5 位。'),
  })
  .meta({ id: 'NewMediation' })
export type NewMediation = z.output<typeof newMediation>

const result = {
  revision,
  outcome: keysOf(mediationResults),
  on: day,
  agreement: documentNumber(limits.agreement, '协议书编号'),
}

export const mediationCommand = z
  .discriminatedUnion('act', [
    z.strictObject({ act: z.literal('accept'), revision }),
    z.strictObject({ act: z.literal('invite'), revision, representativeId: id }),
    z.strictObject({ act: z.literal('join'), revision }),
    z.strictObject({ act: z.literal('recuse'), revision, reason }),
    z.strictObject({ act: z.literal('consent'), revision, on: day }),
    z.strictObject({ act: z.literal('refuse'), revision, on: day, reason }),
    z.strictObject({
      act: z.literal('log'),
      revision,
      step: keysOf(mediationSteps),
      on: day,
      text: namelessText(limits.step, '做了什么'),
      promisedFor: day
        .optional()
        .meta({ description: '一方答应哪一天办到，到那天提醒；没有答应就不写' }),
      kept: z.boolean().optional().meta({ description: '前面答应的都办到了，不用再提醒' }),
    }),
    z.strictObject({
      act: z.literal('extend'),
      revision,
      on: day.meta({ description: '延到哪一天' }),
      bothAgreed: z.literal(true, '要双方都同意才能延长。'),
    }),
    z.strictObject({
      act: z.literal('finish'),
      ...result,
      reason: optionalLine(limits.reason, '原因').refine(
        (given) => given === undefined || isNameless(given),
        NAMELESS,
      ),
    }),
    z.strictObject({ act: z.literal('withdraw'), revision, on: day, reason }),
    z.strictObject({ act: z.literal('confirm'), revision, appliedOn: day, on: day }),
    z.strictObject({ act: z.literal('correct'), ...result, reason }),
  ])
  .meta({ id: 'MediationCommand' })
export type MediationCommand = z.output<typeof mediationCommand>
