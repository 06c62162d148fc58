import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { matterIndexes } from '@mashang/scripts/support/matter-indexes.ts'
import { isName, matterFiles, singular } from '@mashang/scripts/support/matter-template.ts'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const indexes = await matterIndexes(root)

describe('a new kind of matter', () => {
  it('is one folder of the same name in every layer, and nothing else', () => {
    const folders = new Set(
      Object.keys(matterFiles('public-hearings', '公开听证')).map((path) =>
        path.split('/').slice(0, 2).join('/'),
      ),
    )
    expect([...folders].sort()).toEqual([
      'client/public-hearings',
      'server/public-hearings',
      'shared/public-hearings',
      'tests/public-hearings',
    ])
  })

  it('has its own names everywhere', () => {
    const texts = Object.entries(matterFiles('public-hearings', '公开听证')).flat()
    expect(texts.filter((text) => /my-?_?thing|我的事|\.txt/i.test(text))).toEqual([])
  })

  it.each([
    ['hearings', 'hearing'],
    ['mediations', 'mediation'],
    ['activities', 'activity'],
    ['inboxes', 'inbox'],
    ['training', 'training'],
    ['business', 'business'],
  ])('of %s one is a %s', (many, one) => {
    expect(singular(many)).toBe(one)
    expect(isName(many)).toBe(many !== one)
  })
})

describe('the lists of the kinds of matter', () => {
  it.each(Object.entries(indexes))(
    '%s is made out of the folders (npm run run index-matters)',
    (path, text) => {
      const kept = readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n')
      expect(kept).toBe(text)
    },
  )
})
