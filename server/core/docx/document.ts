import type { EpochMs } from '@mashang/shared/core/clock.ts'

/**
 * What a Word file says, in the order in which it stands. The measures are those of an official
 * document (GB/T 9704-2012) and belong to the writer; whoever writes one chooses looks, not sizes.
 */
export interface WordDocument {
  /** For the file's properties. */
  title: string
  author: string
  madeAt: EpochMs
  blocks: readonly WordBlock[]
}

/**
 * `number`: 发文字号, in the middle · `title`: 二号小标宋, in the middle · `addressee`: from the left
 * edge · `body`: 三号仿宋, two characters in · `heading`: 黑体 · `subheading`: 楷体 · `signature`: at
 * the right, four characters in · `note`: 四号, for lists and remarks, from the left edge.
 */
export type WordLook =
  | 'number'
  | 'title'
  | 'addressee'
  | 'body'
  | 'heading'
  | 'subheading'
  | 'signature'
  | 'note'

export interface WordCell {
  text: string
  /** How many columns it takes; 1 unless told. */
  across?: number
  /** A label: in the middle and in 黑体. */
  label?: boolean
}

export interface WordRow {
  cells: readonly WordCell[]
  /** At least so high, mm. */
  height?: number
}

export type WordBlock =
  | { kind: 'text'; look: WordLook; text: string }
  /** 发文字号 at the left, 签发人 at the right of one line, a character away from the edges. */
  | { kind: 'signed'; number: string; signer: string }
  /** A line with nothing in it. */
  | { kind: 'blank' }
  /**
   * A table with lines. `columns` are widths in mm, together at most 156; the first `head` rows are
   * labels, and stand again on every page that the table reaches.
   */
  | { kind: 'table'; columns: readonly number[]; rows: readonly WordRow[]; head?: number }
  | { kind: 'page-break' }
  /** 版记: who else gets it, who printed it and when, at the foot of the last page. */
  | { kind: 'issued'; copies?: string; by: string; on: string }
