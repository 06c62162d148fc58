/** One of the 24 ticks: how many clocks have that many hours left. */
export interface WallTick {
  hours: number
  n: number
  path: string
  tone: 'amber' | 'full' | 'empty'
}

/** The hours in which everybody is reminded. */
const LAST_HOURS = 4
const INNER = 30
const OUTER = 47
const LEAST = 2.5

const at = (radius: number, hours: number): string => {
  const angle = ((hours + 0.5) / 24) * 2 * Math.PI
  return `${(50 + radius * Math.sin(angle)).toFixed(2)} ${(50 - radius * Math.cos(angle)).toFixed(2)}`
}

/**
 * The ticks in a 100 × 100 box, clockwise from the top by hours left; the longest is the hour with
 * the most clocks, an empty one is a dot of a tick.
 */
export function wallTicks(left: readonly number[]): WallTick[] {
  const most = Math.max(1, ...left)
  return left.map((n, hours) => {
    const length = n === 0 ? LEAST : LEAST + ((OUTER - INNER - LEAST) * n) / most
    return {
      hours,
      n,
      path: `M${at(INNER, hours)}L${at(INNER + length, hours)}`,
      tone: n === 0 ? 'empty' : hours < LAST_HOURS ? 'amber' : 'full',
    }
  })
}
