/** `npm run run draw-states`: the state diagrams in the docs, out of the rules tables. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stateDiagrams } from './support/state-diagram.ts'

for (const { path, text } of await stateDiagrams()) {
  writeFileSync(join(import.meta.dirname, '..', path), text)
  console.log(`${path} 已写好。`)
}
