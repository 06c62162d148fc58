import type { ActField } from './act-form.ts'
import type { Values } from './filled.ts'
import type { SuggestionView } from './suggestions.query.ts'

/** So long what happened last counts as what has just come between, in ms. */
const LATELY = 600_000

/** What somebody else has just done, where one's own step came too late; null: nothing did. */
export function fasterWords({
  timeline: [last],
  serverTime,
}: Pick<SuggestionView, 'timeline' | 'serverTime'>): string | null {
  if (last === undefined || Date.parse(serverTime) - Date.parse(last.at) > LATELY) return null
  return `刚刚有人先办了一步：${last.sentence}现在不能再这样办了。`
}

/** Whether somebody has typed words, which stay where they were typed although they came too late. */
export const hasWords = (fields: readonly ActField[], values: Values): boolean =>
  fields.some(({ key, kind, proposed }) => {
    const typed = values[key]
    return (
      (kind === 'line' || kind === 'text') &&
      typeof typed === 'string' &&
      !['', proposed].includes(typed.trim())
    )
  })
