import { compressed, type Encoding } from './compression.ts'

/** Answers of one endpoint that last, as they are sent: written and compressed once for all who ask. */
export class LastingAnswers {
  readonly #write: (answer: unknown) => string
  readonly #known = new WeakMap<object, Map<Encoding, Promise<Buffer>>>()

  constructor(write: (answer: unknown) => string) {
    this.#write = write
  }

  bytesOf(answer: object, encoding: Encoding): Promise<Buffer> {
    const known = this.#known.get(answer) ?? new Map<Encoding, Promise<Buffer>>()
    this.#known.set(answer, known)
    const bytes = known.get(encoding) ?? compressed(this.#write(answer), encoding)
    known.set(encoding, bytes)
    // What failed is tried again by whoever asks next.
    bytes.catch(() => known.delete(encoding))
    return bytes
  }
}
