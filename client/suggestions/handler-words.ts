import { isLeftUnanswered, LEFT_UNANSWERED } from '@mashang/shared/suggestions/state-words.rules.ts'
import type { SuggestionView } from './suggestions.query.ts'

type Seen = Pick<SuggestionView, 'state' | 'answeredAt' | 'letters' | 'opinions' | 'clocks'>
type Handler = SuggestionView['handlers'][number]

/** How far a department is: what it said counts more than that it received it. */
export function handlerWords({ id, part, received }: Handler, seen: Seen): string {
  if (isLeftUnanswered(seen)) return part === 'co' ? '没有记录' : LEFT_UNANSWERED
  const owes = seen.clocks.some(
    (one) => one.clock === 'answer' && one.stoppedAt === null && one.ownerId === id,
  )
  const answered = seen.letters.some(
    ({ department, signedAt }) => department.id === id && signedAt !== null,
  )
  if (answered && !owes) return '已答复'
  if (part === 'co' && seen.opinions.some(({ department }) => department.id === id))
    return '已提意见'
  return received ? '已签收' : '待签收'
}
