import { DAY } from '@mashang/shared/core/clock.ts'
import {
  dayOf,
  historyDays,
  isSilent,
  mayHangSheet,
  maySeeSheet,
  sheetStateOf,
  silentBefore,
  weeksOf,
} from '@mashang/shared/sheets/sheets.rules.ts'
import { describe, expect, it } from 'vitest'

const NOW = Date.parse('2026-11-26T02:00:00Z')
const hung = { hungAt: 1, retiredAt: null, replacedBy: null, quietSince: NOW - 30 * DAY }

describe('a sheet', () => {
  it('is printed, hung, revoked or replaced', () => {
    expect(sheetStateOf(hung)).toBe('hung')
    expect(sheetStateOf({ ...hung, hungAt: null })).toBe('printed')
    expect(sheetStateOf({ ...hung, retiredAt: 2 })).toBe('revoked')
    expect(sheetStateOf({ ...hung, retiredAt: 2, replacedBy: 'x' })).toBe('replaced')
  })

  it('is silent while it hangs and nobody scanned it for so many days', () => {
    expect(silentBefore(NOW, 30)).toBe(NOW - 30 * DAY)
    expect(isSilent(hung, NOW, 30)).toBe(true)
    expect(isSilent({ ...hung, quietSince: NOW - 30 * DAY + 1 }, NOW, 30)).toBe(false)
    expect(isSilent({ ...hung, quietSince: null }, NOW, 30)).toBe(false)
    expect(isSilent({ ...hung, hungAt: null }, NOW, 30)).toBe(false)
  })

  it('has a history of eight weeks that ends today, in the district’s time', () => {
    expect(dayOf(Date.parse('2026-01-04T16:00:00Z'))).toBe('2026-01-05')
    const days = historyDays(NOW)
    expect([days.length, days[0], days.at(-2), days.at(-1)]).toEqual([
      56,
      '2026-10-02',
      '2026-11-25',
      '2026-11-26',
    ])
    const scans = [
      { day: '2026-11-26', scans: 1 },
      { day: '2026-11-20', scans: 2 },
      { day: '2026-11-19', scans: 4 },
      { day: '2026-10-02', scans: 8 },
      { day: '2026-10-01', scans: 16 },
      { day: '2026-11-27', scans: 32 },
    ]
    expect(weeksOf(scans, NOW)).toEqual([8, 0, 0, 0, 0, 0, 4, 3])
  })
})

describe('who sees a sheet, and who may record that it hangs', () => {
  const sheet = { subjectKind: 'representative', subjectId: 'r1', stationId: 's1' } as const
  const reader = (
    role: 'office' | 'department' | 'liaison' | 'representative',
    given: object = {},
  ) => ({
    role,
    representativeId: null,
    stationId: null,
    ...given,
  })
  it.each([
    [reader('office'), true, true],
    [reader('department', { stationId: 's1' }), false, false],
    [reader('liaison', { stationId: 's1' }), true, true],
    [reader('liaison', { stationId: 's2' }), false, false],
    [reader('liaison', { stationId: 's2', stationIds: ['s2', 's1'] }), true, true],
    [reader('representative', { representativeId: 'r1' }), true, true],
    [reader('representative', { representativeId: 'r2', stationId: 's1' }), false, true],
    [reader('representative', { representativeId: 'r2', stationId: 's2' }), false, false],
    [reader('representative'), false, false],
  ])('given %o, then sees: %s, hangs: %s', (who, sees, hangs) => {
    expect([maySeeSheet(sheet, who), mayHangSheet(sheet, who)]).toEqual([sees, hangs])
  })

  it('given one of no station, or of a station with the same id, then nobody is taken for its own', () => {
    expect(mayHangSheet({ ...sheet, stationId: null }, reader('liaison'))).toBe(false)
    const stations = { ...sheet, subjectKind: 'station' } as const
    expect(maySeeSheet(stations, reader('representative', { representativeId: 'r1' }))).toBe(false)
  })
})
