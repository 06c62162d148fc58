import { z } from 'zod'
import { id, instant, line, text } from '../core/schema.ts'
import { resolutionClock } from './clocks.model.ts'
import { issueLimits } from './issues.words.ts'
import { issueField, issueKind, issueState, officeTask } from './keys.model.ts'

export const officeRow = z
  .object({
    id,
    number: z.string(),
    title: z.string(),
    kind: issueKind,
    field: issueField,
    kindWords: z.string(),
    fieldWords: z.string(),
    state: issueState,
    voter: z.string(),
    representative: z.object({ id, name: z.string() }),
    handler: z
      .object({ kind: z.enum(['representative', 'station']), name: z.string() })
      .meta({ description: '现在由谁办' }),
    station: z.string().nullable(),
    filedAt: instant,
    running: z
      .enum(['response', 'follow-up'])
      .nullable()
      .meta({ description: '还在走的表：第一次答复，或转办后接着办' }),
    startedAt: instant.meta({ description: '还在走的表从何时起；没有表在走时是反映的时间' }),
    dueAt: instant,
    respondedAt: instant.nullable(),
    overdue: z.boolean(),
    resolution: resolutionClock.nullable(),
    together: z.boolean().meta({ description: '和别的放在一起办' }),
    chased: z.boolean().meta({ description: '选民催过' }),
    tasks: z.array(officeTask).meta({ description: '等代表工委定的' }),
  })
  .meta({ id: 'OfficeIssueRow' })
export type OfficeIssueRow = z.output<typeof officeRow>

/** What the office decides on a matter that waits for it: who answers it, or the answer itself. */
export const officeDecision = z
  .strictObject({
    assign: z.strictObject({ representativeId: id, reason: line(200, '理由') }).optional(),
    text: text(issueLimits.answer, '答复').optional(),
  })
  .refine((given) => (given.assign === undefined) !== (given.text === undefined), {
    path: ['text'],
    error: '请选一位代表来办，或者直接写答复，二选一。',
  })
  .meta({ id: 'OfficeDecision' })

export const review = z
  .strictObject({
    upheld: z.boolean({ error: '请选择那句话算不算答复。' }),
    reason: line(200, '理由'),
  })
  .meta({ id: 'AcknowledgementReview' })

export const ledgerEntry = z
  .object({
    sequence: z.number().int(),
    at: instant,
    type: z.string(),
    actor: z.string(),
    sentence: z.string(),
    hash: z.string(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'LedgerEntry' })
