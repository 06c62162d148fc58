/**
 * Answers that are handed out again and again as they are, and that nobody changes: such a one is
 * written once (see route.ts).
 */
const all = new WeakSet<object>()

export function lasting<T>(answer: T): T {
  if (typeof answer === 'object' && answer !== null) all.add(answer)
  return answer
}

export const isLasting = (answer: unknown): answer is object =>
  typeof answer === 'object' && answer !== null && all.has(answer)
