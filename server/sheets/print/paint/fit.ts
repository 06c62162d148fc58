import type { Face } from '../fonts/face.ts'
import { type Run, type RunGlyph, runOf } from './run.ts'

/** Lines of one size. */
export interface Fitted {
  lines: Run[]
  /** The em, in mm. */
  size: number
}

export interface Room {
  /** In mm. */
  width: number
  /** The em that is wished for, in mm, and the least before another line begins. */
  size: number
  least: number
  /** Lines at most; a text that needs more gets smaller than `least`, it is never cut. */
  lines?: number
}

/** A line must not begin or end with these. */
const NOT_FIRST = /[，。、；：！？）」』》〉”’·・,.;:!?)\]%—-]/
const NOT_LAST = /[（「『《〈“‘([]/
const WORD = /[A-Za-z0-9@_./:-]/

/** Text in one line if it can be, else in more, at the largest size that its room allows. */
export function fitText(face: Face, text: string, room: Room): Fitted {
  const run = runOf(face, text)
  if (run.glyphs.length === 0) return { lines: [], size: room.size }
  const most = room.lines ?? 1
  for (let lines = 1; lines <= most; lines++) {
    const size = sizeFor(run, room, lines)
    if (size >= room.least || lines === most) return { lines: wrap(run, room.width / size), size }
  }
  throw new Error('a room has at least one line')
}

/** The largest size up to the wish at which the run takes no more than so many lines. */
function sizeFor(run: Run, { width, size }: Room, lines: number): number {
  if (lines === 1) return Math.min(size, width / run.width)
  let fits = (width * lines) / run.width / 4
  while (wrap(run, width / fits).length > lines) fits /= 2
  let over = size
  if (wrap(run, width / over).length <= lines) return over
  while (over - fits > 0.02) {
    const middle = (over + fits) / 2
    if (wrap(run, width / middle).length <= lines) fits = middle
    else over = middle
  }
  return fits
}

/** Lines no wider than so many em. Words and figures stay whole where they fit into a line. */
function wrap(run: Run, width: number): Run[] {
  const limit = width + 1e-6
  const lines: Run[] = []
  let from = 0
  while (from < run.glyphs.length) {
    let to = from
    let used = 0
    while (to < run.glyphs.length && used + (run.glyphs[to] as RunGlyph).step <= limit) {
      used += (run.glyphs[to] as RunGlyph).step
      to++
    }
    if (to < run.glyphs.length) to = breakBefore(run.glyphs, from, Math.max(to, from + 1))
    lines.push(part(run, from, to))
    from = to
  }
  return lines
}

function breakBefore(glyphs: readonly RunGlyph[], from: number, to: number): number {
  // A name with middle dots falls apart at them.
  for (let at = to; at > from + (to - from) * 0.4; at--) if (glyphs[at - 1]?.dot) return at
  for (let at = to; at > from; at--) {
    const before = (glyphs[at - 1] as RunGlyph).text
    const after = (glyphs[at] as RunGlyph).text
    const inWord = WORD.test(before) && WORD.test(after)
    if (!(inWord || NOT_FIRST.test(after) || NOT_LAST.test(before))) return at
  }
  return to
}

export function part(run: Run, from: number, to: number): Run {
  const glyphs = run.glyphs.slice(from, to)
  return { face: run.face, glyphs, width: glyphs.reduce((sum, { step }) => sum + step, 0) }
}

interface ColumnRoom {
  height: number
  /** For all columns together. */
  width: number
  size: number
  least: number
}

/** Distance of two columns of a broken name, in em. */
export const COLUMN_STEP = 1.25

/**
 * A name in columns, from right to left: one while it is large enough, else broken at its middle
 * dot, before 代表 (白草沟村 | 代表联络站), or in the middle.
 */
export function fitColumns(run: Run, room: ColumnRoom): Fitted {
  let best: Fitted = { lines: [run], size: 0 }
  for (let columns = 1; columns <= 4; columns++) {
    const lines = divide(run, columns)
    const longest = Math.max(...lines.map(({ width }) => width))
    const size = Math.min(
      room.size,
      room.height / longest,
      room.width / (1 + (lines.length - 1) * COLUMN_STEP),
    )
    if (size > best.size) best = { lines, size }
    if (best.size >= room.least) break
  }
  return best
}

function divide(run: Run, columns: number): Run[] {
  const count = run.glyphs.length
  if (columns === 1 || count < 2 * columns) return [run]
  const seams = run.glyphs.flatMap(({ dot, text }, at) => {
    if (dot) return [at + 1]
    return text === '代' && run.glyphs[at + 1]?.text === '表' ? [at] : []
  })
  const cuts = Array.from({ length: columns - 1 }, (_, i) => {
    const ideal = Math.round(((i + 1) * count) / columns)
    return seams.find((at) => Math.abs(at - ideal) <= count / (columns * 3)) ?? ideal
  })
  const bounds = [0, ...new Set(cuts), count]
  return bounds.slice(1).map((to, i) => part(run, bounds[i] as number, to))
}
