/** What one process found in its share of the endpoints. */
export interface FuzzFigures {
  endpoints: number
  /** How many to each endpoint were to be made and undone. */
  each: number
  /** How many endpoints got them all, how many each of half of them got at least, the fewest of any. */
  full: number
  half: number
  fewest: number
  /** How many to each were to be really done, and the fewest of any. */
  really: number
  fewestReally: number
  made: number
  answered: number
  /** Of those made: files that were sent, and streams that were opened. */
  uploads: number
  streams: number
  /** Milliseconds of the slowest answer, whose it was, and of the quickest when the same was asked again. */
  slowest: number
  where: string
  again: number | null
}

const isFigures = (text: string): boolean => text.startsWith('{')

/** One sentence of what all processes found; what did not end is told as it is. */
export function fuzzTogether(all: readonly string[]): string {
  const found = all.filter(isFigures).map((text) => JSON.parse(text) as FuzzFigures)
  const slowest = found.toSorted((a, b) => b.slowest - a.slowest)[0]
  if (slowest === undefined) return all.join('; ')
  const sum = (of: 'endpoints' | 'full' | 'made' | 'answered' | 'uploads' | 'streams'): number =>
    found.reduce((total, one) => total + one[of], 0)
  const least = (of: 'half' | 'fewest' | 'fewestReally'): number =>
    Math.min(...found.map((one) => one[of]))
  const { each, really, again } = slowest
  const rest = sum('endpoints') - sum('full')
  const undone =
    sum('full') === 0
      ? `made and undone: ${least('half')} or more to each of half of them, ${least('fewest')} at least`
      : `${each} each made and undone${rest === 0 ? '' : `, but for ${rest} that take longer ${least('fewest')} at least`}`
  const done = `${least('fewestReally') < really ? `${least('fewestReally')} at least` : really} each really done`
  const repeated = again === null ? '' : `, ${Math.round(again)} ms when asked again`
  const unfinished = all.length - found.length
  return [
    `${sum('made')} requests to ${sum('endpoints')} endpoints (${undone}; ${done}), ${sum('uploads')} of them uploads and ${sum('streams')} streams; ${sum('answered')} answered with success; slowest ${Math.round(slowest.slowest)} ms (${slowest.where}${repeated})`,
    ...(unfinished === 0 ? [] : [`${unfinished} of ${all.length} processes did not end`]),
  ].join('; ')
}
