import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'
import type { SteadyClock } from '@mashang/shared/core/clock.ts'

const read = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // Not Linux, or a sandbox that hides it: then each process counts for itself.
    return null
  }
}

/** Names this start of the machine; in a container that counts its own uptime, of the container. */
function bootName(): string {
  const boot = read('/proc/sys/kernel/random/boot_id')?.trim()
  if (boot === undefined) return randomUUID()
  if (!/ \/proc\/uptime /.test(read('/proc/self/mountinfo') ?? '')) return boot
  const started = read('/proc/1/stat')?.split(') ').at(-1)?.split(' ')[19]
  return started === undefined ? randomUUID() : `${boot} ${started}`
}

const BOOT = bootName()

/**
 * The machine's own clocks. The steady one is the uptime: unlike Node's monotonic clock it goes on
 * while the machine sleeps, and it is the same for every process on it.
 */
export const machineClock = (): SteadyClock => ({
  now: () => Date.now(),
  steady: () => Math.round(uptime() * 1000),
  boot: BOOT,
})
