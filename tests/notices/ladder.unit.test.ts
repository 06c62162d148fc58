import { HOUR, MINUTE } from '@mashang/shared/core/clock.ts'
import {
  type Climb,
  decideReminder,
  firstRemindAt,
  type Ladder,
  nextRemindAt,
} from '@mashang/shared/districts/ladder.rules.ts'
import { STANDARD_LADDER } from '@mashang/shared/districts/ladder.words.ts'
import { accountsToTell, type Staff } from '@mashang/shared/notices/recipients.rules.ts'
import { describe, expect, it } from 'vitest'

const standard: Ladder = { levels: STANDARD_LADDER, since: 0 }
const START = 1_000 * HOUR
const at = (hours: number): number => START + hours * HOUR
const clock = (of: Partial<Climb> = {}): Climb => ({
  startedAt: START,
  dueAt: at(24),
  remindedHours: 0,
  remindAt: at(12),
  ...of,
})

describe('the ladder of a running clock', () => {
  it('given nothing was said, when 12 hours are exactly over, then nothing is late yet', () => {
    expect(decideReminder(clock(), standard, at(12))).toBeNull()
    expect(firstRemindAt(standard, START)).toBe(at(12))
  })

  it('given nothing was said, when 12 hours are over, then the handler is reminded', () => {
    expect(decideReminder(clock(), standard, at(12) + 1)).toEqual({
      kind: 'clock.reminded',
      level: 1,
      hours: 12,
      to: ['handler'],
      skipped: [],
      late: false,
      nextAt: at(20),
    })
  })

  it('given 12 hours were said, when they are looked at again, then they are not said again', () => {
    const climbed = clock({ remindedHours: 12, remindAt: at(20) })
    expect(decideReminder(climbed, standard, at(19))).toBeNull()
    expect(nextRemindAt(climbed, standard)).toBe(at(20))
  })

  it('given a minute has gone by since, when it is said, then it says that it is late', () => {
    expect(decideReminder(clock(), standard, at(12) + MINUTE)?.late).toBe(false)
    expect(decideReminder(clock(), standard, at(12) + MINUTE + 1)?.late).toBe(true)
  })

  it('given two days of silence, when the system is back, then only the highest level is said', () => {
    expect(decideReminder(clock(), standard, at(50))).toEqual({
      kind: 'clock.escalated',
      level: 4,
      hours: 48,
      to: ['handler', 'station', 'office'],
      skipped: [12, 20, 24],
      late: true,
      nextAt: null,
    })
  })

  it('given the due moment, when it is over, then the level there says overdue, later ones escalate', () => {
    const climbed = clock({ remindedHours: 20, remindAt: at(24) })
    expect(decideReminder(climbed, standard, at(24))).toBeNull()
    expect(decideReminder(climbed, standard, at(24) + 1)?.kind).toBe('clock.overdue')
    const overdue = clock({ remindedHours: 24, remindAt: at(48) })
    expect(decideReminder(overdue, standard, at(48) + 1)?.kind).toBe('clock.escalated')
  })

  it('given a changed ladder, when its earlier levels are over already, then they are passed over', () => {
    const changed: Ladder = {
      levels: [
        { hours: 6, to: ['handler'] },
        { hours: 16, to: ['station'] },
      ],
      since: at(13),
    }
    const climbed = clock({ remindedHours: 12, remindAt: at(20) })
    expect(nextRemindAt(climbed, changed)).toBe(at(16))
    const fresh = clock({ remindAt: at(20) })
    expect(decideReminder(fresh, changed, at(14))).toBeNull()
    expect(decideReminder(fresh, changed, at(17))?.skipped).toEqual([])
  })

  it('given a level that was owed when the ladder changed, then it stays owed', () => {
    const changed: Ladder = { levels: STANDARD_LADDER, since: at(13) }
    expect(decideReminder(clock({ remindAt: at(12) }), changed, at(14))?.hours).toBe(12)
  })

  it('given a clock that nobody has looked at, then its first level is its next', () => {
    expect(nextRemindAt(clock({ remindAt: null }), standard)).toBe(at(12))
  })
})

describe('whom a level tells', () => {
  const staff = (of: Partial<Staff>): Staff => ({
    office: ['office'],
    byStation: new Map([['home', ['liaison', 'head']]]),
    byRepresentative: new Map([['li', ['li-account']]]),
    homeOf: (id) => (id === 'li' || id === 'wang' ? 'home' : null),
    ...of,
  })
  const li = { kind: 'representative', id: 'li' } as const
  const nobody = { kind: 'representative', id: 'wang' } as const

  it('tells the handler, the accounts of the home station, the office, each once', () => {
    expect(accountsToTell(['handler'], li, staff({}))).toEqual(['li-account'])
    expect(accountsToTell(['handler', 'station'], li, staff({}))).toEqual([
      'li-account',
      'liaison',
      'head',
    ])
    const station = { kind: 'station', id: 'home' } as const
    expect(accountsToTell(['handler', 'station'], station, staff({}))).toEqual(['liaison', 'head'])
  })

  it('tells the next one up where somebody has no account', () => {
    expect(accountsToTell(['handler'], nobody, staff({}))).toEqual(['liaison', 'head'])
    expect(accountsToTell(['station'], li, staff({ byStation: new Map() }))).toEqual(['office'])
    expect(accountsToTell(['handler'], nobody, staff({ byStation: new Map() }))).toEqual(['office'])
  })
  it('tells whoever stands in as well, each once, and nobody of a chain', () => {
    const zhang = { kind: 'representative', id: 'zhang' } as const
    const home = { kind: 'station', id: 'home' } as const
    const byRepresentative = new Map([
      ['li', ['li-account']],
      ['zhang', ['zhang-account']],
    ])
    const away = (standIns: Record<string, typeof zhang | typeof home>) =>
      staff({ byRepresentative, standInOf: (id) => standIns[id] ?? null })
    expect(accountsToTell(['handler'], li, away({ li: zhang, zhang: home }))).toEqual([
      'li-account',
      'zhang-account',
    ])
    expect(accountsToTell(['handler', 'station'], li, away({ li: home }))).toEqual([
      'li-account',
      'liaison',
      'head',
    ])
    expect(accountsToTell(['handler'], nobody, away({ wang: zhang }))).toEqual(['zhang-account'])
  })
})
