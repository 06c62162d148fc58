import type {
  Imposition,
  LabelSizeId,
  SheetFormat,
  SheetMedium,
} from '@mashang/shared/sheets/formats.words.ts'
import type { SheetTemplate } from '@mashang/shared/sheets/template.model.ts'

/** What one sheet says. */
export interface SheetContent {
  /** Without the word before it: "0137". */
  number: string
  /** What the code holds. */
  url: string
  subject: 'representative' | 'station'
  /** Of the representative, or of the station. */
  name: string
  /** The same in traditional Mongolian, where the roster has it; set from top to bottom. */
  mongolian: string | null
  /** e.g. 石拐区第十七届人大代表 */
  congress: string
  /** 选区 */
  unit: string | null
  /** Where to come in person: 家站; for a station's own sheet its address, if known. */
  station: string | null
  /** Where the sheet hangs. */
  place: string | null
  /** Names of a station's representatives. */
  people: readonly string[]
  /** JPEG. Copied when it goes to the thread, so it stays the caller's. */
  photo: Uint8Array | null
}

/** What all sheets of one batch share. */
export interface PrintSetting {
  format: SheetFormat
  template: SheetTemplate
  medium: SheetMedium
  /** As printed in large type, without scheme: daibiao.example.cn */
  domain: string
  /** Printed as given; empty: no line. */
  phone: string
  office: string
  /** For a print shop: crop marks and 3 mm bleed around. Without: paper of the very size. */
  cropMarks: boolean
  labelSize?: LabelSizeId
  /** First label that is still on the sheet, from 1, along rows. */
  startAt?: number
  /** Of badges and stickers; default: shared. */
  imposition?: Imposition
}

export interface PrintRequest {
  setting: PrintSetting
  /** Of the PDF, for its metadata: what, of whom. */
  title: string
  /** Path without ending: `${file}-1.pdf`, `-2.pdf` … are written. */
  file: string
  /** Sheets per file; absent: all in one. */
  perFile?: number
}

/** One PDF. Written under another name, made durable, then renamed: what has the name is whole. */
export interface PrintedFile {
  path: string
  sheets: number
  pages: number
  bytes: number
  /** Numbers of the first and the last sheet. */
  first: string
  last: string
}

/** A sheet that was printed otherwise than asked, and why, in a sentence. */
export interface PrintWarning {
  number: string
  message: string
}

export interface PrintResult {
  files: PrintedFile[]
  sheets: number
  pages: number
  /** Codes that were read back from the finished files. */
  checked: number
  warnings: PrintWarning[]
}
