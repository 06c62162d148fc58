import type { ActForm } from '@mashang/client/suggestions/act-form.ts'
import { actForms, fieldsOf } from '@mashang/client/suggestions/act-forms.ts'
import type { SuggestionView } from '@mashang/client/suggestions/suggestions.query.ts'
import { suggestionCommand } from '@mashang/shared/suggestions/commands.model.ts'
import { describe, expect, it } from 'vitest'

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

describe('whatever a form asks for', () => {
  const two = [
    { id: 'a', name: '甲局', departmentId: 'a', department: '甲局', granted: null, lapsed: null },
    { id: 'b', name: '乙局', departmentId: 'b', department: '乙局', granted: null, lapsed: null },
  ]
  const suggestion = {
    state: 'review',
    handlers: two,
    waivable: two,
    extensions: two,
    signsAs: null,
    nextDocument: null,
  } as never as SuggestionView
  const taken = new Map<string, string[]>(
    suggestionCommand.options.map(({ shape }) => [shape.act.value, Object.keys(shape)]),
  )
  // A judgement is put together out of its fields before it is sent.
  const forms = Object.entries(actForms).filter(([act]) => act !== 'rate')

  it.each(forms)('%s: its step takes it', (act, form: ActForm) => {
    const asked = fieldsOf(form, suggestion).map(({ key }) => key)
    expect(taken.get(act)).toEqual(expect.arrayContaining(asked))
  })
})
