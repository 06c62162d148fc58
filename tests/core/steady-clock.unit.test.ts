import { machineClock } from '@mashang/server/core/steady-clock.ts'
import { describe, expect, it } from 'vitest'

/** Both clocks at one moment, as near as twenty tries bring them: a process may be put aside between two looks. */
const together = (clock: ReturnType<typeof machineClock>): { at: number; steady: number } =>
  Array.from({ length: 20 }, () => {
    const [before, at, steady] = [clock.steady(), clock.now(), clock.steady()]
    return { at, steady, apart: steady - before }
  }).reduce((best, one) => (one.apart < best.apart ? one : best))

describe('the machine’s clocks', () => {
  it('go on alike, in whole milliseconds, and every process finds the same boot', async () => {
    const [one, other] = [machineClock(), machineClock()]
    const begun = together(one)
    await new Promise((resolve) => setTimeout(resolve, 300))
    const ended = together(other)
    const wall = ended.at - begun.at
    const steady = ended.steady - begun.steady
    expect(Number.isInteger(other.steady())).toBe(true)
    expect(Math.abs(wall - steady)).toBeLessThan(100)
    expect(steady).toBeGreaterThan(200)
    expect(other.boot).toBe(one.boot)
  })
})
