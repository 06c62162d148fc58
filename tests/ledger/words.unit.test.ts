import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportedTable, exportedWords } from '@mashang/shared/ledger/exported.rules.ts'
import { factWords, kindWords, ledgerGroups } from '@mashang/shared/ledger/ledger.words.ts'
import { suggestionActs } from '@mashang/shared/suggestions/suggestions.words.ts'
import { describe, expect, it } from 'vitest'

const server = join(import.meta.dirname, '../../server')
const chinese = /^[^a-z]*[\u4e00-\u9fff]/

/** What a fact is about, at the beginning of its name; where that is not its own kind, the kind. */
const abouts = [
  ...Object.values(ledgerGroups).flatMap(({ kinds }): readonly string[] => kinds),
  'batch',
  'selection',
  'template',
  'suggestion-periods',
]

/** Every name of a fact in the server's source: `issue.filed`, but no code of an error. */
function factTypes(): string[] {
  const types = new Set<string>()
  for (const name of readdirSync(server, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.includes('node_modules')) continue
    const source = readFileSync(join(server, name), 'utf8')
    for (const [, type = ''] of source.matchAll(/'([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)'/g))
      if (abouts.includes(type.split('.')[0] ?? '')) types.add(type)
  }
  // Notices, a file, and what scores.
  for (const other of [
    'issue.arrived',
    'activity.missed',
    'points.signed',
    'points.settled',
    'points.appeal-came',
    'points.appeal-decided',
    'suggestion.cosigned',
    'representative.html',
  ])
    types.delete(other)
  return [...types].sort()
}

describe('the words of the ledger', () => {
  it('given any fact that the server writes, then it has words that people read', () => {
    const types = factTypes()
    expect(types).toContain('issue.filed')
    expect(types).toContain('sheet-alarm.raised')
    expect(types.filter((type) => !chinese.test(factWords(type)))).toEqual([])
  })

  it('given any act on a suggestion, then it has words', () => {
    const silent = Object.keys(suggestionActs).filter(
      (act) => !chinese.test(factWords(`suggestion.${act}`)),
    )
    expect(silent).toEqual([])
  })

  it('given any table that leaves as a file, then it has a name and says how much left', () => {
    const tables = readdirSync(server, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
      .map((name) => readFileSync(join(server, name), 'utf8'))
      .filter((source) => /TableFile<|noteExport\(/.test(source))
      .flatMap((source) => [...source.matchAll(/(?:table: |kind: 'table', id: )'([a-z-]+)'/g)])
      .map(([, table = '']) => table)
    expect(tables).toContain('records')
    expect(tables).toContain('suggestions')
    expect(tables.filter((table) => !chinese.test(exportedTable(table) ?? ''))).toEqual([])
    const data = JSON.stringify({ rows: 3, columns: 2, format: 'pdf' })
    const nameOf = (id: string) => (id === 'li' ? '李娜' : undefined)
    expect(exportedWords('issues', data, nameOf)).toBe('3 行，2 列，PDF')
    expect(exportedWords('records', data, nameOf)).toBe('3 位代表，PDF')
    const one = JSON.stringify({ rows: 1, columns: 1, format: 'docx', of: 'li' })
    expect(exportedWords('records', one, nameOf)).toBe('李娜，Word')
    expect(exportedWords('issues', '{"rows":', nameOf)).toBeNull()
  })

  it('given any kind of subject, then it has words', () => {
    const kinds = Object.values(ledgerGroups).flatMap(({ kinds }): readonly string[] => kinds)
    expect(kinds.filter((kind) => !chinese.test(kindWords(kind)))).toEqual([])
  })
})
