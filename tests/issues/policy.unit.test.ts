import type { Actor } from '@mashang/server/core/auth/actor.ts'
import { type Covered, mayHandle, maySee } from '@mashang/server/issues/issues.policy.ts'
import { describe, expect, it } from 'vitest'

type Subject = Parameters<typeof maySee>[0]

/** In the name of r1, of station s1, and lying with r1. */
const issue = (given: Partial<Subject> = {}): Subject => ({
  representativeId: 'r1',
  handlerKind: 'representative',
  handlerId: 'r1',
  stationId: 's1',
  state: 'awaiting',
  respondedAt: null,
  endedAt: null,
  ...given,
})
const people = {
  office: { role: 'office' },
  department: { role: 'department', departmentId: 'd1' },
  liaison: { role: 'liaison', stationId: 's1' },
  'another liaison': { role: 'liaison', stationId: 's2' },
  r1: { role: 'representative', representativeId: 'r1' },
  r2: { role: 'representative', representativeId: 'r2' },
  nobody: { role: 'representative' },
} as const satisfies Record<string, Partial<Actor>>
const somebody = (name: keyof typeof people): Actor => ({
  accountId: name,
  name,
  representativeId: null,
  stationId: null,
  ...people[name],
})
const rights = (subject: Subject, name: keyof typeof people, covered?: Covered) =>
  [maySee(subject, somebody(name), covered), mayHandle(subject, somebody(name), covered)] as const

describe('who sees a matter, and who acts on it', () => {
  it.each([
    ['office', true, false],
    ['department', false, false],
    ['liaison', true, false],
    ['another liaison', false, false],
    ['r1', true, true],
    ['r2', false, false],
    ['nobody', false, false],
  ] as const)(
    'given that it lies with its representative, then %s sees: %s, acts: %s',
    (name, sees, acts) => {
      expect(rights(issue(), name)).toEqual([sees, acts])
    },
  )

  it.each([
    ['r1', true, false],
    ['r2', true, true],
    ['liaison', true, false],
  ] as const)(
    'given that it was passed on to r2, then %s sees: %s, acts: %s',
    (name, sees, acts) => {
      expect(rights(issue({ handlerId: 'r2' }), name)).toEqual([sees, acts])
    },
  )

  it.each([
    ['r1', true, false],
    ['r2', false, false],
    ['liaison', true, false],
    ['another liaison', true, true],
  ] as const)(
    'given that it was passed on to station s2, then %s sees: %s, acts: %s',
    (name, sees, acts) => {
      expect(rights(issue({ handlerKind: 'station', handlerId: 's2' }), name)).toEqual([sees, acts])
    },
  )

  it('given a handler of another kind with the same id, then nobody is taken for it', () => {
    expect(mayHandle(issue({ handlerKind: 'station', handlerId: 'r1' }), somebody('r1'))).toBe(
      false,
    )
    expect(mayHandle(issue({ handlerId: 's1' }), somebody('liaison'))).toBe(false)
    expect(maySee(issue({ handlerId: 's2' }), somebody('another liaison'))).toBe(false)
  })
})

describe('standing in for somebody who is away', () => {
  const away: Covered = new Map([['r1', 100]])

  it('given what is open, then it is seen and acted on as by them, whatever the role', () => {
    for (const name of ['r2', 'another liaison', 'department'] as const)
      expect(rights(issue(), name, away)).toEqual([true, true])
  })

  it('given what lies with somebody else, or with a station, then it is not', () => {
    expect(rights(issue({ handlerId: 'r3' }), 'r2', away)).toEqual([false, false])
    expect(rights(issue({ handlerKind: 'station' }), 'r2', away)).toEqual([false, false])
  })

  it.each([
    ['before the leave', { respondedAt: 50, endedAt: 99 }, false],
    ['as it began', { respondedAt: 50, endedAt: 100 }, true],
    ['during it, by its answer alone', { respondedAt: 101, endedAt: null }, true],
    ['by an answer before it', { respondedAt: 99, endedAt: null }, false],
    ['at no moment that is known', { respondedAt: null, endedAt: null }, false],
    ['before it, though answered later', { respondedAt: 120, endedAt: 99 }, false],
  ] as const)('given what ended %s, then that is what counts', (_, given, open) => {
    for (const state of ['concluded', 'declined', 'closed', 'withdrawn'] as const)
      expect(rights(issue({ state, ...given }), 'r2', away)).toEqual([open, open])
  })
})
