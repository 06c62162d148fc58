import { suggestedOf } from '@mashang/shared/issues/suggested.rules.ts'
import {
  suggestionAhead,
  suggestionMerged,
  suggestionOutcome,
} from '@mashang/shared/issues/suggested.words.ts'
import { suggestionLine } from '@mashang/shared/issues/suggested-line.rules.ts'
import { describe, expect, it } from 'vitest'

const ways = new Map<string, string[]>([
  ['a', []],
  ['b', []],
])
const fact = (what: string, id: string, data: Record<string, unknown> = {}) => ({
  type: `issue.suggestion-${what}`,
  data: { suggestionId: id, ...data },
})
type Told = ReturnType<typeof fact>
const over: Told = { type: 'issue.suggestion-over', data: { suggestionId: '' } }
const promised = (id: string): Told => fact('answered', id, { class: 'B', promisedFor: 1 })
const solved = (id: string): Told => fact('answered', id, { class: 'A' })
const bad = (id: string, next = 'redo'): Told => fact('unsatisfied', id, { next })
const corrected = (id: string, of: string): Told => fact('corrected', id, { of })

/** "a received": its sentence stands for what was told. */
const sentence = ({ type, data }: Told): string =>
  `${String(data.suggestionId)} ${type.replace('issue.suggestion-', '')}。`
const stands = (facts: Told[]) => {
  const now = suggestedOf(facts, ways)
  return {
    awaits: now.awaits,
    line: suggestionLine(now, now.awaits ? now.judgeable : null, sentence),
    phases: now.waits.map(({ phase }) => phase),
  }
}

it('leads to the whole answer as long as everybody may read that very one', () => {
  const READ = 'a answered。全文公开了，点“这件事后来怎么样了”去看。'
  const released = [fact('submitted', 'a'), solved('a'), fact('published', 'a')]
  expect(stands(released).line).toBe(READ)
  expect(stands([...released, fact('unpublished', 'a')]).line).toBe('a answered。')
  const anew = [...released, bad('a'), solved('a')]
  expect(stands(anew).line).toBe('a answered。')
  expect(stands([...anew, fact('published', 'a')]).line).toBe(READ)
})

describe('what a voter is told of several suggestions', () => {
  it('given that one was answered while another is at work, then the other one is told of', () => {
    const sent = [fact('submitted', 'a'), fact('submitted', 'b')]
    expect(stands([...sent, solved('a')])).toEqual({
      awaits: true,
      line: '另一件建议还没有结果，有了答复，再请您评价。',
      phases: ['sent'],
    })
    expect(stands([...sent, fact('assigned', 'b'), solved('a')])).toEqual({
      awaits: true,
      line: '另一件建议还没有结果：b assigned。有了答复，再请您评价。',
      phases: ['assigned'],
    })
  })

  it('given that one came to nothing, then it is the other one that is told of', () => {
    const { line } = stands([
      fact('submitted', 'a'),
      fact('submitted', 'b'),
      fact('received', 'a'),
      fact('declined', 'b'),
    ])
    expect(line).toContain('a received。')
    expect(line).not.toContain('declined')
  })

  it('given that it was merged, then it is said once that there will be an answer', () => {
    const now = suggestedOf([fact('submitted', 'a'), fact('merged', 'a')], ways)
    const line = suggestionLine(now, null, suggestionMerged) ?? ''
    expect(suggestionLine(now, false, suggestionMerged)).toBe(`${line}有了答复，再请您评价。`)
    expect(line).not.toContain('有了答复')
  })

  it('given class B without a day, then nobody will be asked on one, and it is the outcome', () => {
    const facts = [fact('submitted', 'a'), fact('answered', 'a', { class: 'B' })]
    expect(stands(facts)).toEqual({ awaits: false, line: 'a answered。', phases: [] })
    const words = suggestionOutcome({ class: 'B' }, '区住建局', null)
    expect(words).toBe('区住建局答复了代表建议：这件事正在办。')
    expect(suggestionOutcome({ class: 'B' }, '区住建局', '6月30日')).toContain(
      '正在办，答应 6月30日前办成，到时再说结果。',
    )
  })

  it.each(['A', 'C'])(
    'given a day that another one owes after class %s, then it is not done',
    (of) => {
      const words = suggestionOutcome({ class: of, said: '已经解决' }, '区住建局', '12月31日')
      expect(words).toBe(
        '区住建局答复了代表建议：这件事正在办，答应 12月31日前办成，到时再说结果。',
      )
    },
  )

  it('given a promise with a day, then it says itself', () => {
    const facts = [fact('submitted', 'a'), promised('a')]
    expect(stands(facts)).toEqual({ awaits: true, line: 'a answered。', phases: ['promised'] })
  })

  it('given one that waits for its day and one at work, then both are ahead', () => {
    const facts = [fact('submitted', 'a'), fact('submitted', 'b'), promised('a')]
    const steps = suggestionAhead(stands(facts).phases)
    expect(steps.join()).toContain('代表工委先看一遍')
    expect(steps.join()).toContain('有一件，部门答应了办成的日子')
  })
})

describe('what it came to', () => {
  it('given two judgements and the office, then it was settled, and no answer solved it', () => {
    const facts = [
      fact('submitted', 'a'),
      solved('a'),
      bad('a'),
      solved('a'),
      bad('a', 'mediation'),
      fact('settled', 'a'),
      over,
    ]
    expect(stands(facts)).toEqual({ awaits: false, line: 'a settled。', phases: [] })
  })

  it.each([
    [corrected('a', 'unsatisfied'), 'a corrected。'],
    [fact('withdrawn', 'a'), 'a withdrawn。'],
    [fact('declined', 'a'), 'a declined。'],
  ])('given %o, then it is that', (last, line) => {
    expect(stands([fact('submitted', 'a'), solved('a'), bad('a'), last, over]).line).toBe(line)
  })

  it('given that another one came to nothing later, then the answer is told', () => {
    const facts = [
      fact('submitted', 'a'),
      fact('submitted', 'b'),
      solved('a'),
      fact('declined', 'b'),
    ]
    expect(stands([...facts, over]).line).toBe('a answered。')
  })
})

describe('where an answer stands that promises a day', () => {
  it.each([
    [[bad('a'), corrected('a', 'unsatisfied')]],
    [[bad('a', 'mediation'), corrected('a', 'mediated')]],
    [[bad('a', 'mediation'), fact('settled', 'a')]],
  ])('given %o, then its day is waited for', (later) => {
    const now = stands([fact('submitted', 'a'), promised('a'), ...later])
    expect([now.awaits, now.phases]).toEqual([true, ['promised']])
    expect(now.line).toContain('部门答应了办成的日子')
  })

  it('given a new answer without a day, then that one stands', () => {
    const facts = [
      promised('a'),
      bad('a'),
      solved('a'),
      bad('a', 'mediation'),
      fact('settled', 'a'),
    ]
    expect(stands([fact('submitted', 'a'), ...facts]).awaits).toBe(false)
  })
})

describe('what is ahead', () => {
  const ahead = (...facts: Told[]): string =>
    suggestionAhead(stands([fact('submitted', 'a'), ...facts]).phases).join()
  const awaited: Told = { type: 'issue.suggestion-awaited', data: { suggestionId: '' } }

  it.each([
    ['sent', []],
    ['gone its way again', [fact('declined', 'a'), corrected('a', 'declined')]],
  ])('given that it was %s, then the office looks at it first', (_, facts) => {
    expect(ahead(...facts)).toContain('代表工委先看一遍')
  })

  it.each([
    ['once more', [solved('a'), bad('a')], '部门再办一次'],
    ['once more, waited for again', [solved('a'), over, bad('a'), awaited], '部门再办一次'],
    ['once more by others', [solved('a'), bad('a'), fact('assigned', 'a')], '部门再办一次'],
    ['by the office', [solved('a'), bad('a', 'mediation')], '一起商量怎么办'],
  ])('given that it is done %s, then neither the office nor months are ahead', (_, facts, said) => {
    expect(ahead(...facts)).toContain(said)
    expect(ahead(...facts)).not.toMatch(/先看一遍|个月/)
  })
})
