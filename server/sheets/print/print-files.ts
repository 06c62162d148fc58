import { renameSync, rmSync } from 'node:fs'
import { Failure } from '@mashang/shared/core/errors.ts'
import { printErrors } from '@mashang/shared/sheets/print.errors.ts'
import { type Batch, openBatch } from './batch.ts'
import { checkFile, makeReadersReady, type Sample } from './check/check.ts'
import { type FileOutput, fileOutput } from './pdf/output.ts'
import type { PrintedFile, PrintRequest, PrintResult, SheetContent } from './print.types.ts'
import { ready, readySetting } from './tidy.ts'

/** Every so many sheets one code is read back from the finished file, besides the first and the last. */
const CHECK_EVERY = 50

/** A file while it is written. */
interface OpenFile {
  batch: Batch
  output: FileOutput
  path: string
  first: string
  last: SheetContent
  lastSample: Sample | null
  sheets: number
  samples: Sample[]
}

/**
 * Writes the files of a request one after another and reads a sample of their codes back. What has
 * its final name is whole and durable; on a failure or a cancellation no file stays.
 */
export async function printFiles(
  request: PrintRequest,
  sheets: AsyncIterable<SheetContent>,
  { onProgress, cancelled }: { onProgress(done: number): void; cancelled(): boolean },
): Promise<PrintResult> {
  makeReadersReady()
  const setting = readySetting(request.setting)
  const result: PrintResult = { files: [], sheets: 0, pages: 0, checked: 0, warnings: [] }
  let open: OpenFile | null = null
  try {
    for await (const raw of sheets) {
      if (cancelled()) throw new Failure(printErrors.cancelled)
      const sheet = ready(raw, setting)
      if (open !== null && open.sheets === request.perFile) {
        await close(open)
        open = null
      }
      open ??= await begin(sheet)
      await add(open, sheet)
      onProgress(result.sheets)
    }
    if (cancelled()) throw new Failure(printErrors.cancelled)
    if (open === null) throw new Failure(printErrors.nothing)
    await close(open)
    return result
  } catch (error) {
    open?.batch.abandon()
    for (const { path } of result.files) rmSync(path, { force: true })
    throw error
  }

  async function begin(sheet: SheetContent): Promise<OpenFile> {
    const path = `${request.file}-${result.files.length + 1}.pdf`
    rmSync(`${path}.part`, { force: true })
    const output = fileOutput(`${path}.part`)
    try {
      const batch = await openBatch(setting, output, result.files.length === 0)
      return {
        batch,
        output,
        path,
        first: sheet.number,
        last: sheet,
        lastSample: null,
        sheets: 0,
        samples: [],
      }
    } catch (error) {
      output.abandon()
      throw error
    }
  }

  async function add(file: OpenFile, sheet: SheetContent): Promise<void> {
    const { codes, warning } = await file.batch.add(sheet)
    const [spot] = codes
    if (spot === undefined) throw new Error('a sheet has at least one code')
    const sample = { number: sheet.number, url: sheet.url, spot }
    if (file.sheets % CHECK_EVERY === 0) file.samples.push(sample)
    file.lastSample = sample
    file.last = sheet
    file.sheets++
    result.sheets++
    if (warning !== null) result.warnings.push({ number: sheet.number, message: warning })
  }

  async function close(file: OpenFile): Promise<void> {
    const { batch, output, path, samples, lastSample } = file
    await output.settle()
    const document = batch.finish(request.title, new Date())
    if (lastSample !== null && samples.at(-1) !== lastSample) samples.push(lastSample)
    try {
      await checkFile(`${path}.part`, document, samples, setting)
      renameSync(`${path}.part`, path)
    } catch (error) {
      rmSync(`${path}.part`, { force: true })
      throw error
    }
    const printed: PrintedFile = {
      path,
      sheets: file.sheets,
      pages: document.pages.length,
      bytes: document.bytes,
      first: file.first,
      last: file.last.number,
    }
    result.files.push(printed)
    result.pages += printed.pages
    result.checked += samples.length
  }
}
