import { untilWords } from '@mashang/shared/core/local-time.ts'
import type { ReceiptView } from '@mashang/shared/issues/issues.model.ts'
import type { Verdict } from '@mashang/shared/issues/issues.words.ts'

type Seen = Pick<ReceiptView, 'earlierVerdicts' | 'representative' | 'resolution' | 'state'>

/** Who gave the answer that is judged: done again, or during a leave, it may have been another. */
export const answeredBy = ({
  messages,
  representative,
}: Pick<ReceiptView, 'messages' | 'representative'>): string =>
  messages.filter(({ kind }) => kind === 'answer').at(-1)?.authorName ??
  `${representative.name}代表`

/** What follows from a word before it is sent; null: it only ends the matter. */
export function followsWords(
  { earlierVerdicts, representative }: Seen,
  said: readonly (Verdict | '')[],
): string | null {
  if (!said.includes('dissatisfied')) return null
  return earlierVerdicts.length === 0
    ? `交了以后，会请${representative.name}代表重新办一次，24 小时内再答复您。`
    : '交了以后，由代表工委出面协调。'
}

/** What was promised and has time left: a voter may wait for that instead; null: nothing. */
export function stillPromised({ resolution: clock, state }: Seen): string | null {
  if (state !== 'answered' || clock === null || clock.stoppedAt !== null) return null
  if (clock.overdue || clock.dueAt === null) return null
  return `这件事还在办，答应 ${untilWords(Date.parse(clock.dueAt))} 前办结。`
}
