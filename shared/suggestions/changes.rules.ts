import type { Matter } from './matter.rules.ts'
import { type ChangeablePart, changeableParts } from './suggestions.words.ts'

type Words = Pick<Matter, 'title' | 'text' | 'files'>
const filesOf = ({ files = [] }: Words): string => files.map(({ id }) => id).join()

/** What an edit has changed, as the ledger keeps it: which parts, and no words. */
export const changesOf = (before: Words, after: Words): ChangeablePart[] => [
  ...(before.title === after.title ? [] : (['title'] as const)),
  ...(before.text === after.text ? [] : (['text'] as const)),
  ...(filesOf(before) === filesOf(after) ? [] : (['files'] as const)),
]

interface Told {
  type: string
  data: Record<string, unknown>
}
const isEdit = ({ type }: Told): boolean => type === 'suggestion.edit'

/**
 * Whether it came back and is as it was: no edit since has changed a word or a file.
 * @param facts oldest first
 */
export function isUnchanged(facts: readonly Told[]): boolean {
  const back = facts.map(({ type }) => type).lastIndexOf('suggestion.return')
  return back >= 0 && !facts.slice(back + 1).some((one) => isEdit(one) && one.data.changed !== '')
}

/**
 * What was changed since somebody joined it, who is asked once more therefore; null: they had not, or
 * nothing was edited since. Edits from before this was kept say nothing of what they changed.
 * @param facts oldest first
 */
export function changedSince(facts: readonly Told[], own: string): ChangeablePart[] | null {
  const joined = facts
    .map(({ type, data }) => type === 'suggestion.confirm' && data.byId === own)
    .lastIndexOf(true)
  const edits = facts.slice(joined + 1).filter(isEdit)
  if (joined < 0 || edits.length === 0) return null
  const changed = new Set(edits.flatMap(({ data }) => String(data.changed ?? '').split(' ')))
  return (Object.keys(changeableParts) as ChangeablePart[]).filter((part) => changed.has(part))
}

/** For whoever is asked once more. */
export const changedWords = (parts: readonly ChangeablePart[]): string =>
  `您同意附议以后，领衔代表改过${parts.map((part) => changeableParts[part]).join('、')}，所以再请您看一遍，定附议不附议。`
