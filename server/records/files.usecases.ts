import { PassThrough, Readable } from 'node:stream'
import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { localParts, momentDigits } from '@mashang/shared/core/local-time.ts'
import { type RecordWords, recordWords } from '@mashang/shared/records/document.rules.ts'
import { entriesOf, entriesUntil } from '@mashang/shared/records/entries.rules.ts'
import { ZipFile } from 'yazl'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { WordBlock } from '../core/docx/document.ts'
import { docxBytes } from '../core/docx/write.ts'
import { districtNow } from '../districts/districts.store.ts'
import { beginRun } from '../exports/runs.ts'
import {
  allRepresentatives,
  type RepresentativeRecord,
} from '../representatives/representatives.store.ts'
import { basicsOf, basicsWhenEnded } from './basics.usecases.ts'
import { leftAt, termChanges } from './records.store.ts'
import { type PointsOf, recordFor, remarksByEntry } from './records.usecases.ts'
import { sourcesOf } from './sources.store.ts'

/** Sets a record on A4; handed in, because the fonts live with the sheets. */
export type RecordPrinter = (record: RecordWords, madeAt: number) => Promise<Uint8Array>

/** What files of records are made with. */
export interface RecordTools {
  print: RecordPrinter
  pointsOf: PointsOf
}

/** What ended for somebody: their office, or a term. */
export interface Ended {
  /** The moment of it. */
  at: EpochMs
  /** The first moment that is not told any more. */
  until: EpochMs
  /** The year in which the term began; null: from the first one. */
  from: number | null
}

/**
 * Everything of a record in words, whoever asked for it.
 * @param more.ended the record as it was then, whatever came since; none: as it is
 * @param more.check of a copy, how it is checked
 */
export async function wordsOf(
  context: Context,
  person: RepresentativeRecord,
  pointsOf: PointsOf,
  { ended, check = [] }: { ended?: Ended | undefined; check?: readonly string[] } = {},
): Promise<RecordWords> {
  const { name } = await districtNow(context)
  const until = ended?.until
  const { sources, attached } = await sourcesOf(context, person.id, until)
  const entries = until === undefined ? entriesOf(sources) : entriesUntil(sources, until)
  const told = new Set(entries.map(({ key }) => key))
  const remarks = await remarksByEntry(context, person.id, until)
  const span =
    ended === undefined
      ? undefined
      : { from: ended.from, to: localParts(ended.at).year, until: ended.until }
  return recordWords(
    {
      name: person.name,
      office: `${name}人大常委会代表工作委员会`,
      basics:
        ended === undefined
          ? await basicsOf(context, person)
          : await basicsWhenEnded(context, person, ended.at),
      entries,
      remarks: new Map([...remarks].map(([entry, { text }]) => [entry, text])),
      points: await pointsOf(person.id, span),
      attachments: attached.filter(({ kind, id }) => told.has(`${kind}:${id}`)),
      check,
    },
    ended?.at ?? context.clock.now(),
  )
}

/** Columns of the table of basics, mm; together the width of an official page. */
const BASICS = [40, 116]
const LINES = [32, 124]

const blocksOf = (record: RecordWords): WordBlock[] => [
  { kind: 'text', look: 'title', text: record.title },
  { kind: 'text', look: 'note', text: record.made },
  { kind: 'text', look: 'heading', text: '一、基本情况' },
  {
    kind: 'table',
    columns: BASICS,
    rows: record.basics.map(([label, text]) => ({
      cells: [{ text: label, label: true }, { text }],
    })),
  },
  ...record.sections.flatMap(({ heading, lines }): WordBlock[] => [
    { kind: 'text', look: 'heading', text: heading },
    ...(lines.some(({ day }) => day !== '')
      ? [
          {
            kind: 'table' as const,
            columns: LINES,
            rows: lines.map(({ day, text }) => ({ cells: [{ text: day }, { text }] })),
          },
        ]
      : lines.map(({ text }): WordBlock => ({ kind: 'text', look: 'body', text }))),
  ]),
]

const wordFile = (record: RecordWords, author: string, madeAt: number): Promise<Buffer> =>
  docxBytes({ title: record.title, author, madeAt, blocks: blocksOf(record) })

export type RecordFormat = 'pdf' | 'docx'

async function fileOf(
  context: Context,
  person: RepresentativeRecord,
  format: RecordFormat,
  { print, pointsOf }: RecordTools,
): Promise<{ name: string; bytes: Buffer }> {
  const words = await wordsOf(context, person, pointsOf)
  const now = context.clock.now()
  const bytes =
    format === 'pdf'
      ? Buffer.from(await print(words, now))
      : await wordFile(words, (await districtNow(context)).name, now)
  return { name: `${words.name} ${momentDigits(now).slice(0, 10)}.${format}`, bytes }
}

/** One record as a file, for whoever may open it. */
export async function recordFile(
  context: Context,
  id: string,
  format: RecordFormat,
  actor: Actor,
  tools: RecordTools,
): Promise<{ name: string; bytes: Buffer }> {
  return await fileOf(context, await recordFor(context, id, actor), format, tools)
}

/** Everybody who serves, and whoever left in the course of this term; in the order of the roster. */
async function ofThisTerm(context: Context): Promise<RepresentativeRecord[]> {
  const [began = 0] = await termChanges(context)
  const people: RepresentativeRecord[] = []
  for (const person of await allRepresentatives(context)) {
    if (person.state === 'serving' || (await leftAt(context, person.id)) > began)
      people.push(person)
  }
  return people
}

/**
 * The records of everybody of this term, as one ZIP that is written while it is read: one file is
 * made when the one before has left, so memory holds one. What was taken stands in the ledger first.
 */
export async function allRecords(
  context: Context,
  { file, ticket }: { file: RecordFormat; ticket?: string | undefined },
  actor: Actor,
  tools: RecordTools,
): Promise<{ name: string; stream: Readable }> {
  const people = await ofThisTerm(context)
  const at = context.clock.now()
  await context.db.commit(
    context.district,
    [],
    [
      {
        at,
        type: 'table.exported',
        actor: { kind: 'account', id: actor.accountId },
        subject: { kind: 'table', id: 'records' },
        data: { rows: people.length, columns: 1, format: file },
      },
    ],
  )
  const run = beginRun(context, ticket, {
    accountId: actor.accountId,
    done: 0,
    total: people.length,
  })
  const zip = new ZipFile()
  const out = new PassThrough()
  zip.on('error', (error) => out.destroy(error as Error))
  for (const [index, person] of people.entries()) {
    // Two may have one name: the number in the roster keeps them apart.
    const left = person.state === 'serving' ? '' : '（已离任）'
    const name = `${String(index + 1).padStart(4, '0')} ${person.name}代表履职档案${left}.${file}`
    zip.addReadStreamLazy(name, { mtime: new Date(at), compress: file === 'pdf' }, (done) => {
      fileOf(context, person, file, tools)
        .then(({ bytes }) => {
          run.done += 1
          done(null, Readable.from([bytes]))
        })
        .catch((error: unknown) => done(error, Readable.from([])))
    })
  }
  zip.end()
  zip.outputStream.pipe(out)
  return { name: `履职档案 ${momentDigits(at).slice(0, 10)}.zip`, stream: out }
}
