import { PassThrough, Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { BOM } from '@mashang/shared/core/csv.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { momentDigits } from '@mashang/shared/core/local-time.ts'
import {
  gapsText,
  type Paper,
  type PaperGap,
  papersIn,
  personFolder,
  recordFile,
} from '@mashang/shared/records/papers.rules.ts'
import { servedUntil } from '@mashang/shared/representatives/left.rules.ts'
import { ZipFile } from 'yazl'
import { activityPhoto } from '../activities/photos.usecases.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { noteExport } from '../exports/exported.ts'
import { type Beside, beginRun } from '../exports/runs.ts'
import { leftAt } from '../representatives/left.store.ts'
import {
  allRepresentatives,
  type RepresentativeRecord,
} from '../representatives/representatives.store.ts'
import { attachmentFile } from '../suggestions/attachments.store.ts'
import { bytesOf, type RecordFormat, type RecordTools, wordsOf } from './files.usecases.ts'
import { minutesOf } from './minutes.store.ts'
import { termChanges } from './records.store.ts'
import { sourcesOf } from './sources.store.ts'

/** When somebody left: what the roster was told late counts by the day on which it was. */
async function wentAt(
  context: Context,
  { id, leftOn, createdAt }: RepresentativeRecord,
): Promise<EpochMs> {
  // Rosters of before told of nobody who had left already.
  const told = (await leftAt(context, id)) || createdAt
  return leftOn === null ? told : Math.min(told, servedUntil(leftOn))
}

/** Everybody who serves, and whoever left in the course of this term; in the order of the roster. */
async function ofThisTerm(context: Context): Promise<RepresentativeRecord[]> {
  const [began = 0] = await termChanges(context)
  const people: RepresentativeRecord[] = []
  for (const person of await allRepresentatives(context)) {
    if (person.state === 'serving' || (await wentAt(context, person)) > began) people.push(person)
  }
  return people
}

/** Puts one thing into the archive when what was before it has left, and ends when it has. */
type Put = (path: string, content: Readable, compress: boolean) => Promise<void>

interface Into {
  file: RecordFormat
  tools: RecordTools
  beside: Beside
  put: Put
}

type Sources = Awaited<ReturnType<typeof sourcesOf>>

/** The files that the record's page lists, as they lie in a folder. */
async function papersOf(
  context: Context,
  { sources: { activities, suggestions }, attached }: Sources,
): Promise<Paper[]> {
  const minutes = await minutesOf(
    context,
    attached.flatMap((one) => (one.minutes ? [one.id] : [])),
  )
  const days = new Map([
    ...activities.map(({ id, startsAt }) => [id, startsAt] as const),
    ...suggestions.map(({ id, at }) => [id, at] as const),
  ])
  return papersIn(
    attached.map(({ id, title, photos, files }) => ({
      title,
      at: days.get(id) ?? null,
      photos,
      minutes: minutes.get(id) ?? null,
      files,
    })),
  )
}

/** The bytes of one; or why there are none. */
async function contentOf(context: Context, paper: Paper): Promise<Readable | PaperGap> {
  if (paper.kind === 'minutes') return Readable.from([Buffer.from(`${BOM}${paper.text}`)])
  const name = paper.kind === 'photo' ? activityPhoto(paper.id)('full') : attachmentFile(paper.id)
  try {
    return (await context.files.read(name))?.stream ?? 'gone'
  } catch (error) {
    if (error instanceof Failure && error.kind === coreErrors.filesUnavailable) return 'away'
    throw error
  }
}

/** One person: the record, and in a folder of its own what lies beside it. */
async function putPerson(
  context: Context,
  person: RepresentativeRecord,
  folder: string,
  { file, tools, beside, put }: Into,
): Promise<void> {
  const known = await sourcesOf(context, person.id)
  const words = await wordsOf(context, person, tools.pointsOf, { known })
  const bytes = await bytesOf(context, words, file, tools)
  await put(`${folder}/${recordFile(words.name, file)}`, Readable.from([bytes]), file === 'pdf')
  const missing: { path: string; why: PaperGap }[] = []
  for (const paper of await papersOf(context, known)) {
    const content = await contentOf(context, paper)
    if (typeof content === 'string') {
      missing.push({ path: paper.path, why: content })
      beside.missing += 1
      continue
    }
    await put(`${folder}/附件/${paper.path}`, content, paper.kind === 'minutes')
    beside.files += 1
  }
  if (missing.length > 0)
    await put(
      `${folder}/附件/缺少的附件.txt`,
      Readable.from([Buffer.from(`${BOM}${gapsText(missing)}`)]),
      true,
    )
}

/**
 * The records of everybody of this term with what lies beside them, as one ZIP that is written while
 * it is read: one file is made or opened when the one before has left, so memory holds one record at
 * most. What was taken stands in the ledger first.
 */
export async function allRecords(
  context: Context,
  { file, ticket }: { file: RecordFormat; ticket?: string | undefined },
  actor: Actor,
  tools: RecordTools,
): Promise<{ name: string; stream: Readable }> {
  const people = await ofThisTerm(context)
  const at = context.clock.now()
  await noteExport(context, actor, {
    table: 'records',
    rows: people.length,
    columns: 1,
    format: file,
  })
  const beside: Beside = { files: 0, missing: 0 }
  const run = beginRun(context, ticket, {
    accountId: actor.accountId,
    done: 0,
    total: people.length,
    beside,
  })
  const zip = new ZipFile()
  const out = new PassThrough()
  const put: Put = async (path, content, compress) => {
    const left = () => content.destroy()
    // Whoever went while it was opened takes nothing more; what is destroyed has not finished.
    if (out.destroyed) left()
    else zip.addReadStream(content, path, { mtime: new Date(at), compress })
    out.once('close', left)
    await finished(content)
    out.off('close', left)
  }
  async function fill(): Promise<void> {
    for (const [index, person] of people.entries()) {
      if (out.destroyed) return
      const folder = personFolder(index, person.name, person.state === 'serving')
      await putPerson(context, person, folder, { file, tools, beside, put })
      run.done += 1
    }
    zip.end()
  }
  // Whoever reads no more hears of nothing; whoever reads must not take a part for the whole.
  fill().catch((error: Error) => out.destroy(error))
  zip.on('error', (error) => out.destroy(error as Error))
  zip.outputStream.pipe(out)
  return { name: `履职档案 ${momentDigits(at).slice(0, 10)}.zip`, stream: out }
}
