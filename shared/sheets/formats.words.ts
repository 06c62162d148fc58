/** What can be printed. The order is the order in which an office chooses. */
export const sheetFormats = {
  a4: 'A4 海报',
  a3: 'A3 海报',
  'table-card': '桌牌',
  badge: '胸牌',
  sticker: '圆贴纸',
  labels: '不干胶标签',
} as const
export type SheetFormat = keyof typeof sheetFormats

/** How a sheet calls itself, before its number: 海报 0137. */
export const sheetTitles = {
  a4: '海报',
  a3: '海报',
  'table-card': '桌牌',
  badge: '胸牌',
  sticker: '贴纸',
  labels: '标签',
} as const satisfies Record<SheetFormat, string>

/**
 * What one reads beside the format: its size when cut or folded.
 * @public
 */
export const sheetSizes = {
  a4: '210 × 297 毫米',
  a3: '297 × 420 毫米',
  'table-card': 'A4 纸对折，每面 210 × 148.5 毫米',
  badge: '90 × 54 毫米',
  sticker: '直径 80 毫米',
  labels: 'A4 标签纸，按所选规格',
} as const satisfies Record<SheetFormat, string>

/** Formats with room for a face. */
export const formatsWithPhoto: readonly SheetFormat[] = ['a4', 'a3', 'table-card', 'badge']

/** Where a sheet will hang; a code outdoors gets more error correction. */
export const sheetMedia = { indoors: '室内', outdoors: '室外' } as const
export type SheetMedium = keyof typeof sheetMedia

/** Small formats share an A4 sheet, or get a page each (for a card printer). */
export const impositions = { shared: '多张拼一页 A4', single: '一张一页' } as const
export type Imposition = keyof typeof impositions

export const sheetDesigns = { name: '以姓名为主', promise: '以承诺为主' } as const
export type SheetDesign = keyof typeof sheetDesigns

interface LabelSize {
  /** As the shop calls it. */
  title: string
  columns: number
  rows: number
  /** Of one label, in mm. */
  width: number
  height: number
  /** From the edge of one label to the next, in mm. The field of labels is centred on A4. */
  gapX: number
  gapY: number
}

/** Label sheets on A4 that shops sell, by columns × rows and the label's size. */
export const labelSizes = {
  '2x2': {
    title: '2×2 · 99.1×139',
    columns: 2,
    rows: 2,
    width: 99.1,
    height: 139,
    gapX: 2.5,
    gapY: 0,
  },
  '2x3': {
    title: '2×3 · 99.1×93.1',
    columns: 2,
    rows: 3,
    width: 99.1,
    height: 93.1,
    gapX: 2.5,
    gapY: 0,
  },
  '2x4': {
    title: '2×4 · 99.1×67.7',
    columns: 2,
    rows: 4,
    width: 99.1,
    height: 67.7,
    gapX: 2.5,
    gapY: 0,
  },
  '2x5': { title: '2×5 · 105×57', columns: 2, rows: 5, width: 105, height: 57, gapX: 0, gapY: 0 },
  '2x6': { title: '2×6 · 105×48', columns: 2, rows: 6, width: 105, height: 48, gapX: 0, gapY: 0 },
  '2x7': {
    title: '2×7 · 99.1×38.1',
    columns: 2,
    rows: 7,
    width: 99.1,
    height: 38.1,
    gapX: 2.5,
    gapY: 0,
  },
  '2x8': {
    title: '2×8 · 99.1×33.9',
    columns: 2,
    rows: 8,
    width: 99.1,
    height: 33.9,
    gapX: 2.5,
    gapY: 0,
  },
  '3x6': {
    title: '3×6 · 63.5×46.6',
    columns: 3,
    rows: 6,
    width: 63.5,
    height: 46.6,
    gapX: 2.5,
    gapY: 0,
  },
  '3x7': {
    title: '3×7 · 63.5×38.1',
    columns: 3,
    rows: 7,
    width: 63.5,
    height: 38.1,
    gapX: 2.5,
    gapY: 0,
  },
  '3x8': { title: '3×8 · 70×37', columns: 3, rows: 8, width: 70, height: 37, gapX: 0, gapY: 0 },
  '3x8-narrow': {
    title: '3×8 · 63.5×33.9',
    columns: 3,
    rows: 8,
    width: 63.5,
    height: 33.9,
    gapX: 2.5,
    gapY: 0,
  },
  '3x10': {
    title: '3×10 · 70×29.7',
    columns: 3,
    rows: 10,
    width: 70,
    height: 29.7,
    gapX: 0,
    gapY: 0,
  },
  '4x10': {
    title: '4×10 · 52.5×29.7',
    columns: 4,
    rows: 10,
    width: 52.5,
    height: 29.7,
    gapX: 0,
    gapY: 0,
  },
} as const satisfies Record<string, LabelSize>
export type LabelSizeId = keyof typeof labelSizes
export const DEFAULT_LABEL_SIZE: LabelSizeId = '3x7'
