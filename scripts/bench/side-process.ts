import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One side of a comparison in a process of its own: its memory is its own, too. */
export function runSide<Report>(file: string, job: unknown): Promise<Report> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, file), [JSON.stringify(job)], {
      execArgv: [
        '--import',
        new URL('../../server/core/fast-resolve.mjs', import.meta.url).href,
        '--max-semi-space-size=4',
      ],
    })
    child.once('message', (report) => resolve(report as Report))
    child.once('exit', (code) => {
      if (code !== 0) reject(new Error(`printing ended with code ${code}`))
    })
  })
}

/** The most memory this process ever held, in MB (Linux only: the kernel tells). */
export const peakOfMemory = (): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024
