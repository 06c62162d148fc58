import { stillWaiting } from '@mashang/client/suggestions/office/assign-draft.ts'
import { expect, it } from 'vitest'

it('given one that was chosen and refused, when it no longer waits, then it is chosen no more', () => {
  const chosen = new Map([
    ['faster', 'assigned by somebody else'],
    ['mended', 'refused, and still there'],
  ])
  expect([...stillWaiting(chosen, [{ id: 'mended' }, { id: 'new' }]).keys()]).toEqual(['mended'])
  expect(stillWaiting(chosen, []).size).toBe(0)
})
