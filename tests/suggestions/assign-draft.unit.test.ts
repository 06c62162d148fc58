import { ticksLeft } from '@mashang/client/suggestions/office/assign-draft.ts'
import { nobody } from '@mashang/client/suggestions/office/handlers.ts'
import { expect, it } from 'vitest'

const by = (lead: string) => ({ ...nobody, lead })
const left = (...[chosen, waiting, named, proposals]: Parameters<typeof ticksLeft<string>>) => [
  ...ticksLeft(chosen, waiting, named, proposals).keys(),
]

it('given one that was chosen and refused, when it no longer waits, then it is chosen no more', () => {
  const chosen = new Map([
    ['faster', 'assigned by somebody else'],
    ['mended', 'refused, and still there'],
  ])
  const none = [new Map(), new Map()] as const
  expect(left(chosen, new Set(['mended', 'new']), {}, none)).toEqual(['mended'])
  expect(left(chosen, new Set(), {}, none)).toEqual([])
})

it('given another proposal than the one that was ticked, then the tick is gone, unless somebody named who handles it', () => {
  const chosen = new Map(['same', 'other', 'first', 'named'].map((id) => [id, id]))
  const before = new Map([
    ['same', by('roads')],
    ['other', by('roads')],
    ['named', by('roads')],
  ])
  const now = new Map([...before.keys(), 'first'].map((id) => [id, by('housing')]))
  now.set('same', by('roads'))
  expect(left(chosen, new Set(chosen.keys()), { named: by('police') }, [now, before])).toEqual([
    'same',
    'named',
  ])
})
