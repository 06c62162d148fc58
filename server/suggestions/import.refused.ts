import type { Readable } from 'node:stream'
import { Failure } from '@mashang/shared/core/errors.ts'
import { saidColumns } from '@mashang/shared/suggestions/import.words.ts'
import { refusedRows } from '@mashang/shared/suggestions/refused-rows.rules.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import type { FastifyReply } from 'fastify'
import type { Context } from '../core/context.ts'
import { asAttachment } from '../core/http/download.ts'
import { LONGEST_CELL, xlsxStream } from '../core/xlsx.ts'
import { EXCEL_TYPE, inPieces } from '../exports/table-export.ts'
import { type Given, type ListFile, look } from './import.look.ts'

/** The rows of a list that are not taken, each with why, to be mended and imported by themselves. */
export async function refusedFile(
  context: Context,
  reply: FastifyReply,
  file: ListFile,
  given: Given,
): Promise<Readable> {
  const { sheets, list } = await look(context, file, given)
  if (list.problems.length === 0) throw new Failure(suggestionErrors.importAllTaken)
  const said = given.columns === undefined ? new Map() : saidColumns(given.columns)
  const { header, rows } = refusedRows(sheets, list, said, LONGEST_CELL)
  const words = '没有导入的行'
  asAttachment(reply, `${file.name.replace(/\.\w+$/u, '')}（${words}）.xlsx`, EXCEL_TYPE)
  return xlsxStream(words, header, inPieces(rows))
}
