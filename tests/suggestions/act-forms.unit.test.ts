import { actForms } from '@mashang/client/suggestions/act-forms.ts'
import type { SuggestionView } from '@mashang/client/suggestions/suggestions.query.ts'
import { expect, it } from 'vitest'

const phaseOf = (given: object): unknown =>
  actForms.contact?.start?.({
    contacts: [],
    answeredAt: null,
    round: 0,
    state: 'handling',
    serverTime: '2026-03-02T02:00:00Z',
    ...given,
  } as never as SuggestionView).phase

it('proposes when it was talked: before, while it is handled, after the answer', () => {
  const answeredAt = '2026-03-02T02:00:00Z'
  expect(phaseOf({})).toBe('before')
  expect(phaseOf({ contacts: [{}] })).toBe('during')
  expect(phaseOf({ answeredAt, state: 'answered' })).toBe('after')
  for (const state of ['redo', 'assigned', 'objected', 'signing'])
    expect(phaseOf({ answeredAt, round: 1, state })).toBe('during')
  expect(phaseOf({ answeredAt, round: 1, state: 'answered' })).toBe('after')
})

it('speaks of co-signers only where there are some', () => {
  const noteOf = (act: 'submit' | 'withdraw', given: object): string | undefined => {
    const note = actForms[act]?.note
    return typeof note === 'function' ? note(given as never as SuggestionView) : note
  }
  for (const act of ['submit', 'withdraw'] as const) {
    const state = act === 'submit' ? 'draft' : 'review'
    expect(noteOf(act, { state, cosigners: [{}] })).toMatch(/附议代表/)
    expect(noteOf(act, { state, cosigners: [] }) ?? '').not.toMatch(/附议/)
  }
})

it('asks before what came back goes again as it was', () => {
  const { note } = actForms.submit ?? {}
  const said = (unchanged: boolean) =>
    typeof note === 'function'
      ? note({ unchanged, cosigners: [] } as never as SuggestionView)
      : note
  expect(said(true)).toContain('还没有改，仍要提交吗？')
  expect(said(false)).not.toContain('还没有改')
})
