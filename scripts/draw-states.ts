/** `npm run run draw-states`: the state diagram in the docs, out of the rules table. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DIAGRAM, stateDiagram } from './support/state-diagram.ts'

writeFileSync(join(import.meta.dirname, '..', DIAGRAM), stateDiagram())
console.log(`${DIAGRAM} 已写好。`)
