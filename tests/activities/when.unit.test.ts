import { whenWords } from '@mashang/client/activities/when.ts'
import { expect, it } from 'vitest'

const now = Date.parse('2026-11-24T02:00:00.000Z')
const words = (startsAt: string, endsAt: string): string => whenWords({ startsAt, endsAt }, now)

it('says the year of an activity where it is not this one', () => {
  expect(words('2026-03-05T01:00:00.000Z', '2026-03-05T03:30:00.000Z')).toBe(
    '3月5日 09:00 到 11:30',
  )
  expect(words('2025-03-05T01:00:00.000Z', '2025-03-05T03:30:00.000Z')).toBe(
    '2025年3月5日 09:00 到 11:30',
  )
  // The last evening of a year in China, and the first morning of the next.
  expect(words('2025-12-31T12:00:00.000Z', '2025-12-31T17:00:00.000Z')).toBe(
    '2025年12月31日 20:00 到 2026年1月1日 01:00',
  )
  expect(words('2025-12-31T16:00:00.000Z', '2025-12-31T18:00:00.000Z')).toBe(
    '1月1日 00:00 到 02:00',
  )
})
