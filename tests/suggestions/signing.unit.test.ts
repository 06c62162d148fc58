import { expect, it } from 'vitest'
import { commands, refusal, step, steps } from './deciding.ts'
import { matters } from './matters.ts'

it('given the promised day has passed unsigned, then it is not signed until the day is another one', () => {
  const b = { ...commands.propose, class: 'B', promisedFor: '2026-03-04' } as const
  const drafted = step(matters.handling, 'main', b).matter
  const at = (day: string) => Date.parse(`2026-03-${day}T02:00:00Z`)
  const late = { ...commands.rework, reason: '换一个日子' }
  expect(refusal(drafted, 'main', commands.sign, at('04'))).toBe('done')
  expect(refusal(drafted, 'main', commands.sign, at('05'))).toBe('suggestion.promise-past')
  const anew = steps(
    drafted,
    [
      ['main', late],
      ['main', { ...b, promisedFor: '2026-03-06' }],
    ],
    at('05'),
  )
  expect(refusal(anew, 'main', commands.sign, at('05'))).toBe('done')
})
