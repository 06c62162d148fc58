import { z } from 'zod'
import { id, text } from '../core/schema.ts'
import { issueLimits } from '../issues/issues.words.ts'
import { matterKind } from '../lineage/lineage.model.ts'
import { suggestionText } from './commands.model.ts'

/** A new one: only begun, or sent in the same act, with words to the voter that it came from. */
export const newSuggestion = z
  .strictObject({
    ...suggestionText,
    issueId: id.optional().meta({ description: '由哪件群众反映写成' }),
    from: z
      .strictObject({ kind: matterKind.exclude(['issue', 'suggestion']), id })
      .optional()
      .meta({ description: '由哪件别的事写成，例如一件诉前调解；写的人要看得到它' }),
    submit: z.boolean().default(false).meta({ description: '写好就提交；不写就只存成草稿' }),
    reply: text(issueLimits.answer, '给选民的话')
      .optional()
      .meta({ description: '随提交一起答复选民，24 小时的表由这段话停下' }),
  })
  .refine(
    ({ reply, submit, issueId }) => reply === undefined || (submit && issueId !== undefined),
    {
      path: ['reply'],
      error: '给选民的话要随提交一起送，而且这件建议要由群众反映写成。',
    },
  )
  .meta({ id: 'NewSuggestion' })
