/** How letters of a code are written: three digits in ten bits, two dense letters in eleven, or bytes. */
export const MODES = ['bytes', 'dense', 'digits'] as const
export type Mode = (typeof MODES)[number]

export interface Segment {
  mode: Mode
  text: string
}

/** [ISO/IEC 18004, table 5] Letters of the dense (alphanumeric) mode, in the order of their values. */
export const DENSE = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
/** [Tables 2 and 3] Indicators and, for versions 1 to 9, bits of the counts. */
export const HEADS: Record<Mode, { indicator: number; count: number }> = {
  bytes: { indicator: 0b0100, count: 8 },
  dense: { indicator: 0b0010, count: 9 },
  digits: { indicator: 0b0001, count: 10 },
}

/** What a letter takes in each mode, in sixths of a bit. */
const COSTS: Record<Mode, number> = { bytes: 48, dense: 33, digits: 20 }
const headCost = (mode: Mode): number => (4 + HEADS[mode].count) * 6
const fits = (mode: Mode, letter: string): boolean =>
  mode === 'bytes' || (mode === 'dense' ? DENSE.includes(letter) : letter >= '0' && letter <= '9')

/** The cheapest way to write a text that ends in a mode, and the mode of each of its letters. */
interface Way {
  cost: number
  /** Of the letter before the last, where there is one. */
  before: Mode | null
}

/**
 * An ASCII text cut so that it takes the fewest bits in a code of version 1 to 9: for each letter
 * and mode the cheapest way there is kept.
 */
export function segmentsOf(text: string): Segment[] {
  const ways: Record<Mode, Way>[] = []
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] as string
    const before = ways.at(-1)
    const now = {} as Record<Mode, Way>
    for (const mode of MODES) now[mode] = cheapest(mode, letter, before)
    ways.push(now)
  }
  return joined(text, ways)
}

function cheapest(mode: Mode, letter: string, before: Record<Mode, Way> | undefined): Way {
  if (!fits(mode, letter)) return { cost: Number.POSITIVE_INFINITY, before: null }
  const own = COSTS[mode]
  if (before === undefined) return { cost: headCost(mode) + own, before: null }
  let best: Way = { cost: before[mode].cost + own, before: mode }
  for (const other of MODES) {
    // A stretch that ends takes whole bits.
    const cost = Math.ceil(before[other].cost / 6) * 6 + headCost(mode) + own
    if (cost < best.cost) best = { cost, before: other }
  }
  return best
}

/** Back from the cheapest end. */
function joined(text: string, ways: readonly Record<Mode, Way>[]): Segment[] {
  const segments: Segment[] = []
  const end = ways.at(-1)
  if (end === undefined) return segments
  let mode: Mode | null = MODES.reduce((best, each) =>
    whole(end[each].cost) < whole(end[best].cost) ? each : best,
  )
  for (let at = text.length - 1; at >= 0 && mode !== null; at--) {
    const [first] = segments
    const letter = text[at] as string
    if (first?.mode === mode) first.text = letter + first.text
    else segments.unshift({ mode, text: letter })
    mode = (ways[at] as Record<Mode, Way>)[mode].before
  }
  return segments
}

const whole = (sixths: number): number => Math.ceil(sixths / 6)

/** Bits of a segment, its head included. */
export function bitsOfSegment({ mode, text }: Segment): number {
  const head = 4 + HEADS[mode].count
  const letters = text.length
  if (mode === 'bytes') return head + 8 * letters
  if (mode === 'dense') return head + (letters >> 1) * 11 + (letters % 2) * 6
  return head + Math.ceil((letters * 10) / 3)
}
