import { hasTextDraft } from './text-draft.ts'

/**
 * What the words of a suggestion are called on this device: by its id, by that of the matter that it
 * is written out of, or `new`.
 */
export const suggestionDraft = (of: string): string => `suggestion-write:${of}`

/** Whether words were left there that are not sent: the way to them says so. */
export const isSuggestionBegun = (of: string): boolean => hasTextDraft(suggestionDraft(of))
