import { awaitedDay } from './delivery.rules.ts'
import type { Matter } from './matter.rules.ts'

/** Why no further voter's matter can join; null: one can. What is over has nothing to tell. */
export function whyNoOrigin(matter: Pick<Matter, 'state'>): string | null {
  switch (matter.state) {
    case 'merged':
      return '这件建议已经并入另一件，请连到并入的那一件。'
    case 'withdrawn':
      return '这件建议已经撤回，请另写一件。'
    case 'declined':
      return '这件建议没有立案，请另写一件。'
    default:
      return null
  }
}

/** Whether a matter may be taken out again: before its voter was told. */
export const mayChangeOrigins = (matter: Pick<Matter, 'submittedAt'>): boolean =>
  matter.submittedAt === null

/** Whether voters wait for what becomes of it: it was sent, and is not over; nor is a promise before its day. */
export function isWaitedFor(matter: Matter): boolean {
  if (matter.submittedAt === null) return false
  if (matter.state === 'closed') return awaitedDay(matter) !== null
  return whyNoOrigin(matter) === null
}
