import { type CalendarEntry, calendarFile } from '@mashang/shared/activities/calendar.rules.ts'
import { describe, expect, it } from 'vitest'

const entry = (change: Partial<CalendarEntry> = {}): CalendarEntry => ({
  id: 'a1',
  title: '视察供暖',
  place: '锦绣社区',
  text: '带上证件',
  startsAt: Date.parse('2026-11-24T01:00:00Z'),
  endsAt: Date.parse('2026-11-24T03:30:00Z'),
  cancelled: false,
  revision: 3,
  ...change,
})
const linesOf = (...entries: CalendarEntry[]): string[] =>
  calendarFile(entries, Date.parse('2026-11-23T00:00:00Z')).split('\r\n').slice(3, -2)

describe('an activity in a calendar', () => {
  it('has its time, place and words, and rings an hour before', () => {
    expect(linesOf(entry())).toEqual([
      'BEGIN:VEVENT',
      'UID:a1@mashang',
      'DTSTAMP:20261123T000000Z',
      'SEQUENCE:3',
      'DTSTART:20261124T010000Z',
      'DTEND:20261124T033000Z',
      'SUMMARY:视察供暖',
      'LOCATION:锦绣社区',
      'DESCRIPTION:带上证件',
      'STATUS:CONFIRMED',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'TRIGGER:-PT1H',
      'DESCRIPTION:一小时后',
      'END:VALARM',
      'END:VEVENT',
    ])
  })

  it('given that it is cancelled, then that is said, and nothing rings', () => {
    const lines = linesOf(entry({ cancelled: true }))
    expect(lines).toContain('STATUS:CANCELLED')
    expect(lines).not.toContain('STATUS:CONFIRMED')
    expect(lines).not.toContain('BEGIN:VALARM')
  })

  it('given no words, then none are said; given two, then both stand there', () => {
    const lines = linesOf(entry({ text: '', cancelled: true }), entry({ id: 'a2' }))
    expect(lines.filter((line) => line.startsWith('UID:'))).toEqual([
      'UID:a1@mashang',
      'UID:a2@mashang',
    ])
    expect(lines.filter((line) => line.startsWith('DESCRIPTION:带'))).toHaveLength(1)
    expect(lines).not.toContain('DESCRIPTION:')
  })
})
