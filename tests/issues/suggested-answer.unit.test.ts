import { begunAnswer } from '@mashang/client/issues/work/suggested-answer.ts'
import { expect, it } from 'vitest'

it('begins with how far the suggestion is, and leaves alone what was begun', () => {
  const sent = begunAnswer('', 'sent')
  expect(sent).toContain('交给代表工委审核')
  expect(begunAnswer('我去看过了', 'sent')).toBe('我去看过了')
  // A beginning that nobody changed goes with the suggestion.
  expect(begunAnswer(begunAnswer(' ', 'cosigning'), 'sent')).toBe(sent)
  expect(begunAnswer(sent, undefined)).toBe(sent)
  for (const wrong of [undefined, 'constructor', ['sent', 'sent']])
    expect(begunAnswer('', wrong)).toBe('')
})
