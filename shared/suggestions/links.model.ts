import { z } from 'zod'
import { id, instant } from '../core/schema.ts'
import { contactEntry, letterText } from './commands.model.ts'
import { attachment, suggestionRow } from './suggestions.model.ts'

/** What a department without an account sees behind its one-time link. */
export const linkedSuggestion = z
  .object({
    number: z.string().nullable(),
    title: z.string(),
    text: z.string(),
    files: z.array(attachment),
    lead: z.string(),
    department: z.string(),
    part: suggestionRow.shape.handlers.element.shape.part,
    expiresAt: instant,
    serverTime: instant,
  })
  .meta({ id: 'LinkedSuggestion' })
export type LinkedSuggestion = z.output<typeof linkedSuggestion>

export const linkToken = z.string().min(1).max(100)
export const linkOpening = z.strictObject({ token: linkToken })
export const linkFile = z.strictObject({ token: linkToken, file: id })

/** All in one form: the talk, the letter, who signed, with files that this link was sent. A co-handler sends its opinion only. */
export const linkAnswer = z
  .strictObject({
    token: linkToken,
    contact: z.strictObject(contactEntry).optional(),
    letter: z.strictObject(letterText).optional(),
    opinion: letterText.text.optional(),
    signer: z.string().trim().min(1, '请填写签发的负责人。').max(60),
  })
  .meta({ id: 'LinkAnswer' })
export type LinkAnswer = z.output<typeof linkAnswer>
