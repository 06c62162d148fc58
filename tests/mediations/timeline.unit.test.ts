import { timelineOf } from '@mashang/shared/mediations/timeline.rules.ts'
import { expect, it } from 'vitest'

const at = (day: string): number => Date.parse(`${day}T02:00:00Z`)
const fact = (day: string, type: string, data: Record<string, unknown> = {}) => ({
  at: at(day),
  type: `mediation.${type}`,
  data,
})

it('tells every step, whose it was, and what was written down, by its day', () => {
  const lines = timelineOf(
    [
      fact('2026-03-02', 'registered'),
      fact('2026-03-03', 'accepted'),
      fact('2026-03-04', 'joined', { representativeId: 'li' }),
      fact('2026-03-06', 'consented', { on: at('2026-03-05') }),
      // Entered later than what came after it.
      fact('2026-03-09', 'logged', { step: 'visit' }),
      fact('2026-03-10', 'extended', { on: at('2026-04-09') }),
      fact('2026-03-12', 'clock-moved'),
      fact('2026-03-12', 'finished', { outcome: 'agreed', on: at('2026-03-12') }),
      fact('2026-03-12', 'done', { representativeId: 'li' }),
    ],
    [{ step: 'visit', on: '2026-03-05', text: '去看了。', by: '李婺' }],
    () => '李婺',
  )
  expect(lines.map(({ on, words, by, text }) => [on, words, by, text])).toEqual([
    ['2026-03-02', '登记调解', null, null],
    ['2026-03-03', '受理调解', null, null],
    ['2026-03-04', '答应参加调解', '李婺', null],
    ['2026-03-05', '双方同意调解', null, null],
    ['2026-03-05', '走访', '李婺', '去看了。'],
    ['2026-03-10', '延长调解', null, null],
    ['2026-03-12', '登记调解结果：达成调解协议', null, null],
  ])
})
