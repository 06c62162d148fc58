import { type FileHandle, mkdir, open, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cell } from '@mashang/shared/core/csv.ts'
import { MOST_EXCEL_ROWS } from '@mashang/shared/exports/exports.words.ts'
import { spoolOf } from '../core/http/upload.ts'
import { newId } from '../core/ids.ts'
import type { Sheet } from '../core/xlsx.ts'

type Row = readonly Cell[]

/** Rows that wait in a file; it has no name any more, so that nothing is left of it whatever happens. */
class Waiting {
  count = 0
  #rows: Row[] = []
  #file: FileHandle | undefined

  add(row: Row): void {
    this.#rows.push(row)
    this.count += 1
  }

  async keep(folder: string): Promise<void> {
    if (this.#rows.length === 0) return
    this.#file ??= await nameless(spoolOf(folder))
    await this.#file.appendFile(`${JSON.stringify(this.#rows)}\n`)
    this.#rows = []
  }

  async *read(): AsyncGenerator<Row[]> {
    if (this.#file === undefined) return
    let rest = ''
    for await (const chunk of this.#file.createReadStream({ start: 0, encoding: 'utf8' })) {
      const lines = `${rest}${chunk}`.split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) yield JSON.parse(line)
    }
  }

  close(): Promise<void> | undefined {
    return this.#file?.close()
  }
}

async function nameless(folder: string): Promise<FileHandle> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, newId())
  const file = await open(path, 'wx+', 0o600)
  await unlink(path)
  return file
}

/**
 * Sheets that are made while the one before them is: each of their rows has its number at once, and
 * waits on the disk, so that memory holds a few hundred.
 * @param most rows of one sheet
 */
export class Behind {
  readonly #name: string
  readonly #header: readonly string[]
  readonly #folder: string
  readonly #most: number
  readonly #sheets: Waiting[] = []
  #closed = false

  constructor(name: string, header: readonly string[], dataFolder: string, most = MOST_EXCEL_ROWS) {
    this.#name = name
    this.#header = header
    this.#folder = dataFolder
    this.#most = most
  }

  /** Where these will stand, in words: “逐条说明”第 2–40 行. */
  add(rows: readonly Row[]): string {
    const places = rows.map((row) => {
      let last = this.#sheets.at(-1)
      if (last === undefined || last.count === this.#most) {
        last = new Waiting()
        this.#sheets.push(last)
      }
      last.add(row)
      // The header is the first one.
      return { sheet: this.#nameOf(this.#sheets.length), row: last.count + 1 }
    })
    const [first, last] = [places.at(0), places.at(-1)]
    if (first === undefined || last === undefined) return ''
    if (first.sheet !== last.sheet)
      return `“${first.sheet}”第 ${first.row} 行到“${last.sheet}”第 ${last.row} 行`
    const span = first.row === last.row ? first.row : `${first.row}–${last.row}`
    return `“${first.sheet}”第 ${span} 行`
  }

  /** Puts on the disk what was added since. */
  async keep(): Promise<void> {
    for (const one of this.#sheets) {
      if (!this.#closed) await one.keep(this.#folder)
      // Nobody takes it any more: what was opened at that moment is closed, too.
      if (this.#closed) await one.close()
    }
  }

  sheets(): Sheet[] {
    return this.#sheets.map((one, index) => ({
      name: this.#nameOf(index + 1),
      header: this.#header,
      rows: one.read(),
    }))
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const one of this.#sheets) await one.close()
  }

  #nameOf(sheet: number): string {
    return sheet === 1 ? this.#name : `${this.#name}${sheet}`
  }
}
