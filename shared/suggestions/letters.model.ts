import { z } from 'zod'
import { documentNumber, letterText, signer } from './commands.model.ts'
import { linkToken } from './links.model.ts'

/** What an answer would be signed with; every part of it may be missing still. */
const signature = { signer, document: documentNumber }

export const letterPreview = z
  .strictObject({
    draft: z
      .strictObject(letterText)
      .optional()
      .meta({ description: '正在写的答复；不写：已经送签的那一份' }),
    ...signature,
  })
  .meta({ id: 'AnswerPreview' })
export type LetterPreview = z.output<typeof letterPreview>

export const linkPreview = z
  .strictObject({ token: linkToken, draft: z.strictObject(letterText), ...signature })
  .meta({ id: 'LinkPreview' })
