import type { MatterKind } from './lineage.words.ts'

/** One matter of any kind. */
export interface MatterRef {
  kind: MatterKind
  id: string
}

/** `to` came out of `from`: a suggestion out of an issue, or the one that it was merged into. */
export interface Link {
  from: MatterRef
  to: MatterRef
}

/** One word for a matter, to be looked up by. */
export const keyOf = ({ kind, id }: MatterRef): string => `${kind} ${id}`

/**
 * Every matter that some come out of, each once, by whatever ways; those themselves are not among
 * them unless one comes out of another. Ends where links go round in a circle.
 */
export function originsOf(of: readonly MatterRef[], links: readonly Link[]): MatterRef[] {
  const found = new Map<string, MatterRef>()
  const waiting = of.map(keyOf)
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop())
    for (const { from, to } of links)
      if (keyOf(to) === key && !found.has(keyOf(from))) {
        found.set(keyOf(from), from)
        waiting.push(keyOf(from))
      }
  return [...found.values()]
}

/** The links that hang together with one matter, either way, through matters that `has` knows. */
export function around(
  here: MatterRef,
  links: readonly Link[],
  has: (matter: MatterRef) => boolean,
): { links: Link[]; keys: Set<string> } {
  const known = links.filter(({ from, to }) => has(from) && has(to))
  const keys = new Set([keyOf(here)])
  for (let grew = true; grew; ) {
    grew = false
    for (const { from, to } of known) {
      const [a, b] = [keyOf(from), keyOf(to)]
      if (keys.has(a) === keys.has(b)) continue
      keys.add(a).add(b)
      grew = true
    }
  }
  return { links: known.filter(({ from }) => keys.has(keyOf(from))), keys }
}

/**
 * Those that look the same and hang on the same become one: of which nothing may be said but that they
 * are there, so many. Returns for each place the place that stands for it, the first of its kind.
 * @param words null: it is never one of many
 */
export function alike(
  words: readonly (string | null)[],
  links: readonly (readonly [number, number])[],
): number[] {
  const first = new Map<string, number>()
  return words.map((said, place) => {
    if (said === null) return place
    const ends = links
      .flatMap(([from, to]) => (from === place ? [`>${to}`] : to === place ? [`<${from}`] : []))
      .sort()
    const key = JSON.stringify([said, ends])
    const known = first.get(key)
    if (known === undefined) first.set(key, place)
    return known ?? place
  })
}

/**
 * Titles that are the same words get a number each, in the order of the picture.
 * @param titles null: stays as it is
 */
export function toldApart(titles: readonly (string | null)[]): (string | null)[] {
  const many = Map.groupBy(titles, (title) => title)
  const met = new Map<string, number>()
  return titles.map((title) => {
    if (title === null || (many.get(title)?.length ?? 0) < 2) return title
    const number = (met.get(title) ?? 0) + 1
    met.set(title, number)
    return `${title}（${number}）`
  })
}

/**
 * How far each of `count` things is from a beginning, by the longest way; links are pairs of their
 * places. A circle, which no act can make, does not go on for ever.
 */
function depthsOf(count: number, links: readonly (readonly [number, number])[]): number[] {
  const depths = new Array<number>(count).fill(0)
  for (let turn = 0; turn < count; turn++) {
    let changed = false
    for (const [from, to] of links) {
      const depth = (depths[from] ?? 0) + 1
      if (depth > (depths[to] ?? 0) && depth < count) {
        depths[to] = depth
        changed = true
      }
    }
    if (!changed) break
  }
  return depths
}

/** Where a matter stands in the picture of its chain: a row for each, lanes beside each other. */
export interface Spot {
  /** Its place in the list that was given. */
  index: number
  row: number
  lane: number
}

/**
 * Lays out a chain from what began it to what came of it, a row for each matter, so that words fit
 * beside it on a narrow phone. A line runs down the lane of what it began at; nothing else stands in
 * that lane until the line has ended.
 */
export function layOut(count: number, links: readonly (readonly [number, number])[]): Spot[] {
  const order = depthsOf(count, links)
    .map((depth, index) => ({ depth, index }))
    .sort((a, b) => a.depth - b.depth || a.index - b.index)
  const rows = new Map(order.map(({ index }, row) => [index, row]))
  const spots: Spot[] = []
  for (const [row, { index }] of order.entries()) {
    const passing = new Set(
      spots.flatMap((above) =>
        links.some(([from, to]) => from === above.index && (rows.get(to) ?? 0) > row)
          ? [above.lane]
          : [],
      ),
    )
    let lane = 0
    while (passing.has(lane)) lane++
    spots.push({ index, row, lane })
  }
  return spots
}
