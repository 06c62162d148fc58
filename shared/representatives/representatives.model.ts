import { z } from 'zod'
import { id } from '../core/schema.ts'

/** A representative as anyone may see one: basic and duty information, never phone or home address (代表法 58). */
export const representativeCard = z
  .object({
    id,
    name: z.string(),
    state: z.enum(['serving', 'left']),
    congress: z.string().meta({ description: '石拐区第十七届人大代表' }),
    unit: z.string().nullable().meta({ description: '选区或选举单位' }),
    station: z.object({ id, name: z.string() }).nullable(),
    area: z.string().nullable().meta({ description: '片区' }),
    post: z.string().nullable().meta({ description: '单位及职务' }),
    photoUrl: z.string().nullable(),
    away: z.string().optional().meta({ description: '在休假，由谁代看；选民选人、填写时才有' }),
    standIn: z
      .string()
      .optional()
      .meta({ description: '哪位代表代看，如“李婺代表”；由家站代看时没有' }),
    mongolian: z.string().optional().meta({ description: '传统蒙古文的姓名，由单位提供' }),
  })
  .meta({ id: 'RepresentativeCard' })
export type RepresentativeCard = z.output<typeof representativeCard>

/** This representative's own facts; no rank. One mark per answer, oldest first, at most 60. */
export const answerFacts = z
  .object({
    answered: z.number().int(),
    inTime: z.number().int(),
    late: z.number().int(),
    unanswered: z.number().int().meta({ description: '超期还没有答复的' }),
    marks: z
      .string()
      .regex(/^[01]*$/)
      .meta({ description: '最近的答复，1 按时 0 超期，旧的在前' }),
  })
  .meta({ id: 'AnswerFacts' })
export type AnswerFacts = z.output<typeof answerFacts>

/** What the office sees in its table. The phone is masked. */
export const representativeRow = representativeCard
  .extend({
    phoneMask: z.string().nullable(),
    code: z.string().nullable(),
    codeUrl: z.string().nullable(),
    account: z.enum(['none', 'invited', 'active']),
    note: z.string().nullable(),
  })
  .meta({ id: 'RepresentativeRow' })
export type RepresentativeRow = z.output<typeof representativeRow>
