import { pointsWords } from '@mashang/shared/points/points.words.ts'

interface Scores {
  items: readonly { points: number; entries: readonly { points: number }[] }[]
  appraisal: { points: number } | null
}

/** With one decimal, as points are. */
const sumOf = (some: readonly { points: number }[]): number =>
  some.reduce((sum, { points }) => sum + Math.round(points * 10), 0) / 10

/**
 * "由基础分、2 项加减分和年终核定 +5 算出": what a total is made of; what scores nothing is no part of
 * it. What an item has beyond its entries is missing in the whole year.
 */
export function madeOfWords({ items, appraisal }: Scores): string {
  const entries = items.flatMap((item) => item.entries)
  // Items, as they stand one below the other, each with its entries inside.
  const scored = items.filter((item) => item.entries.some(({ points }) => points !== 0)).length
  const short = sumOf([{ points: sumOf(items) }, { points: -sumOf(entries) }])
  const added = [
    scored > 0 ? ` ${scored} 项加减分` : '',
    short === 0 ? '' : `全年不够的 ${pointsWords(short)} `,
    appraisal === null || appraisal.points === 0
      ? ''
      : `年终核定 ${pointsWords(appraisal.points)} `,
  ].filter(Boolean)
  const last = added.pop()
  if (last === undefined) return '只有基础分'
  return `由${['基础分', ...added].join('、').replace(/ ?、 ?/g, '、')}和${last}算出`
}
