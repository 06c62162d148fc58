/**
 * `npm run run prove -- kill disk-full`: the long form of what `npm test` proves in small; without
 * names all of them, one after another. `--seed=7` replays a run, `--size=0.1` makes it a tenth,
 * `--processes=2` deals out what can be (`fuzz`), `--minutes=40` ends such a one with what it has by
 * then, as Ctrl-C does; `--write` keeps what was found in docs/promises.md, with the seed, and with the
 * size where it is not the whole.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PROOFS } from './prove/all.ts'
import { keepPromise } from './prove/promises.ts'

const words = process.argv.slice(2)
const option = (name: string, otherwise: number): number => {
  const word = words.find((each) => each.startsWith(`--${name}=`))
  const value = word === undefined ? otherwise : Number(word.slice(name.length + 3))
  if (Number.isFinite(value) && value > 0) return value
  console.error(`✗ --${name} wants a number above 0`)
  process.exit(1)
}
const ids = words.filter((word) => !word.startsWith('--'))
const unknown = ids.find((id) => !PROOFS.some((proof) => proof.id === id))
if (unknown !== undefined) {
  console.error(
    `✗ no proof "${unknown}"; there are: ${PROOFS.map(({ id }) => id).join(' ')}; --seed=, --size=, --processes=, --minutes=, --write`,
  )
  process.exit(1)
}
const seed = option('seed', 1 + Math.floor(Math.random() * 2 ** 31))
const size = option('size', 1)
const processes = option('processes', 1)
const timed = words.some((word) => word.startsWith('--minutes='))
const minutes = timed ? option('minutes', 1) : undefined

let broken = 0
for (const proof of PROOFS) {
  if (ids.length > 0 && !ids.includes(proof.id)) continue
  const folder = mkdtempSync(join(tmpdir(), 'mashang-prove-'))
  console.log(`\n── ${proof.id}: ${proof.promise}\n   seed ${seed}, size ${size}`)
  const began = performance.now()
  try {
    const say = (line: string): void => console.log(`   ${line}`)
    const evidence = await proof.run({ seed, size, processes, minutes, folder, say })
    for (const line of evidence.broken.slice(0, 20)) console.error(`✗ ${line}`)
    broken += evidence.broken.length
    const took = ((performance.now() - began) / 1000).toFixed(0)
    console.log(`${evidence.broken.length === 0 ? '✓' : '✗'} ${evidence.figure} (${took} s)`)
    if (words.includes('--write')) {
      const file = join(import.meta.dirname, '../docs/promises.md')
      const date = new Date().toISOString().slice(0, 10)
      keepPromise(file, proof, evidence, { date, seed, size })
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
// A server that a failed proof left behind would keep this process alive.
process.exit(broken === 0 ? 0 : 1)
