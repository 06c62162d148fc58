import { Readable } from 'node:stream'
import { BOM, type Cell, csvLine } from '@mashang/shared/core/csv.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { momentDigits } from '@mashang/shared/core/local-time.ts'
import { exportErrors } from '@mashang/shared/exports/exports.errors.ts'
import { type ExportFormat, MOST_EXCEL_ROWS } from '@mashang/shared/exports/exports.words.ts'
import type { FastifyReply } from 'fastify'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { asAttachment } from '../core/http/download.ts'
import { xlsxStream } from '../core/xlsx.ts'
import { noteExport } from './exported.ts'
import { longCells } from './long-cells.ts'
import { beginRun } from './runs.ts'

/** One column of a file. `of` is the table's column that it belongs to. */
export interface FileColumn<Row> {
  of: string
  title: string
  cell: (row: Row) => Cell
  /** Which of the details say the same line by line, and what says it shortly where it is too long. */
  explains?: string
  brief?: (row: Row) => string
}

/** What stands behind the numbers of a table, on a sheet of its own in an Excel file. */
export interface Details<Row> {
  name: string
  header: readonly string[]
  linesOf: (row: Row) => readonly { about: string; cells: readonly Cell[] }[]
}

/** A table that can be written to a file, some rows at a time. */
export interface TableFile<Row> {
  /** 群众反映; the name of the file and of the sheet in it. */
  name: string
  /** The word for it in the ledger. */
  table: string
  columns: readonly FileColumn<Row>[]
  total: number
  rows: AsyncIterable<readonly Row[]>
  details?: Details<Row>
}

export interface Wanted {
  file: ExportFormat
  columns?: string | undefined
  ticket?: string | undefined
}

/** Rows of a list that is in memory anyway, in pieces. */
export async function* inPieces<Row>(rows: readonly Row[], size = 500): AsyncGenerator<Row[]> {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size)
}

export const EXCEL_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const TYPES = {
  xlsx: EXCEL_TYPE,
  csv: 'text/csv; charset=utf-8',
}

async function* csvText(
  header: readonly string[],
  rows: AsyncIterable<readonly (readonly Cell[])[]>,
): AsyncGenerator<string> {
  yield BOM + csvLine(header)
  for await (const some of rows) yield some.map(csvLine).join('')
}

/**
 * Answers with a table as a file while it is read. Who took what is kept in the ledger before the
 * first byte leaves.
 */
export async function sendTable<Row>(
  context: Context,
  reply: FastifyReply,
  file: TableFile<Row>,
  wanted: Wanted,
  actor: Actor,
): Promise<Readable> {
  if (wanted.file === 'xlsx' && file.total > MOST_EXCEL_ROWS)
    throw new Failure(exportErrors.tooManyRows)
  const keys = wanted.columns?.split(',')
  const chosen = file.columns.filter(({ of }) => keys === undefined || keys.includes(of))
  const columns = chosen.length > 0 ? chosen : file.columns
  const at = context.clock.now()
  await noteExport(context, actor, {
    table: file.table,
    rows: file.total,
    columns: columns.length,
    format: wanted.file,
  })
  const run = beginRun(context, wanted.ticket, {
    accountId: actor.accountId,
    done: 0,
    total: file.total,
  })
  type Made = (rows: readonly Row[]) => Cell[][] | Promise<Cell[][]>
  async function* cells(made: Made): AsyncGenerator<Cell[][]> {
    for await (const rows of file.rows) {
      yield await made(rows)
      run.done += rows.length
    }
  }
  const header = columns.map(({ title }) => title)
  asAttachment(
    reply,
    `${file.name} ${momentDigits(at).slice(0, 10)}.${wanted.file}`,
    TYPES[wanted.file],
  )
  if (wanted.file === 'csv') {
    const plain: Made = (rows) => rows.map((row) => columns.map(({ cell }) => cell(row)))
    return Readable.from(csvText(header, cells(plain)))
  }
  const fitted = longCells(file, columns, context.config.dataFolder)
  const stream = xlsxStream(file.name, header, cells(fitted.of), fitted.sheets)
  stream.once('close', () => void fitted.close())
  return stream
}
