import { actForms } from '@mashang/client/suggestions/act-forms.ts'
import type { SuggestionView } from '@mashang/client/suggestions/suggestions.query.ts'
import { waitsFor, withdrawNote } from '@mashang/client/suggestions/withdrawal-words.ts'
import type { SuggestionState } from '@mashang/shared/suggestions/suggestions.words.ts'
import { describe, expect, it } from 'vitest'

const view = (of: object): SuggestionView => of as never
const li = { id: 'li', name: '李梅' }
const zhang = { id: 'zhang', name: '张强' }

describe.each<[SuggestionState, string]>([
  ['cosigning', '都同意以前，附议的代表照常确认，都回了话照常提交'],
  ['returned', '都同意以前，仍可以修改以后再交'],
  ['review', '都同意以前，代表工委照常审核，期限照走'],
  ['assigned', '都同意以前，建议照常办，期限照走'],
  ['handling', '都同意以前，建议照常办，期限照走'],
])('given a joint one that is %s', (state, meanwhile) => {
  it('then wanting it back says what goes on until all agree', () => {
    const note = withdrawNote(view({ state, cosigners: [{ confirmed: true }] }))
    expect(note).toContain(meanwhile)
  })

  it('when it waits, then its page says the same, and for whom', () => {
    const withdrawal = { askedAt: '', reason: '', agreed: [li], asked: [zhang] }
    expect(waitsFor(view({ state, withdrawal }))).toEqual([
      '还等张强同意；李梅已经同意。',
      `${meanwhile}。`,
    ])
  })

  it('when whoever was waited for has left office, then nobody is said to be waited for', () => {
    const withdrawal = { askedAt: '', reason: '', agreed: [li], asked: [] }
    const [only, ...more] = waitsFor(view({ state, withdrawal }))
    expect([only, more]).toEqual([
      '没有要等的代表了；李梅已经同意。过一会儿会自己定下来，不用再做什么。',
      [],
    ])
  })
})

it('given nobody has joined it yet, then it is taken back at once', () => {
  const note = withdrawNote(view({ state: 'cosigning', cosigners: [{ confirmed: false }] }))
  expect(note).toBe('没有附议代表署名，撤回马上算数。')
})

it('given it stays, then it is not said to be handled: it may not be anybody’s yet', () => {
  for (const act of ['drop-withdrawal', 'disagree'] as const)
    expect(actForms[act]?.note).toMatch(/照旧往下走/)
})
