import { machineClock } from '@mashang/server/core/steady-clock.ts'
import { describe, expect, it } from 'vitest'

describe('the machine’s clocks', () => {
  it('go on alike, in whole milliseconds, and every process finds the same boot', async () => {
    const [one, other] = [machineClock(), machineClock()]
    const begun = { at: one.now(), steady: one.steady() }
    await new Promise((resolve) => setTimeout(resolve, 300))
    const wall = other.now() - begun.at
    const steady = other.steady() - begun.steady
    expect(Number.isInteger(other.steady())).toBe(true)
    expect(Math.abs(wall - steady)).toBeLessThan(100)
    expect(steady).toBeGreaterThan(200)
    expect(other.boot).toBe(one.boot)
  })
})
