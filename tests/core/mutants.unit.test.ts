import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mutantsOf } from '../../scripts/prove/mutants/changes.ts'
import { groupsIn } from '../../scripts/prove/mutants/groups.ts'
import { tryGroups } from '../../scripts/prove/mutants.ts'

const changes = (text: string): string[] =>
  mutantsOf('some.ts', text, 0).mutants.map(({ change }) => change)

/** What a module gives with one of its changes, or with none. */
function given(text: string, active: number): unknown {
  const { switched } = mutantsOf('some.js', text, 0)
  return new Function('mutant', `${switched}\nreturn result`)((id: number) => id === active)
}

describe('small changes of a module', () => {
  it.each([
    ['a < b', ['a < b → a <= b', 'a < b → a >= b']],
    ['a ?? b', ['a ?? b → a && b']],
    ['!a', ['!a → a']],
    ["'x' + a", []],
    ['a?.b', ['a?.b → a.b']],
    ['xs.filter(f)', ['xs.filter(f) → xs']],
    ['xs.some(f)', ['xs.some(f) → xs.every(f)']],
    ['[a]', ['[a] → []']],
    ['true', ['true → false']],
  ])('given %s, then these', (code, expected) => {
    expect(changes(`const x = ${code}`)).toEqual(expected)
  })

  it('given an assignment, then it is left out, and what is written to stays', () => {
    expect(changes('a.b = c')).toEqual(['a.b = c → '])
    expect(changes('if (a) throw b')).toEqual(['a → true', 'a → false', 'throw b → '])
  })

  it('given none of them, then the module is what it was; given one, then that alone', () => {
    const text = 'const a = 1\nlet result = a + 1 < 3 || a > 5 ? a?.b?.c ?? 7 : [a]\nresult += 1'
    expect(given(text, -1)).toBe(8)
    const { mutants } = mutantsOf('some.js', text, 0)
    const found = mutants.find(({ change }) => change === 'a + 1 < 3 → a + 1 >= 3')
    expect(given(text, found?.id ?? -1)).toBe('11')
  })

  it('given the groups, then no module stands in two of them', () => {
    const files = Object.values(groupsIn(join(import.meta.dirname, '../..'))).flat()
    expect(new Set(files).size).toBe(files.length)
  })
})

describe('changes that nobody notices', { timeout: 120_000 }, () => {
  it('are few where tests are good, and each is named', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mashang-mutants-'))
    const said: string[] = []
    try {
      const groups = { policy: ['shared/issues/rights.rules.ts', 'shared/issues/chase.rules.ts'] }
      const terms = { seed: 1, size: 1, folder, say: (line: string) => said.push(line) }
      const { broken, figure } = await tryGroups(groups, terms)
      expect(broken, said.join('\n')).toEqual([])
      expect(figure).toMatch(/^killed: policy \d+\.\d % of \d+$/)
      expect(said[0]).toContain('shared/issues/rights.rules.ts: 13 mutants')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
