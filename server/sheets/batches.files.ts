import type { Readable } from 'node:stream'
import { csvOf } from '@mashang/shared/core/csv.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { momentDigits } from '@mashang/shared/core/local-time.ts'
import { sheetFormats, sheetTitles } from '@mashang/shared/sheets/formats.words.ts'
import { batchErrors } from '@mashang/shared/sheets/sheets.errors.ts'
import { sheetNumber, skipReasons } from '@mashang/shared/sheets/sheets.words.ts'
import { ZipFile } from 'yazl'
import { codeUrl } from '../codes/codes.usecases.ts'
import type { Context } from '../core/context.ts'
import { districtNow } from '../districts/districts.store.ts'
import { officeOf } from './batches.content.ts'
import { type BatchRecord, type SheetRecord, sheetsOfBatch } from './batches.store.ts'
import type { StoredBatchFile } from './batches.table.ts'
import { batchOr404 } from './batches.usecases.ts'
import type { Printer } from './print/printer.ts'
import { subjectNames } from './sheets.rows.ts'

/** A batch with files to hand out; anything else says why there is none. */
async function readyBatch(context: Context, id: string): Promise<BatchRecord> {
  const batch = await batchOr404(context, id)
  if (batch.state === 'cancelled') throw new Failure(batchErrors.over)
  if (batch.state === 'failed')
    throw new Failure(batchErrors.notReady, { detail: batch.failure ?? '没有印成，请再试一次。' })
  if (batch.state !== 'ready') throw new Failure(batchErrors.notReady)
  if (batch.files.length === 0) throw new Failure(batchErrors.cleaned)
  return batch
}

/** One file of a batch: the only one, or the part that is asked for. */
export async function partOf(
  context: Context,
  id: string,
  part: number | undefined,
): Promise<StoredBatchFile> {
  const { files } = await readyBatch(context, id)
  if (part === undefined && files.length > 1) throw new Failure(batchErrors.manyFiles)
  const file = files.find((each) => each.part === (part ?? 1))
  if (file === undefined) throw new Failure(batchErrors.noSuchPart)
  return file
}

/** "A4 海报 社区公告栏 2026-11-23 张敏": what a batch is, where to, and whose; files about it are named so. */
const nameOf = ({ order, createdAt, byName }: BatchRecord): string =>
  [sheetFormats[order.format], order.place, momentDigits(createdAt).slice(0, 10), byName]
    .filter(Boolean)
    .join(' ')

interface Line {
  number: string
  whose: string
  station: string
  place: string | null
  url: string
  retired: boolean
}

async function linesOf(context: Context, batch: BatchRecord): Promise<Line[]> {
  const names = await subjectNames(context)
  const title = sheetTitles[batch.order.format]
  return (await sheetsOfBatch(context, batch.id, 0, batch.total)).map((sheet: SheetRecord) => ({
    number: `${title} ${sheetNumber(sheet.number)}`,
    whose: names.get(sheet.subjectId) ?? '',
    station: names.get(sheet.stationId ?? '') ?? '',
    place: sheet.place,
    url: codeUrl(context, sheet.code),
    retired: sheet.retiredAt !== null,
  }))
}

/** Which sheets hang where, to be ticked off; sheets that were retired since are not on it. */
export async function hangingList(
  context: Context,
  printer: Printer,
  id: string,
): Promise<{ name: string; bytes: Uint8Array }> {
  const batch = await batchOr404(context, id)
  if (batch.state === 'cancelled') throw new Failure(batchErrors.over)
  if (batch.state !== 'ready') throw new Failure(batchErrors.notReady)
  const title = `张贴清单 ${nameOf(batch)}`
  const rows = (await linesOf(context, batch)).flatMap(({ number, whose, place, retired }) =>
    retired ? [] : [{ number, whose, place, by: null }],
  )
  const office = officeOf(await districtNow(context))
  return { name: `${title}.pdf`, bytes: await printer.hangingList({ title, office, rows }) }
}

/**
 * All files of a batch with its lists, as a stream whose length is known before. PDFs are packed as
 * they are: they are compressed already.
 */
export async function zipOf(
  context: Context,
  printer: Printer,
  id: string,
): Promise<{ name: string; size: number; stream: Readable }> {
  const batch = await readyBatch(context, id)
  const zip = new ZipFile()
  const options = { compress: false, mtime: new Date(batch.createdAt) }
  const packed = zip.outputStream as Readable
  const broken = (error: unknown): void => {
    packed.destroy(error instanceof Error ? error : new Error(String(error)))
  }
  zip.on('error', broken)
  let reading: Readable | undefined
  // Whoever gives up in the middle leaves no open file behind.
  packed.once('close', () => reading?.destroy())
  for (const file of batch.files)
    zip.addReadStreamLazy(file.name, { ...options, size: file.bytes }, (ready) => {
      context.files
        .read(file.stored)
        .then((found) => {
          if (found === null) throw new Error(`${file.name} of batch ${id} is missing`)
          reading = found.stream
          ready(null, reading)
        })
        .catch(broken)
    })
  const list = await hangingList(context, printer, id)
  zip.addBuffer(Buffer.from(list.bytes), list.name, options)
  const csv = (name: string, rows: (string | number | null)[][]): void =>
    zip.addBuffer(Buffer.from(csvOf(rows)), name, options)
  csv('编号清单.csv', [
    ['编号', '代表或家站', '家站', '张贴处', '网址', '作废'],
    ...(await linesOf(context, batch)).map((line) => [
      line.number,
      line.whose,
      line.station,
      line.place,
      line.url,
      line.retired ? '已作废' : '',
    ]),
  ])
  if (batch.skipped.length > 0)
    csv('没印的名单.csv', [
      ['名字', '原因', '说明'],
      ...batch.skipped.map((skip) => [skip.name, skipReasons[skip.reason], skip.message]),
    ])
  const size = await new Promise<number>((resolve) =>
    (zip.end as (options: object, told: (size: number) => void) => void)({}, resolve),
  )
  return { name: `${nameOf(batch)}.zip`, size, stream: packed }
}
