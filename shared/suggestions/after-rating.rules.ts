import { untilWords } from '../core/local-time.ts'
import type { SuggestionView } from './suggestions.model.ts'

type Seen = Pick<SuggestionView, 'state' | 'lead' | 'feedbacks' | 'handlers' | 'clocks' | 'can'>

const isBad = ({ attitude, result }: Seen['feedbacks'][number]): boolean =>
  attitude === 'dissatisfied' || result === 'dissatisfied'

/** Where an answer is being made once more, as far as it has come. */
const AGAIN: ReadonlySet<Seen['state']> = new Set(['redo', 'assigned', 'objected', 'signing'])

/** Who answers once more, and until when. */
function againWords({ handlers, clocks }: Seen): string {
  const owed = clocks.filter(({ clock, stoppedAt }) => clock === 'answer' && stoppedAt === null)
  const who =
    owed.map(({ owner }) => owner).join('、') ||
    handlers.flatMap(({ part, name }) => (part === 'co' ? [] : [name])).join('、')
  const due = owed.flatMap(({ dueAt }) => (dueAt === null ? [] : [Date.parse(dueAt)]))
  const until = due.length === 0 ? '' : `，${untilWords(Math.max(...due))} 前再答复一次`
  return `评价是不满意，由${who}重办${until}。有了新的答复，会再请您评价。`
}

/** Since when it waits for the office to mediate; null: it does not. */
export function mediationSince({
  state,
  feedbacks,
}: Pick<SuggestionView, 'state' | 'feedbacks'>): string | null {
  if (state !== 'mediation') return null
  return feedbacks.filter(isBad).at(-1)?.at ?? null
}

/**
 * What follows from 不满意, for a representative who looks for it where they said so. Null: nobody
 * said so, or it has gone on since.
 * @param own whose page it is
 */
export function afterRatingWords(seen: Seen, own: string | null): string | null {
  const { state, lead, feedbacks, can } = seen
  const last = feedbacks.filter(isBad).at(-1)
  if (last === undefined) return null
  if (state === 'mediation')
    return '重办以后评价仍是不满意，由代表工委出面协调；协调的结果会写在这里，也会告诉您。'
  if (can.includes('accept'))
    return '代表工委协调过了，结果写在下面。请说说接不接受；说了记在案里，建议已经办结，不再重办。'
  if (AGAIN.has(state)) return againWords(seen)
  const waitsForLead =
    state === 'answered' && own !== lead.id && last.representative.id === own && !last.forLead
  return waitsForLead ? '您的评价记下了；要不要重办，看领衔代表的评价。' : null
}
