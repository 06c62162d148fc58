import type { AttachmentView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { suggestionLimits } from '@mashang/shared/suggestions/suggestions.words.ts'
import type { Values } from './filled.ts'
import type { SuggestionView } from './suggestions.query.ts'

/** One field of a step. */
export interface ActField {
  key: string
  /** What a refusal calls it, where that is not its key. */
  path?: string
  label: string
  kind: 'line' | 'text' | 'choice' | 'day' | 'tick' | 'yes-no'
  hint?: string
  /** What stands there by itself, worked out and not known: it says so as long as nobody changes it. */
  proposed?: string
  max?: number
  options?: Readonly<Record<string, string>>
  optional?: true
  /** Has to be said all the same where one of these fields has this value. */
  unless?: { keys: readonly string[]; is: string }
  /** Shown only where another field has this value. */
  when?: { key: string; is: string | boolean }
}

export interface ActForm {
  /** What its button says. */
  button: string | ((suggestion: SuggestionView) => string)
  /** What the button under its fields says, where "确定…" does not fit. */
  sends?: string
  /** What follows, said before it is done. */
  note?: string | ((suggestion: SuggestionView) => string | undefined)
  fields: readonly ActField[] | ((suggestion: SuggestionView) => readonly ActField[])
  /** Everybody reads it then: what that is stands above its fields. */
  madePublic?: true
  /** What was said in the shape that is sent, where fields alone do not make it. */
  sent?: (said: Values, suggestion: SuggestionView) => object
  /** The step that is usually next. */
  main?: true | ((suggestion: SuggestionView) => boolean)
  /** Photos and PDFs may go with it. */
  files?: true | ((suggestion: SuggestionView) => boolean)
  /** Each time from the start: what was ticked was ticked of what there was then. */
  anew?: true
  /** What is usually meant, there to be changed. */
  start?: (suggestion: SuggestionView) => Values
  /** What is attached already, there to be taken away. */
  startFiles?: (suggestion: SuggestionView) => AttachmentView[]
}

export const reason = (label: string, hint?: string): ActField => ({
  key: 'reason',
  label,
  kind: 'line',
  max: suggestionLimits.reason,
  ...(hint === undefined ? {} : { hint }),
})
export const words = (label: string, hint: string): ActField => ({
  key: 'text',
  label,
  kind: 'text',
  hint,
  max: suggestionLimits.letter,
})
