import { afterRatingWords } from '@mashang/shared/suggestions/after-rating.rules.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { describe, expect, it } from 'vitest'

const said = (result: string, by = 'li', forLead = false) => ({
  attitude: 'satisfied',
  result,
  forLead,
  at: '2026-05-01T02:00:00.000Z',
  representative: { id: by },
})
const clock = (owner: string, dueAt: string | null, more: object = {}) => ({
  clock: 'answer',
  owner,
  dueAt,
  stoppedAt: null,
  ...more,
})
const view = (more: object = {}) =>
  ({
    state: 'redo',
    lead: { id: 'li' },
    can: [],
    feedbacks: [said('dissatisfied')],
    handlers: [
      { part: 'lead', name: '住建局' },
      { part: 'co', name: '公安局' },
    ],
    clocks: [],
    ...more,
  }) as unknown as SuggestionView
const words = (more: object = {}, own: string | null = 'li') => afterRatingWords(view(more), own)

describe('what follows from 不满意', () => {
  it('is nothing where nobody said so', () => {
    expect(words({ feedbacks: [] })).toBeNull()
    expect(words({ feedbacks: [said('fair')] })).toBeNull()
    expect(words({ feedbacks: [{ ...said('fair'), attitude: 'dissatisfied' }] })).not.toBeNull()
  })

  it.each(['redo', 'assigned', 'objected', 'signing'])(
    'is a second answer while it is %s, by whoever owes it',
    (state) => {
      expect(words({ state })).toBe('评价是不满意，由住建局重办。有了新的答复，会再请您评价。')
    },
  )

  it('says until when, of several the last day', () => {
    const clocks = [
      clock('公安局', '2026-06-10T16:00:00.000Z'),
      clock('农牧局', '2026-06-01T16:00:00.000Z'),
      clock('财政局', null),
      clock('水务局', '2026-07-01T16:00:00.000Z', { stoppedAt: '2026-05-02T02:00:00.000Z' }),
      clock('教育局', '2026-07-01T16:00:00.000Z', { clock: 'contact' }),
    ]
    expect(words({ clocks })).toMatch(
      /^评价是不满意，由公安局、农牧局、财政局重办，.*6月10日.* 前再答复一次。/u,
    )
  })

  it('is the office’s, once it is bad a second time, and then a question', () => {
    expect(words({ state: 'mediation' })).toContain('由代表工委出面协调')
    expect(words({ state: 'closed', can: ['accept'] })).toContain('请说说接不接受')
    expect(words({ state: 'closed' })).toBeNull()
  })

  it('is the lead’s word where somebody else said so before them', () => {
    const early = { state: 'answered', feedbacks: [said('dissatisfied', 'zhang')] }
    expect(words(early, 'zhang')).toContain('看领衔代表的评价')
    expect(words(early, 'li')).toBeNull()
    expect(words(early, 'wang')).toBeNull()
    expect(words({ ...early, state: 'closed' }, 'zhang')).toBeNull()
    expect(
      words({ ...early, feedbacks: [said('dissatisfied', 'zhang', true)] }, 'zhang'),
    ).toBeNull()
    const mine = [said('dissatisfied', 'wang'), said('dissatisfied', 'zhang'), said('fair', 'wang')]
    expect(words({ ...early, feedbacks: mine }, 'zhang')).not.toBeNull()
  })
})
