import { z } from 'zod'
import { id, text } from '../core/schema.ts'
import { issueLimits } from '../issues/issues.words.ts'
import { matterKind } from '../lineage/lineage.model.ts'
import { ATTACHMENTS } from './attachments.words.ts'
import { suggestionText } from './commands.model.ts'

/** One that was handed in on paper, entered by the office for whoever signed it. */
export const newEntry = z
  .strictObject({
    ...suggestionText,
    cosigners: suggestionText.cosigners.meta({ description: '在纸上签了名的附议代表' }),
    lead: id.meta({ description: '领衔代表' }),
    on: z.iso
      .date({ error: '请选纸质建议交来的日子。' })
      .meta({ description: '交来的那一天；交办的期限从这一天算' }),
    scans: z
      .array(id)
      .min(1, '请附上纸质建议的扫描件或照片。')
      .max(ATTACHMENTS, `扫描件最多 ${ATTACHMENTS} 个。`)
      .meta({ description: '纸的扫描件或照片；先传好，这里写它们的 id' }),
    evenSo: z.boolean().optional().meta({ description: '有同名的一件：核对过，不是同一件' }),
  })
  .meta({ id: 'NewSuggestionEntry' })

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
