/** What one process found in its share of the endpoints. */
export interface FuzzFigures {
  endpoints: number
  /** To each endpoint: made and undone, and really done. */
  each: number
  really: number
  made: number
  answered: number
  /** Milliseconds of the slowest answer, and whose it was. */
  slowest: number
  where: string
}

const isFigures = (text: string): boolean => text.startsWith('{')

/** One sentence of what all processes found; what did not end is told as it is. */
export function fuzzTogether(all: readonly string[]): string {
  const found = all.filter(isFigures).map((text) => JSON.parse(text) as FuzzFigures)
  const slowest = found.toSorted((a, b) => b.slowest - a.slowest)[0]
  if (slowest === undefined) return all.join('; ')
  const sum = (of: 'endpoints' | 'made' | 'answered'): number =>
    found.reduce((total, one) => total + one[of], 0)
  const unfinished = all.length - found.length
  return [
    `${sum('made')} requests to ${sum('endpoints')} endpoints (${slowest.each} each made and undone, ${slowest.really} each really done), ${sum('answered')} answered with success; slowest ${Math.round(slowest.slowest)} ms (${slowest.where})`,
    ...(unfinished === 0 ? [] : [`${unfinished} of ${all.length} processes did not end`]),
  ].join('; ')
}
