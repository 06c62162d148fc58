import { decidedWords } from '@mashang/client/issues/moderation/hold-decisions.ts'
import { expect, it } from 'vitest'

it('given what is held is left as it was, then nobody says that its voter reads why', () => {
  expect(decidedWords('released')).toBe('看过，没有动。')
  expect(decidedWords('redacted')).toBe('遮住了一部分，选民看得到理由。')
  expect(decidedWords('refused')).toBe('不公开，选民看得到理由。')
})
