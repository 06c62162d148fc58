import { answerersOf, lettersInForce, overall, wordOn } from './answers.rules.ts'
import { firstSigned } from './department-figures.rules.ts'
import type { Matter } from './matter.rules.ts'
import type { AnswerClass } from './suggestions.words.ts'

/** What a report tells of one department; of what it only helps with, nothing. */
export interface DepartmentSums {
  id: string
  assigned: number
  answered: number
  inTime: number
  classes: Record<AnswerClass, number>
  /** 满意 and 基本满意. */
  satisfied: number
  judged: number
}

const empty = (id: string): DepartmentSums => ({
  id,
  assigned: 0,
  answered: 0,
  inTime: 0,
  classes: { A: 0, B: 0, C: 0 },
  satisfied: 0,
  judged: 0,
})

function addTo(sums: DepartmentSums, matter: Matter, dueAt: number | null): void {
  const own = sums.id
  sums.assigned++
  const letter = lettersInForce(matter).find(({ departmentId }) => departmentId === own)
  if (letter === undefined) return
  sums.answered++
  if (dueAt === null || (firstSigned(matter, own) ?? 0) <= dueAt) sums.inTime++
  sums.classes[letter.class]++
  const word = wordOn(matter, own)
  if (word === null) return
  sums.judged++
  if (overall(word) !== 'dissatisfied') sums.satisfied++
}

/**
 * What each department was assigned, and what became of it, in the order given; of several that
 * answer apart each has it once. Those without any are left out.
 * @param items `answerDueAt`: until when the first answer was due
 */
export function sumsByDepartment(
  items: readonly { matter: Matter; answerDueAt: number | null }[],
  order: readonly string[],
): DepartmentSums[] {
  const sums = new Map(order.map((id) => [id, empty(id)]))
  for (const { matter, answerDueAt } of items)
    for (const id of answerersOf(matter)) {
      const own = sums.get(id) ?? empty(id)
      sums.set(id, own)
      addTo(own, matter, answerDueAt)
    }
  return [...sums.values()].filter(({ assigned }) => assigned > 0)
}

/** All of them together. */
export function totalOf(all: readonly DepartmentSums[]): DepartmentSums {
  const total = empty('')
  for (const one of all) {
    total.assigned += one.assigned
    total.answered += one.answered
    total.inTime += one.inTime
    total.classes.A += one.classes.A
    total.classes.B += one.classes.B
    total.classes.C += one.classes.C
    total.satisfied += one.satisfied
    total.judged += one.judged
  }
  return total
}
