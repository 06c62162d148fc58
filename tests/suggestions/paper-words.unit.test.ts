import { paperWords } from '@mashang/client/suggestions/paper-words.ts'
import { expect, it } from 'vitest'

it('given a word from paper, then its day is said as people say it, and until when it may be replaced', () => {
  const signedOn = '2026-03-02'
  expect(paperWords({ signedOn, until: null })).toBe('由代表工委按纸质意见表代录（3月2日签）')
  expect(paperWords({ signedOn, until: '2026-04-01T16:00:00.000Z' })).toBe(
    '由代表工委按纸质意见表代录（3月2日签）；有出入的，4月1日 24:00 前本人可以自己再评',
  )
})
