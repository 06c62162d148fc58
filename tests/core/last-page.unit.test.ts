import { pageInstead } from '@mashang/client/core/last-page.ts'
import { expect, it } from 'vitest'

it.each([
  ['nothing is known yet', undefined, 2, null],
  ['there are items', { items: [1], total: 51 }, 2, null],
  ['the last item of page 2 is gone', { items: [], total: 50 }, 2, 1],
  ['many are gone at once', { items: [], total: 60 }, 5, 2],
  ['nothing is left at all', { items: [], total: 0 }, 2, 1],
  ['the first page is empty', { items: [], total: 0 }, 1, null],
])('given that %s, then the right page is shown', (_, found, page, instead) => {
  expect(pageInstead(found, page, 50)).toBe(instead)
})
