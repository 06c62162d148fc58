import { isAway, mattersBehind } from '@mashang/client/suggestions/work/owed-words.ts'
import type { LineageView } from '@mashang/shared/lineage/lineage.model.ts'
import { expect, it } from 'vitest'

const matter = (kind: string, to: string | null, here = false): LineageView['matters'][number] => ({
  kind: kind as LineageView['matters'][number]['kind'],
  kindWords: '',
  title: '',
  note: '',
  to,
  lane: 0,
  here,
  count: 1,
})

it('behind a suggestion are what led to it and may be opened, and not what led to another one', () => {
  const matters = [
    matter('issue', '/issues/a'),
    matter('issue', '/issues/b'),
    matter('issue', null),
    matter('issue', '/issues/elsewhere'),
    matter('suggestion', '/suggestions/this', true),
    matter('suggestion', '/suggestions/other'),
  ]
  const links: LineageView['links'] = [
    [0, 4],
    [1, 4],
    [2, 4],
    [0, 5],
    [3, 5],
  ]
  expect(mattersBehind({ matters, links })).toEqual(['a', 'b'])
})

it('voters behind what was not sent, or came to nothing, are told in another way', () => {
  expect((['draft', 'returned', 'declined', 'withdrawn'] as const).map(isAway)).not.toContain(true)
  expect((['cosigning', 'review', 'handling', 'closed'] as const).map(isAway)).not.toContain(false)
})
