import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stateDiagrams } from '@mashang/scripts/support/state-diagram.ts'
import { expect, it } from 'vitest'

it.each(await stateDiagrams())(
  '$path is drawn from its rules table (npm run run draw-states)',
  ({ path, text }) => {
    const kept = readFileSync(join(import.meta.dirname, '../..', path), 'utf8')
    expect(kept.replaceAll('\r\n', '\n')).toBe(text)
  },
)
