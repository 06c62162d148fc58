import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { localParts, momentDigits } from '@mashang/shared/core/local-time.ts'
import { officeOf } from '@mashang/shared/districts/office.words.ts'
import { type RecordWords, recordWords } from '@mashang/shared/records/document.rules.ts'
import { entriesOf, entriesUntil } from '@mashang/shared/records/entries.rules.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { WordBlock } from '../core/docx/document.ts'
import { docxBytes } from '../core/docx/write.ts'
import { districtNow } from '../districts/districts.store.ts'
import { noteExport } from '../exports/exported.ts'
import type { RepresentativeRecord } from '../representatives/representatives.store.ts'
import { basicsOf, basicsWhenEnded } from './basics.usecases.ts'
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
 * @param more.known what it is made from, by whoever has read that already
 */
export async function wordsOf(
  context: Context,
  person: RepresentativeRecord,
  pointsOf: PointsOf,
  {
    ended,
    check = [],
    known,
  }: {
    ended?: Ended | undefined
    check?: readonly string[]
    known?: Awaited<ReturnType<typeof sourcesOf>>
  } = {},
): Promise<RecordWords> {
  const { name } = await districtNow(context)
  const until = ended?.until
  const { sources, attached } = known ?? (await sourcesOf(context, person.id, until))
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
      office: officeOf(name),
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
const LINES = [42, 114]

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

/** A record as the bytes of a file. */
export async function bytesOf(
  context: Context,
  words: RecordWords,
  format: RecordFormat,
  { print }: Pick<RecordTools, 'print'>,
): Promise<Buffer> {
  const now = context.clock.now()
  return format === 'pdf'
    ? Buffer.from(await print(words, now))
    : await wordFile(words, (await districtNow(context)).name, now)
}

/** Whoever takes the record of somebody else is written down; their own is theirs. */
export async function noteTaken(
  context: Context,
  actor: Actor,
  taken: { of: string; format: RecordFormat },
): Promise<void> {
  if (actor.role === 'office')
    await noteExport(context, actor, { table: 'records', rows: 1, columns: 1, ...taken })
}

/** One record as a file, for whoever may open it. */
export async function recordFile(
  context: Context,
  id: string,
  format: RecordFormat,
  actor: Actor,
  tools: RecordTools,
): Promise<{ name: string; bytes: Buffer }> {
  const words = await wordsOf(context, await recordFor(context, id, actor), tools.pointsOf)
  const day = momentDigits(context.clock.now()).slice(0, 10)
  const bytes = await bytesOf(context, words, format, tools)
  await noteTaken(context, actor, { of: id, format })
  return { name: `${words.name} ${day}.${format}`, bytes }
}
