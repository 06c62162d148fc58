import { expect, it } from 'vitest'
import { waitingAsked } from '../../client/suggestions/office/first-view.ts'

it.each([
  ['a department opens its list, then what waits for it', {}, false, true, 'true'],
  ['it asks for all of them, then all', { waiting: 'all' }, true, true, undefined],
  ['it asks for one state, then all of that state', { state: 'handling' }, true, true, undefined],
  ['it asks for what waits, then that', { waiting: 'true' }, true, true, 'true'],
  ['the office opens its list, then all', {}, false, false, undefined],
])('given %s', (_, given, narrowed, acts, asked) => {
  expect(waitingAsked(given, { narrowed, acts })).toBe(asked)
})
