import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { declaredLists } from '@mashang/scripts/bench/lists/declared.ts'
import { linesOf } from '@mashang/scripts/bench/lists/table.ts'
import { WHY } from '@mashang/scripts/bench/lists/why.ts'
import { closeSides, measureLists, openDistrict, type Side } from '@mashang/scripts/bench/lists.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'mashang-lists-'))
let side: Side
beforeAll(async () => {
  side = await openDistrict(folder, { matters: 500, people: 50, facts: 5_000 })
}, 120_000)
afterAll(async () => {
  await closeSides(side)
  rmSync(folder, { recursive: true, force: true })
})

describe('what lists cost', () => {
  it('is measured of every list that is declared, by every role that may ask for it', async () => {
    const { found, unanswered } = await measureLists(
      { small: side, large: side },
      () => undefined,
      1,
    )
    expect(unanswered).toEqual([])
    expect(found.length).toBe((await declaredLists()).length)
  }, 120_000)

  it('reasons are given for lists that there are', async () => {
    const paths = new Set((await declaredLists()).map(({ endpoint }) => endpoint.path))
    expect(Object.keys(WHY).filter((path) => !paths.has(path))).toEqual([])
  })

  it('is told in a table, the lists that grow most first', () => {
    const who = 'office' as const
    expect(
      linesOf([
        { path: '/api/a', who, small: 2, large: 2 },
        { path: '/api/wall-figures', who, small: 1, large: 3 },
      ]),
    ).toEqual([
      `| \`/api/wall-figures\` | office | 1.00 | 3.00 | 3.00 | **no** | ${WHY['/api/wall-figures']} |`,
      '| `/api/a` | office | 2.00 | 2.00 | 1.00 | yes |  |',
    ])
  })
})
