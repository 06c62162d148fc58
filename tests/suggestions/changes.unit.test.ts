import {
  changedSince,
  changedWords,
  changesOf,
  isUnchanged,
} from '@mashang/shared/suggestions/changes.rules.ts'
import { expect, it } from 'vitest'

const words = { title: '装路灯', text: '没有路灯。', files: [] }
const fact = (act: string, data: Record<string, unknown> = {}) => ({
  type: `suggestion.${act}`,
  data,
})
const joins = (byId: string) => fact('confirm', { byId })

it('given an edit, then it says which parts it has changed', () => {
  expect(changesOf(words, words)).toEqual([])
  const file = { id: 'a' } as never
  expect(changesOf(words, { title: '加装路灯', text: words.text, files: [file] })).toEqual([
    'title',
    'files',
  ])
})

it('given somebody who is asked once more, then what was changed since they joined is told', () => {
  const title = fact('edit', { changed: 'title' })
  const text = fact('edit', { changed: 'text' })
  expect(changedSince([title, joins('li'), fact('return'), text], 'li')).toEqual(['text'])
  expect(changedSince([joins('li'), text, title], 'li')).toEqual(['title', 'text'])
  expect(changedWords(['title', 'text'])).toContain('领衔代表改过标题、正文')
})

it('given somebody who never joined, or nothing changed since, then nothing is told', () => {
  expect(changedSince([fact('edit', { changed: 'text' }), joins('zhang')], 'li')).toBeNull()
  expect(changedSince([fact('edit', { changed: 'text' }), joins('li')], 'li')).toBeNull()
  // From before it was kept.
  expect(changedSince([joins('li'), fact('edit')], 'li')).toEqual([])
})

it('given it came back, then it is unchanged until its words or files are others', () => {
  const edit = (changed: string) => fact('edit', { changed })
  expect(isUnchanged([edit('text'), fact('return')])).toBe(true)
  expect(isUnchanged([fact('return'), edit('')])).toBe(true)
  expect(isUnchanged([fact('return'), edit('files')])).toBe(false)
  expect(isUnchanged([fact('return'), edit('text'), fact('return')])).toBe(true)
  // From before it was kept, and of what never came back.
  expect(isUnchanged([fact('return'), fact('edit')])).toBe(false)
  expect(isUnchanged([edit('text')])).toBe(false)
})
