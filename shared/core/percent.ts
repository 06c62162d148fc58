export interface Share {
  numerator: number
  denominator: number
}

/** "87.25 %", rounded; a dash where there is nothing to count. What is not whole is never 100 %. */
export function percentWords({ numerator, denominator }: Share, digits: 1 | 2 = 2): string {
  if (denominator === 0) return '—'
  const parts = 10 ** digits
  const rounded = Math.round((numerator * 100 * parts) / denominator)
  const shown = numerator < denominator ? Math.min(rounded, 100 * parts - 1) : rounded
  return `${(shown / parts).toFixed(digits)} %`
}
