import type { Passage } from '@mashang/shared/issues/holds.rules.ts'

export interface Part {
  words: string
  /** Will be covered. */
  under: boolean
}

/** A text in parts: what lies under its passages, however they overlap, and what is between. */
export function marked(text: string, passages: readonly Passage[]): Part[] {
  const under = (at: number): boolean => passages.some(({ from, to }) => from <= at && at < to)
  const edges = [0, text.length, ...passages.flatMap(({ from, to }) => [from, to])]
  const cuts = [...new Set(edges)].sort((a, b) => a - b)
  return cuts.slice(1).map((to, n) => {
    const from = cuts[n] ?? 0
    return { words: text.slice(from, to), under: under(from) }
  })
}
