import {
  type Actor,
  authorize,
  isOfStation,
  signedIn,
  stationsOf,
} from '@mashang/server/core/auth/actor.ts'
import type { Endpoint, Role } from '@mashang/shared/core/endpoint.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { describe, expect, it } from 'vitest'

const actor = (role: Role, given: Partial<Actor> = {}): Actor => ({
  accountId: 'a',
  name: '甲',
  role,
  representativeId: null,
  stationId: null,
  ...given,
})
type Asked = Pick<Endpoint, 'access' | 'fresh' | 'enrolling' | 'method' | 'tag'>
const asked = (given: Partial<Asked>): Asked => ({
  access: ['office'],
  method: 'POST',
  tag: 'issues',
  ...given,
})

/** The code of the refusal; null: let in. */
function refusal(endpoint: Asked, who: Actor | null): string | null {
  try {
    authorize(endpoint, who)
    return null
  } catch (error) {
    if (error instanceof Failure) return error.kind.code
    throw error
  }
}

describe('who may use an endpoint', () => {
  it.each([
    ['anyone', null, null],
    ['anyone', 'liaison', null],
    ['signed-in', null, 'auth.required'],
    ['signed-in', 'department', null],
    [['office'], null, 'auth.required'],
    [['office'], 'office', null],
    [['office'], 'liaison', 'auth.forbidden'],
    [['office', 'liaison'], 'liaison', null],
  ] as const)('given one that is for %s, then to %s is said: %s', (access, role, code) => {
    expect(refusal(asked({ access }), role === null ? null : actor(role))).toBe(code)
  })

  it('given duties, then an account of the office is kept to them, and no other role', () => {
    const printing = { duties: ['print'] } as const
    expect(refusal(asked({}), actor('office', printing))).toBe('auth.beyond-duties')
    expect(refusal(asked({ tag: 'posters' }), actor('office', printing))).toBeNull()
    expect(refusal(asked({ access: ['liaison'] }), actor('liaison', printing))).toBeNull()
    expect(refusal(asked({}), actor('office', { duties: null }))).toBeNull()
    expect(refusal(asked({}), actor('office', { duties: [] }))).toBe('auth.beyond-duties')
  })

  it.each([
    ['no demand', { on: false, fresh: false, mustSetUp: false }, {}, null],
    [
      'one that must be set up',
      { on: false, fresh: false, mustSetUp: true },
      {},
      'auth.second-factor-demanded',
    ],
    [
      'one that is being set up',
      { on: false, fresh: false, mustSetUp: true },
      { enrolling: true },
      null,
    ],
    [
      'a code given long ago',
      { on: true, fresh: false, mustSetUp: false },
      { fresh: true },
      'auth.fresh-code-needed',
    ],
    ['a code given just now', { on: true, fresh: true, mustSetUp: false }, { fresh: true }, null],
    ['a code that nobody asks for', { on: true, fresh: false, mustSetUp: false }, {}, null],
    [
      'none, where a code is asked for',
      { on: false, fresh: false, mustSetUp: false },
      { fresh: true },
      null,
    ],
  ] as const)(
    'given a second factor with %s, then it is minded',
    (_, secondFactor, given, code) => {
      expect(refusal(asked(given), actor('office', { secondFactor }))).toBe(code)
    },
  )

  it('given nobody, then a use case that wants somebody is refused', () => {
    const somebody = actor('office')
    expect(signedIn(somebody)).toBe(somebody)
    expect(() => signedIn(null)).toThrow(Failure)
  })
})

describe('the stations of somebody', () => {
  it('are all that are named, or the one, or none', () => {
    expect(stationsOf({ stationId: 's1', stationIds: ['s1', 's2'] })).toEqual(['s1', 's2'])
    expect(stationsOf({ stationId: 's1' })).toEqual(['s1'])
    expect(stationsOf({ stationId: null })).toEqual([])
  })

  it('do not hold what belongs to none', () => {
    expect(isOfStation({ stationId: 's1' }, 's1')).toBe(true)
    expect(isOfStation({ stationId: 's1' }, 's2')).toBe(false)
    expect(isOfStation({ stationId: null }, null)).toBe(false)
  })
})
