import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** After the start-up, and before the first voters are likely to come. */
const AFTER = 1_000

type Collect = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void

/**
 * Gives back what only the start needed (sources, parsed schemas, the demo's making): a fifth of
 * the idle server's memory, which V8 would hold for ever because an idle server allocates nothing.
 */
export function tidyMemorySoon(): void {
  setTimeout(() => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as Collect
    setFlagsFromString('--no-expose-gc')
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
  }, AFTER).unref()
}
