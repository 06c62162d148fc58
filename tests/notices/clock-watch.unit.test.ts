import { DAY, HOUR, MINUTE } from '@mashang/shared/core/clock.ts'
import {
  isRightAgain,
  type Reading,
  type Reference,
  referenceOfFreeze,
  wallIsOff,
} from '@mashang/shared/notices/clock-watch.rules.ts'
import { describe, expect, it } from 'vitest'

const last: Reference = { at: 100 * DAY, steady: 5 * DAY, boot: 'a', exact: true }
/** A reading `wall` and `steady` milliseconds after the last one. */
const later = (wall: number, steady: number, boot = 'a'): Reading => ({
  at: last.at + wall,
  steady: last.steady + steady,
  boot,
})

describe('whether the wall clock can be trusted', () => {
  it('given both clocks went on alike, then it can, after a night of sleep too', () => {
    expect(wallIsOff(later(MINUTE, MINUTE), last, null)).toBeNull()
    expect(wallIsOff(later(9 * HOUR, 9 * HOUR), last, null)).toBeNull()
  })

  it('given a correction of two minutes, then it can', () => {
    expect(wallIsOff(later(3 * MINUTE, MINUTE), last, null)).toBeNull()
    expect(wallIsOff(later(-MINUTE, MINUTE), last, null)).toBeNull()
  })

  it('given it went further or less far than the steady one, then it is off by that much', () => {
    expect(wallIsOff(later(3 * HOUR + MINUTE, MINUTE), last, null)).toBe(3 * HOUR)
    expect(wallIsOff(later(-3 * HOUR, MINUTE), last, null)).toBe(-3 * HOUR - MINUTE)
  })

  it('given the machine was started anew, then a long downtime is none of its business', () => {
    expect(wallIsOff(later(90 * DAY, -4 * DAY, 'b'), last, null)).toBeNull()
    expect(wallIsOff(later(90 * DAY, -4 * DAY), last, null)).toBeNull()
  })

  it('given the machine was started anew, then time that lies before what was seen is wrong', () => {
    expect(wallIsOff(later(-HOUR, 0, 'b'), last, null)).toBe(-HOUR)
    expect(wallIsOff(later(HOUR, 0, 'b'), last, last.at + 2 * HOUR)).toBe(-HOUR)
    expect(wallIsOff(later(HOUR, 0, 'b'), null, last.at + 2 * HOUR)).toBe(-HOUR)
    expect(wallIsOff(later(HOUR, 0, 'b'), null, null)).toBeNull()
  })
})

describe('whether the time is right again', () => {
  it('given a jump that was noticed while running, then when it is where it should be', () => {
    const reference = referenceOfFreeze(later(3 * HOUR, MINUTE), 3 * HOUR, last)
    expect(isRightAgain(later(4 * HOUR, HOUR), reference)).toBe(false)
    expect(isRightAgain(later(HOUR, HOUR), reference)).toBe(true)
  })

  it('given time lay in the past after a start, then waiting does not mend it, setting it does', () => {
    const started = later(-3 * HOUR, -DAY, 'b')
    const reference = referenceOfFreeze(started, -3 * HOUR, last)
    const after = (wall: number, steady: number): Reading => ({
      at: started.at + wall,
      steady: started.steady + steady,
      boot: 'b',
    })
    expect(isRightAgain(after(4 * HOUR, 4 * HOUR), reference)).toBe(false)
    expect(isRightAgain(after(4 * HOUR, HOUR), reference)).toBe(true)
    expect(isRightAgain(after(9 * HOUR, HOUR), reference)).toBe(true)
  })

  it('given another machine looks, then it cannot know', () => {
    expect(isRightAgain(later(HOUR, HOUR, 'c'), last)).toBe(false)
  })
})
