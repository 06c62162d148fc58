import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DIAGRAM, stateDiagram } from '@mashang/scripts/support/state-diagram.ts'
import { expect, it } from 'vitest'

it('the state diagram in the docs is that of the rules table (npm run run draw-states)', () => {
  const kept = readFileSync(join(import.meta.dirname, '../..', DIAGRAM), 'utf8')
  expect(kept.replaceAll('\r\n', '\n')).toBe(stateDiagram())
})
