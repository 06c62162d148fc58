import type { RecordWords } from '@mashang/shared/records/document.rules.ts'
import type { HangingList } from './designs/hanging-list.ts'
import type { Letter } from './designs/letter-lines.ts'
import type { PrintRequest, PrintResult, PrintSetting, SheetContent } from './print.types.ts'

/** What the thread is asked to do at once, and what it gives. */
export interface Tasks {
  preview: { ask: { setting: PrintSetting; sheet: SheetContent; dpi?: number }; gives: Uint8Array }
  previewPdf: { ask: { setting: PrintSetting; sheet: SheetContent }; gives: Uint8Array }
  checkTemplate: { ask: { setting: PrintSetting; sheet: SheetContent }; gives: undefined }
  calibration: { ask: { url: string; medium: PrintSetting['medium'] }; gives: Uint8Array }
  hangingList: { ask: HangingList; gives: Uint8Array }
  letters: { ask: { letters: readonly Letter[]; madeAt: number }; gives: Uint8Array[] }
  letterBook: {
    ask: { name: string; letters: readonly Letter[]; madeAt: number }
    gives: Uint8Array
  }
  record: { ask: { record: RecordWords; madeAt: number }; gives: Uint8Array }
  missingCharacters: { ask: string; gives: string[] }
}
export type TaskName = keyof Tasks

/** To the thread. `id` tells which of several that are under way is meant. */
export type ToThread =
  | { kind: 'task'; id: number; name: TaskName; ask: Tasks[TaskName]['ask'] }
  | { kind: 'print'; id: number; request: PrintRequest }
  | { kind: 'sheets'; id: number; sheets: SheetContent[]; last: boolean }
  | { kind: 'cancel'; id: number }

/** From the thread. */
export type FromThread =
  | { kind: 'done'; id: number; value: unknown }
  /** Ready for another handful of sheets. */
  | { kind: 'want'; id: number }
  | { kind: 'progress'; id: number; done: number }
  | { kind: 'failed'; id: number; failure: TravellingFailure }

/** An error on its way between threads: classes do not survive it. */
export type TravellingFailure =
  | { code: string; detail?: string }
  | { message: string; stack?: string; errno?: string }

export type PrintDone = PrintResult
