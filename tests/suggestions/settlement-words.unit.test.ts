import { askingWords } from '@mashang/client/suggestions/settlement-words.ts'
import { expect, it } from 'vitest'

const NOW = '2026-12-10T02:00:00.000Z'
const said = (asking: 'open' | 'ended' | 'replaced' | 'nobody' | null, askedUntil?: string) =>
  askingWords({ asking, askedUntil: askedUntil ?? null }, NOW)

it('whether the representative may still say if they accept it, and until when', () => {
  expect(said('open', '2026-12-20T02:00:00.000Z')).toBe(
    '代表还可以说接不接受，到 12月20日 10:00 为止。',
  )
  expect(said('open', '2027-01-08T02:00:00.000Z')).toContain('到 2027年1月8日 10:00 为止')
  expect(said('ended')).toBe('期限到了，代表没有说接不接受。')
  expect(said('replaced')).toContain('又协调过')
  expect(said('nobody')).toContain('都离任了')
  expect(said(null)).toBe('')
})
