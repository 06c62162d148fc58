import type { SuggestionState } from '@mashang/shared/suggestions/suggestions.words.ts'
import type { SuggestionView } from './suggestions.query.ts'

/** What goes on while a joint suggestion waits to be taken back. */
const before: Partial<Record<SuggestionState, string>> = {
  cosigning: '附议的代表照常确认，都回了话照常提交',
  returned: '仍可以修改以后再交',
  review: '代表工委照常审核，期限照走',
}
const meanwhile = (state: SuggestionState): string =>
  `都同意以前，${before[state] ?? '建议照常办，期限照走'}`

/** What follows from wanting it back; nothing, of one that nobody was asked to join. */
export function withdrawNote({
  state,
  cosigners,
}: Pick<SuggestionView, 'state' | 'cosigners'>): string | undefined {
  if (cosigners.length === 0) return
  return cosigners.some(({ confirmed }) => confirmed)
    ? `署了名的附议代表都同意才撤回；${meanwhile(state)}，您也可以不撤回了。`
    : '没有附议代表署名，撤回马上算数。'
}

/** What it waits for, and what goes on until then. */
export function waitsFor({
  state,
  withdrawal,
}: Pick<SuggestionView, 'state' | 'withdrawal'>): string[] {
  if (withdrawal === null) return []
  const named = (people: readonly { name: string }[]): string =>
    people.map(({ name }) => name).join('、')
  const agreed = withdrawal.agreed.length === 0 ? '' : `；${named(withdrawal.agreed)}已经同意`
  // Whoever was waited for has left office; what follows comes of itself.
  return withdrawal.asked.length === 0
    ? [`没有要等的代表了${agreed}。过一会儿会自己定下来，不用再做什么。`]
    : [`还等${named(withdrawal.asked)}同意${agreed}。`, `${meanwhile(state)}。`]
}
