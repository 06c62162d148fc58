import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pageOf } from '@mashang/scripts/support/state-diagram.ts'
import { drawing } from '@mashang/shared/suggestions/moves.drawing.ts'
import { expect, it } from 'vitest'

it('who may do what, and what follows, is what the page about it says', () => {
  const page = join(import.meta.dirname, '../../docs', `${drawing.page}.md`)
  const kept = readFileSync(page, 'utf8').replaceAll('\r\n', '\n')
  expect(kept).toBe(pageOf(drawing, 'shared/suggestions/moves.rules.ts'))
})
