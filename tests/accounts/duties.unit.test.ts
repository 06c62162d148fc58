import { dutiesAllow, stationsAllow } from '@mashang/shared/accounts/duties.rules.ts'
import type { Duty } from '@mashang/shared/accounts/duties.words.ts'
import { describe, expect, it } from 'vitest'
import { declared, type Reach } from '../access/declared.ts'
import { officeEndpoints } from '../access/office-endpoints.ts'

const may = (given: Duty[] | null, method: 'GET' | 'POST', tag: string): boolean =>
  dutiesAllow(given, { method, tag })

describe('what duties reach', () => {
  it('an account without any set, and an administrator, everything', () => {
    for (const given of [null, ['admin'] as Duty[]])
      expect(may(given, 'POST', 'something-new')).toBe(true)
  })

  it.each([
    ['matters', 'POST', 'issues', true],
    ['matters', 'POST', 'accounts', false],
    ['matters', 'POST', 'districts', false],
    ['matters', 'GET', 'districts', true],
    ['print', 'POST', 'posters', true],
    ['print', 'GET', 'representatives', true],
    ['print', 'GET', 'issues', false],
    ['print', 'GET', 'ledger', false],
    ['inspect', 'GET', 'issues', true],
    ['inspect', 'POST', 'issues', false],
    ['inspect', 'POST', 'ledger', true],
    ['inspect', 'POST', 'something-new', false],
    ['print', 'GET', 'exports', true],
    ['print', 'GET', 'photos', false],
    ['inspect', 'POST', 'clock', false],
  ] as const)('%s, %s of %s: %s', (duty, method, tag, allowed) => {
    expect(may([duty], method, tag)).toBe(allowed)
  })

  it('several together reach what each of them does', () => {
    expect(may(['print', 'inspect'], 'POST', 'sheets')).toBe(true)
    expect(may(['print', 'inspect'], 'GET', 'issues')).toBe(true)
    expect(may(['print', 'inspect'], 'POST', 'issues')).toBe(false)
  })

  it('what is one’s own is everybody’s', () => {
    expect(may(['print'], 'POST', 'notices')).toBe(true)
    expect(dutiesAllow(['print'], { method: 'PUT', tag: 'accounts', enrolling: true })).toBe(true)
  })

  it('what only reads is reading, whatever its method', () => {
    const asked = { method: 'POST', tag: 'suggestions', reading: true } as const
    expect(dutiesAllow(['inspect'], asked)).toBe(true)
    expect(dutiesAllow(['print'], asked)).toBe(false)
  })
})

type Expected = readonly [matters: Reach, print: Reach, inspect: Reach]

const OF_ALL: Expected = ['write', 'write', 'write']
const PRINTED: Expected = ['write', 'write', 'read']
const HANDLED: Expected = ['write', 'none', 'read']
const LOOKED_UP: Expected = ['write', 'read', 'read']
const ADMINISTERED: Expected = ['read', 'none', 'read']

/**
 * By tag, what a duty reaches of everything that the office may call. A tag without a line fails. Kinds of matter
 * say it themselves: tests/<kind>/<kind>.access.ts.
 */
const expectedOf: Readonly<Record<string, Expected>> = {
  ...Object.fromEntries(declared.map(({ tag, duties }) => [tag, duties])),
  notices: OF_ALL,
  views: OF_ALL,
  codes: PRINTED,
  posters: PRINTED,
  sheets: PRINTED,
  representatives: LOOKED_UP,
  stations: LOOKED_UP,
  districts: ['read', 'read', 'read'],
  exports: ['read', 'read', 'read'],
  ledger: ['write', 'none', 'write'],
  clock: HANDLED,
  departments: HANDLED,
  issues: HANDLED,
  leaves: HANDLED,
  photos: HANDLED,
  receptions: HANDLED,
  records: ['write', 'none', 'none'],
  roster: HANDLED,
  terms: HANDLED,
  accounts: ADMINISTERED,
  backups: ADMINISTERED,
  calendars: ADMINISTERED,
  deliveries: ADMINISTERED,
  lineage: ADMINISTERED,
  points: ['read', 'none', 'none'],
  verifications: ADMINISTERED,
  wall: ADMINISTERED,
  wechat: ADMINISTERED,
}

describe('every endpoint of the office', () => {
  it.each(['matters', 'print', 'inspect'] as const)('for %s', async (duty) => {
    const at = { matters: 0, print: 1, inspect: 2 }[duty]
    const endpoints = await officeEndpoints()
    expect(endpoints.length).toBeGreaterThan(150)
    const wrong = endpoints.flatMap((asked) => {
      const reach = expectedOf[asked.tag]?.[at]
      const reads = asked.method === 'GET' || asked.reading === true
      // Where the supervising office urges, it urges and does nothing else: tests/suggestions.
      const urges =
        duty === 'inspect' && `${asked.method} ${asked.path}` === 'POST /api/suggestions/:id/acts'
      const expected =
        asked.enrolling === true || reach === 'write' || (reach === 'read' && reads) || urges
      const is = dutiesAllow([duty], asked)
      return reach === undefined || expected !== is
        ? [`${asked.method} ${asked.path} (${asked.tag}): ${is}`]
        : []
    })
    expect(wrong).toEqual([])
  })
})

describe('an account of the office that has some stations', () => {
  it('reaches what says that it keeps to them, and what is one’s own', () => {
    expect(stationsAllow({ tag: 'issues', ofStations: true })).toBe(true)
    expect(stationsAllow({ tag: 'notices' })).toBe(true)
    expect(stationsAllow({ tag: 'accounts', enrolling: true })).toBe(true)
    expect(stationsAllow({ tag: 'issues' })).toBe(false)
    expect(stationsAllow({ tag: 'something-new' })).toBe(false)
  })

  it('reaches nothing else of the office', async () => {
    const open = (await officeEndpoints()).filter(stationsAllow)
    const tags = [...new Set(open.map(({ tag }) => tag))].sort()
    expect(tags).toEqual([
      'accounts',
      'codes',
      'exports',
      'issues',
      'lineage',
      'notices',
      'photos',
      'receptions',
      'representatives',
      'roster',
      'sheets',
      'stations',
      'views',
    ])
    expect(open.filter(({ tag, enrolling }) => tag === 'accounts' && enrolling !== true)).toEqual(
      [],
    )
  })
})
