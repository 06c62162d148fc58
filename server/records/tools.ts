import type { Context } from '../core/context.ts'
import { pointLines } from '../points/lines.usecases.ts'
import type { RecordTools } from './files.usecases.ts'

/** What files of records are made with: whoever prints, and whoever counts points. */
export const recordTools = (
  context: Context,
  printer: { record: RecordTools['print'] },
): RecordTools => ({
  print: (record, madeAt) => printer.record(record, madeAt),
  pointsOf: (id, span) => pointLines(context, id, span),
})
