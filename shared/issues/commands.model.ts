import { z } from 'zod'
import { id, line, optionalLine, text } from '../core/schema.ts'
import { limitWords } from '../districts/limits.words.ts'
import { REASON_LENGTH } from './clocks.words.ts'
import { issueLimits } from './issues.words.ts'
import { referralTarget, verdict } from './keys.model.ts'

/** What may come with the words of whoever works on a matter. */
export const withWords = {
  photos: z.array(id).max(issueLimits.photos, `最多 ${issueLimits.photos} 张照片。`).optional(),
  key: id.optional().meta({ description: '信号断了再送时用同一个 key，只送到一次' }),
}
/** `key`: a UUID; the same words under the same key arrive only once. */
export interface WithWords {
  photos?: string[]
  key?: string
}

export const response = z
  .strictObject({
    decision: z.enum(['answer', 'refer', 'decline']),
    text: text(issueLimits.answer, '答复'),
    settled: z.boolean().optional().meta({ description: '答复时就已经办结；不写就接着办' }),
    ...withWords,
    to: z
      .strictObject({
        kind: z.enum([...referralTarget.options, 'elsewhere']).meta({
          description: '转办时写转到哪里；不予受理时是 elsewhere，请选民自己去别处',
        }),
        id: id.optional().meta({ description: '转给代表或家站时填' }),
        name: optionalLine(issueLimits.goWhere, '单位名称').meta({
          description: '转给部门时填单位；不予受理时必填，请选民去哪里',
        }),
      })
      .optional(),
  })
  .meta({ id: 'Response' })
export type ResponseCommand = z.output<typeof response>

export const verdictCommand = z
  .strictObject({
    answer: verdict,
    solved: verdict,
    onlyAcknowledged: z.boolean().default(false),
    text: optionalLine(issueLimits.message, '补充'),
    earlier: z
      .int()
      .min(0)
      .optional()
      .meta({ description: '写的时候已经给过几次评价；信号断了再送时带着它，只算一次' }),
  })
  .meta({ id: 'VerdictCommand' })

const workingDays = (max: number) =>
  z.int({ error: '请填写天数。' }).min(1, '至少 1 个工作日。').max(max, `最多 ${max} 个工作日。`)

export const extension = z
  .strictObject({
    days: workingDays(limitWords.extension.most).meta({ description: '再给几个工作日' }),
    reason: line(REASON_LENGTH, '延期的理由'),
  })
  .meta({ id: 'Extension' })
