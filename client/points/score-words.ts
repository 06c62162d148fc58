interface Scores {
  items: readonly { entries: readonly { points: number }[] }[]
}

/** "由基础分和 5 项得分算出": what a total is made of; what scores nothing is no part of it. */
export function madeOfWords({ items }: Scores): string {
  const scored = items.flatMap(({ entries }) => entries).filter(({ points }) => points !== 0).length
  return scored === 0 ? '只有基础分' : `由基础分和 ${scored} 项得分算出`
}
