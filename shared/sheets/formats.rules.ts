import {
  DEFAULT_LABEL_SIZE,
  type Imposition,
  type LabelSizeId,
  labelSizes,
  type SheetFormat,
} from './formats.words.ts'

/** Lengths in mm, from the upper left corner of the trimmed page; y runs downwards. */
export interface Cell {
  x: number
  y: number
  /** Turned by half: the far face of a folded card. */
  upsideDown?: boolean
}

/** How sheets lie on pages. */
export interface PageGeometry {
  width: number
  height: number
  /** The sheet (one face of it) when cut, in its layout's own mm. */
  sheet: { width: number; height: number }
  /** Paper's mm per mm of the layout. */
  scale: number
  /** Places for sheets, in the order in which they are filled; each has one or more faces. */
  places: readonly (readonly Cell[])[]
  /** Cut out of a larger sheet: the page ends where the paper is cut. */
  cutPage: boolean
  /** Several sheets that are cut apart. */
  cutApart: boolean
}

export interface FormatChoice {
  format: SheetFormat
  labelSize?: LabelSizeId
  imposition?: Imposition
}

/** Colour that runs over the cut, so that a cut a little beside it shows no white. */
export const BLEED = 3
/** Around a page that will be cut: bleed, a gap, marks. */
export const CUT_MARGIN = 10
const A4 = { width: 210, height: 297 }
/** Two bleeds meet between sheets that are cut apart. */
const GUTTER = 2 * BLEED

const BADGE = { width: 90, height: 54 }
const STICKER = { width: 80, height: 80 }

export function pageGeometry({ format, labelSize, imposition }: FormatChoice): PageGeometry {
  const single = imposition === 'single'
  switch (format) {
    case 'a4':
      return onePage(A4, A4, 1)
    case 'a3':
      // A3 is A4 enlarged by √2; the sides differ from that by less than 0.03 mm.
      return onePage({ width: 297, height: 420 }, A4, Math.SQRT2)
    case 'table-card':
      return tent()
    case 'badge':
      return single ? onePage(BADGE, BADGE, 1) : grid(BADGE, 2, 4, GUTTER, GUTTER, true)
    case 'sticker':
      return single ? onePage(STICKER, STICKER, 1) : grid(STICKER, 2, 3, GUTTER, GUTTER, true)
    case 'labels': {
      const { width, height, columns, rows, gapX, gapY } =
        labelSizes[labelSize ?? DEFAULT_LABEL_SIZE]
      return grid({ width, height }, columns, rows, gapX, gapY, false)
    }
  }
}

interface Size {
  width: number
  height: number
}

function onePage(page: Size, sheet: Size, scale: number): PageGeometry {
  return { ...page, sheet, scale, places: [[{ x: 0, y: 0 }]], cutPage: true, cutApart: false }
}

/** An A4 page folded across its middle: both faces stand upright when it stands as a tent. */
function tent(): PageGeometry {
  const sheet = { width: A4.width, height: A4.height / 2 }
  const near = { x: 0, y: sheet.height }
  const far = { x: A4.width, y: sheet.height, upsideDown: true }
  return { ...A4, sheet, scale: 1, places: [[near, far]], cutPage: true, cutApart: false }
}

function grid(
  sheet: Size,
  columns: number,
  rows: number,
  gapX: number,
  gapY: number,
  cutApart: boolean,
): PageGeometry {
  const left = (A4.width - columns * sheet.width - (columns - 1) * gapX) / 2
  const top = (A4.height - rows * sheet.height - (rows - 1) * gapY) / 2
  const places = Array.from({ length: rows * columns }, (_, i) => [
    {
      x: left + (i % columns) * (sheet.width + gapX),
      y: top + Math.floor(i / columns) * (sheet.height + gapY),
    },
  ])
  return { ...A4, sheet, scale: 1, places, cutPage: false, cutApart }
}

/** How many pages so many sheets take when the first stands at place `startAt` (from 1). */
export function pagesNeeded(geometry: PageGeometry, sheets: number, startAt = 1): number {
  return sheets === 0 ? 0 : Math.ceil((startAt - 1 + sheets) / geometry.places.length)
}

/** Only label sheets are used up from the middle; elsewhere printing begins at the first place. */
export function firstPlace(choice: FormatChoice, startAt = 1): number {
  if (choice.format !== 'labels') return 0
  const places = pageGeometry(choice).places.length
  return Math.min(Math.max(Math.trunc(startAt), 1), places) - 1
}
