import type { Output } from './output.ts'

/** Bytes gathered before they go to the disk. */
const GATHER = 1 << 20

/**
 * A PDF written from front to back: objects leave memory as soon as they are complete, only their
 * offsets are kept. Nothing is escaped here; see syntax.ts.
 */
export interface PdfFile {
  /** A number for an object that will be written later or is written now. */
  reserve(): number
  /** Writes an object; its number, or that of a new one. */
  object(body: string, id?: number): number
  /** Writes a stream whose data are already encoded as `dictionary` says. */
  stream(dictionary: string, data: Uint8Array, id?: number): number
  /** Cross-reference table and trailer; the output is finished when it returns. */
  finish(root: number, info: number): { bytes: number; offsets: readonly number[] }
  /** Gives up; nothing stays. */
  abandon(): void
}

export function createPdf(output: Output): PdfFile {
  const offsets: number[] = [0]
  let buffer = Buffer.allocUnsafe(GATHER)
  let filled = 0
  let position = 0

  const flush = (): void => {
    output.write(buffer.subarray(0, filled))
    filled = 0
  }
  const write = (bytes: string | Uint8Array): void => {
    const length = bytes.length
    position += length
    if (length > GATHER - filled) flush()
    if (length > GATHER) {
      output.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
      return
    }
    if (typeof bytes === 'string') buffer.write(bytes, filled, 'latin1')
    else buffer.set(bytes, filled)
    filled += length
  }
  const reserve = (): number => offsets.push(-1) - 1
  const begin = (id: number): void => {
    offsets[id] = position
  }

  // The comment of high bytes tells transfer programs that this is binary.
  write('%PDF-1.7\n%\xE2\xE3\xCF\xD3\n')
  return {
    reserve,
    object(body, id = reserve()) {
      begin(id)
      write(`${id} 0 obj\n${body}\nendobj\n`)
      return id
    },
    stream(dictionary, data, id = reserve()) {
      begin(id)
      write(`${id} 0 obj\n<<${dictionary}/Length ${data.length}>>\nstream\n`)
      write(data)
      write('\nendstream\nendobj\n')
      return id
    },
    finish(root, info) {
      const start = position
      write(`xref\n0 ${offsets.length}\n0000000000 65535 f \n`)
      for (let id = 1; id < offsets.length; id++) {
        const offset = offsets[id] as number
        if (offset < 0) throw new Error(`object ${id} was promised but not written`)
        write(`${String(offset).padStart(10, '0')} 00000 n \n`)
      }
      write(`trailer\n<</Size ${offsets.length}/Root ${root} 0 R/Info ${info} 0 R>>\n`)
      write(`startxref\n${start}\n%%EOF\n`)
      flush()
      output.finish()
      buffer = Buffer.alloc(0)
      return { bytes: position, offsets }
    },
    abandon() {
      output.abandon()
    },
  }
}
