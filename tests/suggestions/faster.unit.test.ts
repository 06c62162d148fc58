import { fasterWords, hasWords } from '@mashang/client/suggestions/faster.ts'
import { expect, it } from 'vitest'

const view = (at: string) => ({
  serverTime: '2026-03-02T02:10:00Z',
  timeline: [
    { at, type: 'suggestion.return', sentence: '代表工委请代表修改后再交。' },
    { at: '2026-03-01T02:00:00Z', type: 'suggestion.submit', sentence: '李婺代表提交了。' },
  ],
})

it('given somebody was faster, then it is said what they did', () => {
  expect(fasterWords(view('2026-03-02T02:09:58Z'))).toBe(
    '刚刚有人先办了一步：代表工委请代表修改后再交。现在不能再这样办了。',
  )
})

it('given nothing has happened lately, then nobody is said to have been faster', () => {
  expect(fasterWords(view('2026-03-02T01:00:00Z'))).toBeNull()
  expect(fasterWords({ ...view('2026-03-02T02:00:00Z'), timeline: [] })).toBeNull()
})

it('given words were typed, then they are what stays; what a form began with is not', () => {
  const fields = [
    { key: 'on', label: '哪一天', kind: 'day' },
    { key: 'reason', label: '理由', kind: 'line', max: 300 },
  ] as const
  expect(hasWords(fields, { on: '2026-03-02', reason: ' ' })).toBe(false)
  expect(hasWords(fields, { on: '2026-03-02', reason: '不归我们管' })).toBe(true)
  const number = [{ key: 'document', label: '发文字号', kind: 'line', proposed: '8号' }] as const
  expect(hasWords(number, { document: '8号' })).toBe(false)
})
