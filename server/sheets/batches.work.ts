import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DAY } from '@mashang/shared/core/clock.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { momentDigits } from '@mashang/shared/core/local-time.ts'
import { pageGeometry } from '@mashang/shared/sheets/formats.rules.ts'
import { sheetFormats, sheetTitles } from '@mashang/shared/sheets/formats.words.ts'
import { batchErrors } from '@mashang/shared/sheets/sheets.errors.ts'
import { sheetNumber } from '@mashang/shared/sheets/sheets.words.ts'
import { type Volume, volumesOf } from '@mashang/shared/sheets/volumes.rules.ts'
import type { Context } from '../core/context.ts'
import { Conflict, faultOf } from '../core/db/faults.ts'
import { PRINTING } from '../core/http/upload.ts'
import { endBatch, saveBatchFiles } from './batch-life.store.ts'
import { contentOf, loadPeople, type People, portraitReader, settingOf } from './batches.content.ts'
import { type Hold, takeBatch } from './batches.hold.ts'
import { type NumberedSheet, numberedSheets } from './batches.numbering.ts'
import { type BatchPlanRecord, type BatchRecord, batchPlan, numbersOf } from './batches.store.ts'
import type { StoredBatchFile } from './batches.table.ts'
import { lackingIn, missingIn } from './plan.usecases.ts'
import type { SheetContent } from './print/print.types.ts'
import type { Printer } from './print/printer.ts'

/** Warnings that are kept; a batch with more has one cause, and these show it. */
const MOST_WARNINGS = 100

/**
 * A batch during which the process ended so often without a finished file is itself suspected: it
 * must not take the whole service down again and again.
 */
const MOST_LAPSES = 5

const GONE = { recursive: true, force: true }
const spoolOf = (context: Context, worker: string): string =>
  join(context.config.dataFolder, 'spool', `${PRINTING}${worker}`)

/** Works on batches, one after another, until none waits or the process is about to stop. */
export async function workOnBatches(
  context: Context,
  printer: Printer,
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    const taken = await takeBatch(context)
    if (taken === null) return
    // Whoever worked on it before is gone, and could not clear up.
    if (taken.before !== null) await rm(spoolOf(context, taken.before), GONE)
    await workOn(context, printer, taken.batch, taken.hold, stopping)
  }
}

interface Work {
  context: Context
  printer: Printer
  batch: BatchRecord
  hold: Hold
  plan: BatchPlanRecord
  people: People
  /** Characters of the roster that no font has. */
  missing: ReadonlySet<string>
  /** Of what is not finished: gone when the work ends, however it does. */
  spool: string
  signal: AbortSignal
}

async function workOn(
  context: Context,
  printer: Printer,
  batch: BatchRecord,
  hold: Hold,
  stopping: AbortSignal,
): Promise<void> {
  const spool = spoolOf(context, hold.worker)
  try {
    if ((batch.lapses ?? 0) >= MOST_LAPSES) throw new Failure(batchErrors.interrupted)
    await mkdir(spool, { recursive: true })
    const people = await loadPeople(context)
    await printAll({
      context,
      printer,
      batch,
      hold,
      plan: await batchPlan(context, batch.id),
      people,
      missing: await missingIn(printer, people),
      spool,
      signal: AbortSignal.any([stopping, hold.lost]),
    })
  } catch (error) {
    await rm(spool, { recursive: true, force: true })
    // Cancelled, or taken over by another: whoever did that has said what becomes of it.
    if (hold.lost.aborted || error instanceof Conflict) return
    if (stopping.aborted || isPassing(error)) {
      await hold.release()
      if (stopping.aborted) return
      throw error
    }
    await end(context, batch, hold, { state: 'failed', failure: sentenceOf(error) })
    if (!(error instanceof Failure)) throw error
  } finally {
    hold.end()
    await rm(spool, { recursive: true, force: true })
  }
}

async function printAll(work: Work): Promise<void> {
  const { context, batch, hold, plan } = work
  const perPage = pageGeometry(batch.order).places.length
  const files = [...batch.files]
  const warnings = [...batch.warnings]
  const finished = new Set(files.map((file) => file.part))
  // Whoever worked on it before may have told of a file that was never finished.
  hold.done = sheetsIn(files)
  for (const volume of volumesOf(plan.plan, batch.order, perPage)) {
    if (finished.has(volume.part)) continue
    const printed = await printVolume(work, volume)
    files.push(printed.file)
    warnings.push(...printed.warnings)
    hold.done = sheetsIn(files)
    await keepFile(work, files, warnings.slice(0, MOST_WARNINGS))
  }
  await end(context, batch, hold, { state: 'ready', failure: null })
}

const sheetsIn = (files: readonly StoredBatchFile[]): number =>
  files.reduce((sum, file) => sum + file.sheets, 0)

/** Lists the last of these files; one that came too late goes again. */
async function keepFile(
  { context, batch, hold }: Work,
  files: StoredBatchFile[],
  warnings: string[],
): Promise<void> {
  const mine = { district: context.district, id: batch.id, worker: hold.worker }
  try {
    await hold.commit({}, [saveBatchFiles({ ...mine, files, warnings, done: hold.done })])
  } catch (error) {
    const late = files.at(-1)
    if (error instanceof Conflict && late !== undefined) await context.files.remove(late.stored)
    throw error
  }
}

/** One file: painted in the spool, then kept, so that what can be downloaded is whole. */
async function printVolume(
  work: Work,
  volume: Volume,
): Promise<{ file: StoredBatchFile; warnings: string[] }> {
  const { context, printer, batch, hold, people, plan, spool, signal } = work
  const name = nameOf(batch, people, volume)
  const passedOver: string[] = []
  const path = join(spool, String(volume.part))
  const result = await printer.print(
    {
      setting: settingOf(context, people, batch.order, plan.template, volume.startAt),
      title: name,
      file: path,
    },
    contents(work, volume, passedOver),
    { signal },
  )
  signal.throwIfAborted()
  const [made] = result.files
  const wanted = volume.to - volume.from - passedOver.length
  if (wanted === 0) throw new Failure(batchErrors.allSkipped, { detail: passedOver[0] })
  if (made === undefined || result.files.length !== 1 || made.sheets !== wanted)
    throw new Error(`file ${volume.part} of batch ${batch.id} has not the ${wanted} sheets`)
  // A worker that was taken over may still write; it never writes over what the next one made.
  const stored = `batches/${batch.id}/${volume.part}-${hold.worker}.pdf`
  await context.files.putFile(stored, made.path)
  await rm(made.path)
  const title = sheetTitles[batch.order.format]
  return {
    file: {
      part: volume.part,
      name: `${name}.pdf`,
      sheets: made.sheets,
      bytes: made.bytes,
      stored,
    },
    warnings: [
      ...passedOver,
      ...result.warnings.map(({ number, message }) => `${title} ${number}：${message}`),
    ],
  }
}

/** @param passedOver gets a sentence for each sheet that is no longer wanted on paper. */
async function* contents(
  work: Work,
  volume: Volume,
  passedOver: string[],
): AsyncGenerator<SheetContent> {
  const { context, hold, batch, plan, people, missing, signal } = work
  const portraitOf = portraitReader(context, people)
  const before = hold.done
  let fed = 0
  for await (const sheet of numberedSheets(context, hold, batch, plan.plan, people, volume)) {
    signal.throwIfAborted()
    const content = contentOf(context, people, sheet, await portraitOf(sheet))
    if (content === null) throw new Error(`whom sheet ${sheet.id} is for is not in the roster`)
    const unwanted = whyUnwanted(people, sheet) ?? whyUnprintable(content, missing)
    if (unwanted !== null) {
      passedOver.push(
        `${sheetTitles[batch.order.format]} ${sheetNumber(sheet.number)}：${unwanted}，没有印。`,
      )
      continue
    }
    yield content
    fed++
    hold.done = before + fed
  }
}

/** Words as part of a file's name, on any system and in any archive. */
const fileWords = (words: string): string => words.replace(/[\\/:*?"<>|]/g, '·')

/** What happened since a sheet got its number: paper with a dead code, or of somebody who left. */
function whyUnwanted(people: People, sheet: NumberedSheet): string | null {
  if (sheet.retiredAt !== null) return '已经作废'
  const person = people.representatives.get(sheet.subjectId)
  return person?.state === 'left' ? `${person.name}已不再担任代表` : null
}

/** A name that was changed since the order, into one with a character that no font has. */
function whyUnprintable(content: SheetContent, missing: ReadonlySet<string>): string | null {
  if (missing.size === 0) return null
  const lacking = lackingIn(content, missing)
  return lacking.length === 0 ? null : `有字库没有的字“${lacking.join('、')}”`
}

/** "A4 海报 2026-11-23"; of several files also which: the station, or the number of the part. */
function nameOf(batch: BatchRecord, people: People, volume: Volume): string {
  const what = `${sheetFormats[batch.order.format]} ${momentDigits(batch.createdAt).slice(0, 10)}`
  if (batch.order.split === 'stations') {
    const station = people.stations.get(volume.stationId ?? '')?.name ?? '没有家站的'
    return `${String(volume.part).padStart(2, '0')} ${fileWords(station)} ${what}`
  }
  return batch.total > volume.to - volume.from ? `${what} 第${volume.part}册` : what
}

async function end(
  context: Context,
  batch: BatchRecord,
  hold: Hold,
  outcome: { state: 'ready' | 'failed'; failure: string | null },
): Promise<void> {
  const at = context.clock.now()
  const numbers = (await numbersOf(context, [batch])).get(batch.id)
  await context.db.commit(
    context.district,
    [
      endBatch({
        district: context.district,
        id: batch.id,
        worker: hold.worker,
        ...outcome,
        finishedAt: at,
        done: hold.done,
      }),
    ],
    [
      {
        at,
        type: outcome.state === 'ready' ? 'batch.finished' : 'batch.failed',
        actor: { kind: 'system', id: null },
        subject: { kind: 'poster-batch', id: batch.id },
        data: { sheets: hold.numbered, from: numbers?.from ?? null, to: numbers?.to ?? null },
      },
    ],
  )
}

/** What passes by itself: the batch goes on at the next turn, and nobody need be told. */
const isPassing = (error: unknown): boolean =>
  error instanceof Failure && (error.kind === coreErrors.busy || error.kind === coreErrors.draining)

const KEPT = '编号都留着'

function sentenceOf(error: unknown): string {
  const { fault } = faultOf(error)
  if (!(fault instanceof Failure)) return `印制时出了差错，已经记下；${KEPT}，请再试一次。`
  if (fault.kind === coreErrors.storageFull)
    return `存储空间已满，没有印成；${KEPT}，请清理出空间后再试一次。`
  return fault.details.detail ?? fault.kind.title
}

/** Takes away what a process that was killed was printing; a day later nobody works on it any more. */
export async function dropLeftovers(context: Context): Promise<void> {
  const spool = join(context.config.dataFolder, 'spool')
  const names = await readdir(spool).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  for (const name of names.filter((one) => one.startsWith(PRINTING))) {
    const path = join(spool, name)
    const { mtimeMs } = await stat(path)
    if (mtimeMs < context.clock.now() - DAY) await rm(path, { recursive: true, force: true })
  }
}
