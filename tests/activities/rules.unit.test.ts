import {
  attendanceSums,
  factOf,
  finalAttendance,
  type Invitee,
} from '@mashang/shared/activities/attendance.rules.ts'
import { calendarFile } from '@mashang/shared/activities/calendar.rules.ts'
import { mustBeInTime, mustFit, mustTell } from '@mashang/shared/activities/decide.rules.ts'
import { HOUR } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { describe, expect, it } from 'vitest'

const start = Date.parse('2026-11-24T01:00:00Z')
const schedule = { startsAt: start, endsAt: start + 2 * HOUR, deadlineAt: null, capacity: null }
const one = (answer: Invitee['answer'], attendance: Invitee['attendance'] = 'unknown') => ({
  representativeId: 'r',
  answer,
  attendance,
})

describe('final attendance', () => {
  it('given a tick of the organiser, then it counts whatever was answered', () => {
    expect(finalAttendance(one('away', 'attended'), true)).toBe('attended')
    expect(finalAttendance(one('coming', 'excused'), false)).toBe('excused')
  })
  it('given somebody who had to come, then silence is absence if it is said so, and leave is excused', () => {
    expect(finalAttendance(one('none'), true)).toBeNull()
    expect(finalAttendance(one('none'), true, 'absent')).toBe('absent')
    expect(finalAttendance(one('away'), true, 'absent')).toBe('excused')
  })
  it('given somebody free to come, then only a word that was not kept counts', () => {
    expect(finalAttendance(one('none'), false, 'absent')).toBeNull()
    expect(finalAttendance(one('away'), false, 'absent')).toBeNull()
    expect(finalAttendance(one('coming'), false)).toBeNull()
    expect(finalAttendance(one('coming'), false, 'absent')).toBe('absent')
  })
  it('given somebody free to come who had not said so, then a tick makes no absence of it', () => {
    expect(finalAttendance(one('none', 'absent'), false)).toBeNull()
    expect(finalAttendance(one('away', 'absent'), false)).toBeNull()
    expect(finalAttendance(one('coming', 'absent'), false)).toBe('absent')
    expect(finalAttendance(one('none', 'absent'), true)).toBe('absent')
  })
  it('adds up to the list', () => {
    const list = [one('none'), one('coming', 'attended'), one('away'), one('coming')]
    expect(attendanceSums(list, false)).toEqual({
      attended: 1,
      absent: 0,
      excused: 0,
      unmarked: 1,
      none: 2,
    })
  })
  it('keeps a report on duty as a fact of its own, and its absence like every other', () => {
    expect(factOf('report', 'attended')).toBe('activity.reported')
    expect(factOf('report', 'absent')).toBe('activity.absent')
    expect(factOf('session', 'attended')).toBe('activity.attended')
  })
})

describe('time', () => {
  const refused = (act: 'come' | 'arrive' | 'mark' | 'close', at: number, deadline?: number) => {
    try {
      mustBeInTime(act, { ...schedule, deadlineAt: deadline ?? null }, at)
      return false
    } catch {
      return true
    }
  }
  it('one answers until the deadline, to the millisecond; without one until the start', () => {
    expect(refused('come', start)).toBe(false)
    expect(refused('come', start + 1)).toBe(true)
    expect(refused('come', start - HOUR + 1, start - HOUR)).toBe(true)
  })
  it('the door is open from an hour before the start to an hour after the end', () => {
    expect([refused('arrive', start - HOUR - 1), refused('arrive', start - HOUR)]).toEqual([
      true,
      false,
    ])
    expect([refused('arrive', start + 3 * HOUR), refused('arrive', start + 3 * HOUR + 1)]).toEqual([
      false,
      true,
    ])
  })
  it('ticks come an hour before the start at the earliest, the end with it', () => {
    expect([refused('mark', start - HOUR - 1), refused('mark', start - HOUR)]).toEqual([
      true,
      false,
    ])
    expect([refused('close', start - 1), refused('close', start)]).toEqual([true, false])
  })
  it('people are told of another time or place, while it is not over', () => {
    const before = { ...schedule, place: '区人大' }
    expect(mustTell(before, { ...before, place: '区政府' }, start - 1)).toBe(true)
    expect(mustTell(before, before, start - 1)).toBe(false)
    expect(mustTell(before, { ...before, place: '区政府' }, schedule.endsAt)).toBe(false)
  })
})

it('a calendar line is folded at 75 octets and its signs are escaped (RFC 5545)', () => {
  const title = `调研;养老,服务${'长'.repeat(40)}`
  const file = calendarFile(
    [
      {
        id: 'a',
        title,
        place: '社区',
        text: '一\n二',
        startsAt: start,
        endsAt: start + HOUR,
        cancelled: false,
        revision: 3,
      },
    ],
    start,
  )
  const lines = file.split('\r\n')
  expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
  const whole = file.replaceAll('\r\n ', '')
  expect(whole).toContain(`SUMMARY:调研\\;养老\\,服务${'长'.repeat(40)}\r\n`)
  expect(whole).toContain('DESCRIPTION:一\\n二')
  expect(whole).toContain('DTSTART:20261124T010000Z')
})

describe('a schedule that cannot be', () => {
  const DAY = 24 * HOUR
  it.each([
    ['that ends as it begins', { endsAt: start }, 'endsAt'],
    ['of more than fifteen days', { endsAt: start + 15 * DAY + 1 }, 'endsAt'],
    ['of fifteen days', { endsAt: start + 15 * DAY }, null],
    ['with answers after it began', { deadlineAt: start + 1 }, 'deadlineAt'],
    ['with answers until it begins', { deadlineAt: start }, null],
    ['with places for all who come', { capacity: 3 }, null],
    ['with a place too few', { capacity: 2 }, 'capacity'],
    ['with nothing said', {}, null],
  ])('given one %s, then the field that is wrong is named, if any', (_, given, path) => {
    let field: string | undefined | null = null
    try {
      mustFit({ ...schedule, ...given }, 3)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      field = error.details.fields?.[0]?.path
    }
    expect(field).toBe(path)
  })
})
