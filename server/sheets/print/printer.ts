import { Worker } from 'node:worker_threads'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import type { RecordWords } from '@mashang/shared/records/document.rules.ts'
import { printErrors } from '@mashang/shared/sheets/print.errors.ts'
import type { HangingList } from './designs/hanging-list.ts'
import type { Letter } from './designs/letter-lines.ts'
import type { FromThread, TaskName, Tasks, ToThread, TravellingFailure } from './print.protocol.ts'
import type { PrintRequest, PrintResult, PrintSetting, SheetContent } from './print.types.ts'

/** Sheets that go to the thread at once; with the handful that is fetched ahead, twice as many are in memory. */
const HANDFUL = 16
/** The thread's heap, in MB: fonts, one page, the offsets of 10,000 sheets take far less. */
const HEAP = 192
const YOUNG_HEAP = 32
/** After so long without work the thread ends and gives its memory back. */
const IDLE = 20_000

export interface PrintOptions {
  signal?: AbortSignal
  /** Sheets drawn so far; about ten times a second. */
  onProgress?(done: number): void
}

/** Draws sheets in a thread of its own, so that nobody who files an issue waits for a poster. */
export interface Printer {
  /**
   * Writes `${request.file}-1.pdf` and so on. Each file is written under another name, made durable
   * and renamed when it is whole and its codes have been read back; the folder must exist, and
   * making the folder's entry durable is the caller's. After a failure or a cancellation no file stays.
   * At most 32 sheets are taken ahead. Prints run one after another, previews in between.
   * @throws Failure print.* in Chinese, naming the sheet where one is to blame; storage.full
   */
  print(
    request: PrintRequest,
    sheets: AsyncIterable<SheetContent>,
    options?: PrintOptions,
  ): Promise<PrintResult>
  /** The sheet's page as PNG. */
  preview(setting: PrintSetting, sheet: SheetContent, dpi?: number): Promise<Uint8Array>
  previewPdf(setting: PrintSetting, sheet: SheetContent): Promise<Uint8Array>
  /** Prints one sheet and reads its code near and far. @throws Failure with the reason when it is not read */
  checkTemplate(setting: PrintSetting, sheet: SheetContent): Promise<void>
  /** A page to see whether a printer keeps to the millimetre, with a code to scan. */
  calibration(url: string, medium: PrintSetting['medium']): Promise<Uint8Array>
  /** A list to tick off while hanging sheets. */
  hangingList(list: HangingList): Promise<Uint8Array>
  /** Official letters on A4, made at a moment (epoch ms): a file for each. */
  letters(letters: readonly Letter[], madeAt: number): Promise<Uint8Array[]>
  /** The same in one file. */
  letterBook(name: string, letters: readonly Letter[], madeAt: number): Promise<Uint8Array>
  /** A representative's record on A4, made at a moment (epoch ms). */
  record(record: RecordWords, madeAt: number): Promise<Uint8Array>
  /** Characters of a text that no font has; ask before printing. */
  missingCharacters(text: string): Promise<string[]>
  close(): Promise<void>
}

interface Pending {
  resolve(value: unknown): void
  reject(error: Error): void
  onWant(): void
  onProgress(done: number): void
}

export function createPrinter({ idle = IDLE }: { idle?: number } = {}): Printer {
  let worker: Worker | null = null
  let sleep: NodeJS.Timeout | undefined
  let lastId = 0
  let printing: Promise<unknown> = Promise.resolve()
  const pending = new Map<number, Pending>()

  function thread(): Worker {
    clearTimeout(sleep)
    if (worker !== null) return worker
    const started = new Worker(new URL('./print.worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP, maxYoungGenerationSizeMb: YOUNG_HEAP },
    })
    started.on('message', take)
    started.on('error', (cause) => fail(started, new Failure(printErrors.crashed, { cause })))
    started.on('exit', () => fail(started, new Failure(printErrors.crashed)))
    // A sleeping printer must not keep the server alive.
    started.unref()
    worker = started
    return started
  }

  /** The thread is gone, and with it whatever it was doing. */
  function fail(of: Worker, error: Failure): void {
    if (worker !== of) return
    worker = null
    for (const each of pending.values()) each.reject(error)
    pending.clear()
  }

  function take(message: FromThread): void {
    const job = pending.get(message.id)
    if (job === undefined) return
    if (message.kind === 'want') job.onWant()
    else if (message.kind === 'progress') job.onProgress(message.done)
    else finish(job, message)
  }

  function finish(job: Pending, message: Extract<FromThread, { kind: 'done' | 'failed' }>): void {
    pending.delete(message.id)
    if (message.kind === 'done') job.resolve(message.value)
    else job.reject(arrived(message.failure))
    if (pending.size === 0) sleep = setTimeout(end, idle).unref()
  }

  async function end(): Promise<void> {
    clearTimeout(sleep)
    const ending = worker
    worker = null
    await ending?.terminate()
  }

  function ask<T>(id: number, message: ToThread, extra: Partial<Pending> = {}): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      pending.set(id, {
        resolve: resolve as (value: unknown) => void,
        reject,
        onWant() {},
        onProgress() {},
        ...extra,
      })
      const running = thread()
      running.ref()
      running.postMessage(message)
    }).finally(() => {
      if (pending.size === 0) worker?.unref()
    })
  }

  const task = <Name extends TaskName>(
    name: Name,
    question: Tasks[Name]['ask'],
  ): Promise<Tasks[Name]['gives']> => {
    const id = ++lastId
    return ask(id, { kind: 'task', id, name, ask: question })
  }

  /** Whether a font has a character, of all that were asked about. */
  const known = new Map<string, boolean>()

  /**
   * The thread reads the fonts for what nobody asked about before, and only for that: it may have to
   * start first, and it stands back behind everything else.
   */
  async function missingCharacters(text: string): Promise<string[]> {
    const characters = [...new Set(text)]
    const unknown = characters.filter((character) => !known.has(character))
    if (unknown.length > 0) {
      // Something that shows nothing in between, so that no two make one.
      const missing = new Set(await task('missingCharacters', unknown.join('\u200b')))
      for (const character of unknown) known.set(character, !missing.has(character))
    }
    return characters.filter((character) => known.get(character) === false)
  }

  async function printNow(
    request: PrintRequest,
    sheets: AsyncIterable<SheetContent>,
    { signal, onProgress }: PrintOptions,
  ): Promise<PrintResult> {
    if (signal?.aborted) throw new Failure(printErrors.cancelled)
    const id = ++lastId
    const source = sheets[Symbol.asyncIterator]()
    const send = (message: ToThread, photos: ArrayBuffer[] = []): void =>
      worker?.postMessage(message, photos)
    let broken: unknown
    const feed = async (): Promise<void> => {
      try {
        const handful: SheetContent[] = []
        let last = false
        while (!last && handful.length < HANDFUL) {
          const { value, done } = await source.next()
          if (done === true) last = true
          else handful.push(withOwnPhoto(value))
        }
        const photos = handful.flatMap(({ photo }) =>
          photo === null ? [] : [photo.buffer as ArrayBuffer],
        )
        send({ kind: 'sheets', id, sheets: handful, last }, photos)
      } catch (error) {
        broken = error
        send({ kind: 'cancel', id })
      }
    }
    const cancel = (): void => send({ kind: 'cancel', id })
    signal?.addEventListener('abort', cancel, { once: true })
    try {
      return await ask<PrintResult>(
        id,
        { kind: 'print', id, request },
        {
          onWant: () => void feed(),
          onProgress: (done) => onProgress?.(done),
        },
      )
    } catch (error) {
      // Whoever reads the sheets has the better reason.
      throw broken ?? error
    } finally {
      signal?.removeEventListener('abort', cancel)
      await source.return?.()
    }
  }

  return {
    print(request, sheets, options = {}) {
      const turn = printing.then(() => printNow(request, sheets, options))
      printing = turn.catch(() => undefined)
      return turn
    },
    preview: (setting, sheet, dpi) =>
      task('preview', { setting, sheet, ...(dpi === undefined ? {} : { dpi }) }),
    previewPdf: (setting, sheet) => task('previewPdf', { setting, sheet }),
    letters: (letters, madeAt) => task('letters', { letters, madeAt }),
    letterBook: (name, letters, madeAt) => task('letterBook', { name, letters, madeAt }),
    record: (record, madeAt) => task('record', { record, madeAt }),
    checkTemplate: (setting, sheet) => task('checkTemplate', { setting, sheet }),
    calibration: (url, medium) => task('calibration', { url, medium }),
    hangingList: (list) => task('hangingList', list),
    missingCharacters,
    async close() {
      const ended = worker
      await end()
      if (ended !== null)
        for (const job of pending.values()) job.reject(new Failure(printErrors.cancelled))
      pending.clear()
    },
  }
}

/** A copy that the thread may keep: the caller's stays whole, and may be used for the next sheet. */
const withOwnPhoto = (sheet: SheetContent): SheetContent =>
  sheet.photo === null ? sheet : { ...sheet, photo: new Uint8Array(sheet.photo) }

const KINDS = [...Object.values(printErrors), ...Object.values(coreErrors)]

function arrived(failure: TravellingFailure): Error {
  if ('code' in failure) {
    const kind = KINDS.find(({ code }) => code === failure.code) ?? printErrors.crashed
    return new Failure(kind, failure.detail === undefined ? {} : { detail: failure.detail })
  }
  const cause = Object.assign(new Error(failure.message), {
    stack: failure.stack,
    code: failure.errno,
  })
  return new Failure(failure.errno === 'ENOSPC' ? coreErrors.storageFull : printErrors.crashed, {
    cause,
  })
}
