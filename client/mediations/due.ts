import { untilFarWords } from '@mashang/shared/core/local-time.ts'
import type { MediationRow } from './mediations.query.ts'

/** When the step that is on is due, and whether that is over; null: none is. `now`: epoch ms. */
export function dueWords(
  { dueAt }: Pick<MediationRow, 'dueAt'>,
  now: number,
): { words: string; late: boolean } | null {
  if (dueAt === null) return null
  const at = Date.parse(dueAt)
  const late = now > at
  return { words: `${untilFarWords(at, now)}${late ? '，超期了' : ''}`, late }
}
