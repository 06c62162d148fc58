import type { AnswerFacts } from '@mashang/shared/representatives/representatives.model.ts'

/** A row of answers as two paths in a box of 328 × 22: in time (filled) and late (hollow). */
export interface AnswerTicks {
  inTime: string
  late: string
}

const WIDTH = 328
const HEIGHT = 22
/** Above this a tick per answer is too thin to see, and one bar tells the share. */
const MOST_TICKS = 60

const box = (x: number, width: number): string =>
  `M${x.toFixed(1)} 1h${width.toFixed(1)}v${HEIGHT - 2}h-${width.toFixed(1)}z`

/** One tick per answer, oldest first; above 60 answers one bar, divided in proportion. */
export function answerTicks(facts: AnswerFacts): AnswerTicks {
  if (facts.answered > MOST_TICKS) {
    const share = facts.inTime / facts.answered
    const split = share === 1 ? WIDTH : Math.min(WIDTH - 8, WIDTH * share)
    return {
      inTime: split > 4 ? box(1, split - 2) : '',
      late: share === 1 ? '' : box(split + 3, WIDTH - split - 4),
    }
  }
  const marks = facts.marks
  const gap = Math.min(9.3, WIDTH / Math.max(1, marks.length))
  const width = Math.min(4, gap * 0.4)
  const step = marks.length > 1 ? Math.min((WIDTH - width - 2) / (marks.length - 1), 14) : 0
  let inTime = ''
  let late = ''
  for (let index = 0; index < marks.length; index++) {
    const tick = box(1 + index * step, width)
    if (marks[index] === '1') inTime += tick
    else late += tick
  }
  return { inTime, late }
}
