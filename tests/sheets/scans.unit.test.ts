import { RecentVisits, SAME_VISIT } from '@mashang/server/sheets/recent-visits.ts'
import { HOUR, MINUTE } from '@mashang/shared/core/clock.ts'
import { describe, expect, it } from 'vitest'
import { testClock } from '../support/app.ts'

const phone = { ip: '10.0.0.7', userAgent: 'Mozilla/5.0 (Linux; Android 8.1) MicroMessenger' }
const start = () => {
  const clock = testClock('2026-11-23T02:32:00.000Z')
  return { clock, visits: new RecentVisits(clock) }
}

describe('the same visit', () => {
  it('given ten minutes, then the phone counts again, and not before', () => {
    const { clock, visits } = start()
    expect(visits.isNew(phone, 'A')).toBe(true)
    clock.advance(SAME_VISIT - 1)
    expect(visits.isNew(phone, 'A')).toBe(false)
    clock.advance(1)
    expect(visits.isNew(phone, 'A')).toBe(true)
  })

  it('given another phone, address or code, then it is another visit', () => {
    const { visits } = start()
    expect(visits.isNew(phone, 'A')).toBe(true)
    expect(visits.isNew({ ...phone, ip: '10.0.0.8' }, 'A')).toBe(true)
    expect(visits.isNew({ ...phone, userAgent: 'Safari' }, 'A')).toBe(true)
    expect(visits.isNew(phone, 'B')).toBe(true)
    expect(visits.isNew(phone, 'A')).toBe(false)
  })

  it('given any moment, then a new salt makes nobody new: counted as a plain list of visits is', () => {
    const { clock, visits } = start()
    const last = new Map<string, number>()
    let random = 7
    const next = (below: number): number => {
      random = (random * 1_103_515_245 + 12_345) % 2 ** 31
      return random % below
    }
    for (let step = 0; step < 5_000; step++) {
      clock.advance(next(3 * MINUTE))
      const who = { ...phone, ip: `10.0.0.${next(6)}` }
      const expected = clock.now() - (last.get(who.ip) ?? Number.NEGATIVE_INFINITY) >= SAME_VISIT
      expect(visits.isNew(who, 'A'), `step ${step}`).toBe(expected)
      if (expected) last.set(who.ip, clock.now())
    }
  })

  it('given more phones than it keeps, then the oldest go and the memory stays bounded', () => {
    const clock = testClock('2026-11-23T02:32:00.000Z')
    const visits = new RecentVisits(clock, 100)
    for (let index = 0; index < 1_000; index++) visits.isNew({ ...phone, ip: `${index}` }, 'A')
    expect(visits.size).toBe(100)
    expect(visits.isNew({ ...phone, ip: '999' }, 'A')).toBe(false)
    expect(visits.isNew({ ...phone, ip: '0' }, 'A')).toBe(true)
    clock.advance(2 * HOUR)
    visits.isNew(phone, 'A')
    expect(visits.size).toBe(1)
  })

  it('given what could not be kept, then the next one is the first again', () => {
    const { visits } = start()
    expect(visits.earlier(phone, 'A', 'one')).toBeNull()
    expect(visits.earlier(phone, 'A', 'two')).toBe('one')
    visits.forget(phone, 'A')
    expect(visits.earlier(phone, 'A', 'three')).toBeNull()
  })
})
