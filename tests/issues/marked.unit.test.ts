import { marked } from '@mashang/client/issues/moderation/marked.ts'
import { expect, it } from 'vitest'

const shown = (text: string, ...passages: [from: number, to: number][]): string =>
  marked(
    text,
    passages.map(([from, to]) => ({ from, to })),
  )
    .map(({ words, under }) => (under ? `[${words}]` : words))
    .join('|')

it('shows where a text will be covered, and leaves every character where it was', () => {
  expect(shown('3 号楼的老王家')).toBe('3 号楼的老王家')
  expect(shown('3 号楼的老王家', [5, 7])).toBe('3 号楼的|[老王]|家')
  expect(shown('老王和老李', [0, 2], [3, 5])).toBe('[老王]|和|[老李]')
  // Selected once more over what was covered before.
  expect(shown('老王家的狗', [0, 2], [1, 3])).toBe('[老]|[王]|[家]|的狗')
  expect(shown('')).toBe('')
})
