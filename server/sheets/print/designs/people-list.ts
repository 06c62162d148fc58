import type { Canvas } from '../paint/canvas.ts'
import { runOf } from '../paint/run.ts'
import { textLine } from './stack.ts'
import { faceFor, type Studio } from './studio.ts'

interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** Sizes of the names, in mm of the em. */
interface NameSizes {
  largest: number
  smallest: number
}

/** Height of a row in its names' em. */
const ROW = 1.62
const MOST_COLUMNS = 3
const TITLE = '这里的代表'

/**
 * Names of a station's representatives: smaller, then in columns, at last with all as a number, so
 * that nobody is silently left out.
 */
export function peopleList(
  studio: Studio,
  canvas: Canvas,
  people: readonly string[],
  box: Box,
  sizes: NameSizes,
): void {
  if (people.length === 0) return
  const { theme } = studio
  const title = sizes.largest * 0.5 + sizes.smallest * 0.25
  const row = { text: TITLE, font: 'sans', size: title, colour: theme.soft } as const
  textLine(studio, canvas, row, box.x, box.y, box.width)
  const list = { ...box, y: box.y + title * 1.75, height: box.height - title * 1.75 }
  const { columns, rows, size, gap } = arrange(studio, people, list, sizes)
  const places = columns * rows
  const shown =
    people.length <= places ? people : [...people.slice(0, places - 1), `等 ${people.length} 位`]
  const width = (box.width - gap * (columns - 1)) / columns
  shown.forEach((name, i) => {
    const x = box.x + Math.floor(i / rows) * (width + gap)
    const y = list.y + (i % rows) * size * ROW
    canvas.line(
      [
        [x, y],
        [x + width, y],
      ],
      0.2,
      theme.line,
    )
    const text = { text: name, font: 'serif', size, colour: theme.ink, lines: 1 } as const
    textLine(studio, canvas, text, x, y + size * 0.31, width)
  })
}

interface Arrangement {
  columns: number
  rows: number
  size: number
  gap: number
}

/** As many columns as make the smallest name largest; below the least size, a full list. */
function arrange(
  studio: Studio,
  people: readonly string[],
  { width, height }: Box,
  { largest, smallest }: NameSizes,
): Arrangement {
  const longest = Math.max(
    ...people.map((name) => runOf(faceFor(studio, 'serif', name), name).width),
  )
  let best: (Arrangement & { worst: number }) | null = null
  for (let columns = 1; columns <= MOST_COLUMNS; columns++) {
    const gap = width * 0.06
    const rows = Math.ceil(people.length / columns)
    const size = Math.min(largest, height / (rows * ROW))
    const worst = Math.min(size, (width - gap * (columns - 1)) / columns / longest)
    if (best === null || worst > best.worst * 1.05) best = { columns, rows, size, gap, worst }
  }
  if (best !== null && best.size >= smallest) return best
  const columns = best?.columns ?? 1
  const rows = Math.max(1, Math.floor(height / (smallest * ROW)))
  return { columns, rows, size: smallest, gap: width * 0.06 }
}
