import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { Failure } from '@mashang/shared/core/errors.ts'
import { calibration } from './designs/calibration.ts'
import { hangingList } from './designs/hanging-list.ts'
import { letterBook, letterPdfs } from './designs/letter.ts'
import { recordPdf } from './designs/record.ts'
import { missingCharacters } from './fonts/faces.ts'
import { giveBack } from './give-back.ts'
import { checkTemplate, preview, previewPdf } from './preview.ts'
import type { FromThread, TaskName, Tasks, ToThread, TravellingFailure } from './print.protocol.ts'
import type { SheetContent } from './print.types.ts'
import { printFiles } from './print-files.ts'

/** Entry of the thread that `printer.ts` starts. Fonts and readers live and die with it. */

/** Progress is told at most so often, in ms. */
const TELL_EVERY = 100
/** How far the thread stands back (nice): a poster can wait, a voter cannot. */
const STAND_BACK = 10

const port = parentPort
if (port === null) throw new Error('this file is the entry of a thread')
// On Linux a priority belongs to a thread; elsewhere it would slow down the whole server.
if (process.platform === 'linux') setPriority(0, STAND_BACK)
const tell = (message: FromThread): void => port.postMessage(message)

const tasks: { [Name in TaskName]: (ask: Tasks[Name]['ask']) => unknown } = {
  preview: ({ setting, sheet, dpi }) => preview(setting, sheet, dpi),
  previewPdf: ({ setting, sheet }) => previewPdf(setting, sheet),
  checkTemplate: ({ setting, sheet }) => checkTemplate(setting, sheet),
  calibration,
  hangingList,
  letters: letterPdfs,
  letterBook,
  record: recordPdf,
  missingCharacters,
}

/** A print that is under way. */
interface Inbox {
  push(sheets: SheetContent[], last: boolean): void
  cancel(): void
}
const inboxes = new Map<number, Inbox>()

port.on('message', (message: ToThread) => {
  const { id } = message
  if (message.kind === 'sheets') inboxes.get(id)?.push(message.sheets, message.last)
  else if (message.kind === 'cancel') inboxes.get(id)?.cancel()
  else void answer(id, () => (message.kind === 'print' ? print(message) : run(message)))
})

async function answer(id: number, work: () => unknown): Promise<void> {
  try {
    tell({ kind: 'done', id, value: await work() })
  } catch (error) {
    tell({ kind: 'failed', id, failure: travelling(error) })
  } finally {
    inboxes.delete(id)
  }
}

// The name tells which type the question has; TypeScript cannot follow that through a table.
const run = ({ name, ask }: Extract<ToThread, { kind: 'task' }>): unknown =>
  (tasks[name] as (ask: unknown) => unknown)(ask)

async function print({ id, request }: Extract<ToThread, { kind: 'print' }>): Promise<unknown> {
  const waiting: SheetContent[][] = []
  let ended = false
  let cancelled = false
  let wake = (): void => {}
  inboxes.set(id, {
    push(sheets, last) {
      waiting.push(sheets)
      ended = last
      wake()
    },
    cancel() {
      cancelled = true
      wake()
    },
  })
  async function* arriving(): AsyncGenerator<SheetContent> {
    while (!cancelled) {
      const sheets = waiting.shift()
      if (sheets !== undefined) {
        // The next handful is fetched while this one is drawn.
        if (!ended) tell({ kind: 'want', id })
        for (const sheet of sheets) {
          yield sheet
          if (sheet.photo !== null) giveBack(sheet.photo)
        }
        // Messages are only taken in between: a cancellation, a preview.
        await new Promise((resolve) => setImmediate(resolve))
      } else if (ended) return
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  }
  let told = 0
  tell({ kind: 'want', id })
  return await printFiles(request, arriving(), {
    cancelled: () => cancelled,
    onProgress(done) {
      const now = performance.now()
      if (now - told < TELL_EVERY) return
      told = now
      tell({ kind: 'progress', id, done })
    },
  })
}

function travelling(error: unknown): TravellingFailure {
  if (error instanceof Failure) {
    const { detail } = error.details
    return { code: error.kind.code, ...(detail === undefined ? {} : { detail }) }
  }
  const { message, stack, code } = error as NodeJS.ErrnoException
  return {
    message,
    ...(stack === undefined ? {} : { stack }),
    ...(code === undefined ? {} : { errno: code }),
  }
}
