import type { Logged } from '@mashang/shared/mediations/mediations.model.ts'
import { askedToday, openPromises } from '@mashang/shared/mediations/promises.rules.ts'
import { describe, expect, it } from 'vitest'

const NOW = Date.parse('2026-03-10T02:00:00Z')
const step = (on: string, more: Partial<Logged> = {}): Logged => ({
  step: 'mediate',
  on,
  text: `${on} 谈了`,
  by: 'li',
  ...more,
})
const told = (...log: Logged[]) => ({ state: 'mediating' as const, outcome: null, log })
const open = (...log: Logged[]) =>
  openPromises(told(...log), NOW).map(({ nth, isDue }) => [nth, isDue])

describe('what one side promised by a day', () => {
  const today = step('2026-03-02', { promisedFor: '2026-03-10' })
  const later = step('2026-03-03', { promisedFor: '2026-03-11' })

  it('is open with its step and words, and due from its day on', () => {
    expect(openPromises(told(step('2026-03-01'), today, later), NOW)).toEqual([
      { nth: 1, for: '2026-03-10', text: '2026-03-02 谈了', isDue: true },
      { nth: 2, for: '2026-03-11', text: '2026-03-03 谈了', isDue: false },
    ])
  })

  it('is over once a later step says that it was kept, or was taken on its day or after it', () => {
    expect(open(today, step('2026-03-09'))).toEqual([[0, true]])
    expect(open(today, step('2026-03-10'))).toEqual([])
    expect(open(today, step('2026-03-12'))).toEqual([])
    expect(open(later, step('2026-03-04', { kept: true }))).toEqual([])
    // What came before says nothing of it.
    expect(open(step('2026-03-12', { kept: true }), today)).toEqual([[1, true]])
  })

  it('stays where the mediation ended with something, and goes where nothing came of it', () => {
    const ended = (outcome: 'agreed' | 'reconciled' | 'failed') =>
      openPromises({ ...told(today), state: 'ended', outcome }, NOW).length
    expect([ended('agreed'), ended('reconciled'), ended('failed')]).toEqual([1, 1, 0])
  })

  it('is asked about once, on its day', () => {
    const log = [today, later]
    const asked = askedToday(told(...log), NOW)
    expect(asked).toEqual([{ ...today, askedAt: NOW }, later])
    expect(askedToday(told(...(asked ?? [])), NOW)).toBeNull()
    expect(askedToday(told(later), NOW)).toBeNull()
    const both = [{ ...today, askedAt: 1 }, step('2026-03-04', { promisedFor: '2026-03-09' })]
    expect(askedToday(told(...both), NOW)?.map(({ askedAt }) => askedAt)).toEqual([1, NOW])
  })
})
