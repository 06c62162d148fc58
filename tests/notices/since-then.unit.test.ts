import { sinceThen } from '@mashang/shared/notices/asking.rules.ts'
import { describe, expect, it } from 'vitest'

const notice = (more: object = {}) => ({
  kind: 'issue.arrived' as const,
  subjectId: 'lamp',
  data: {},
  ...more,
})
const clock = (id: string, subjectId = 'lamp') => ({ id, subjectId })

describe('what became of a notice that asked for words', () => {
  it('is how its matter stands once they were sent, and nothing while it still waits', () => {
    expect(sinceThen(notice(), 'answered', [])).toBe('已答复')
    expect(sinceThen(notice(), 'answered', [clock('one', 'bench')])).toBe('已答复')
    expect(sinceThen(notice(), 'awaiting', [clock('one', 'bench'), clock('two')])).toBeNull()
  })

  it('of one clock goes by that clock, not by another one of the matter', () => {
    const one = notice({ kind: 'clock.overdue', data: { deadlineId: 'first' } })
    expect(sinceThen(one, 'answered', [clock('second')])).toBe('已答复')
    expect(sinceThen(one, 'answered', [clock('first')])).toBeNull()
  })

  it('is nothing where nothing was asked, or it spoke for many', () => {
    expect(sinceThen(notice({ kind: 'issue.withdrawn' }), 'answered', [])).toBeNull()
    expect(sinceThen(notice({ data: { held: true } }), 'answered', [])).toBeNull()
    expect(sinceThen(notice({ data: { how: 'let-through' } }), 'answered', [])).toBeNull()
  })
})
