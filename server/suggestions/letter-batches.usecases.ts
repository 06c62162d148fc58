import { PassThrough, Readable } from 'node:stream'
import { csvOf } from '@mashang/shared/core/csv.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { momentDigits } from '@mashang/shared/core/local-time.ts'
import {
  type IssuedLetter,
  lettersCounted,
  whyNoLetter,
} from '@mashang/shared/suggestions/issued-letters.rules.ts'
import type { lettersApi } from '@mashang/shared/suggestions/letters.api.ts'
import { type LetterKind, letterKinds } from '@mashang/shared/suggestions/letters.words.ts'
import { maySee } from '@mashang/shared/suggestions/matter.rules.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import { ZipFile } from 'yazl'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { beginRun, type Run } from '../exports/runs.ts'
import { type LetterPrinter, letterBytes, letterWriter } from './letters.usecases.ts'
import { type SuggestionRecord, withMatter } from './suggestions.store.ts'
import { byAccount, partyFor } from './suggestions.usecases.ts'
import { namesOf } from './suggestions.views.ts'

type Wanted = z.output<NonNullable<typeof lettersApi.many.body>>

/** Letters made at a time: so many are in memory. */
export const LETTERS_AT_A_TIME = 20

interface Skipped {
  id: string
  number: string | null
  title: string
  why: string
}

/** One letter of a suggestion. */
interface Ready {
  record: SuggestionRecord
  issued: IssuedLetter
}

/** Of those that somebody may see, which have such a letter by now, and why others have none. */
async function sorted(
  context: Context,
  { ids, kind }: { ids: readonly string[]; kind: LetterKind },
  actor: Actor,
): Promise<{ ready: Ready[]; skipped: Skipped[] }> {
  const who = await partyFor(actor)
  const names = await namesOf(context)
  const found = new Map<string, SuggestionRecord>()
  const wanted = ids.map((id) => ({ id }))
  for (const record of await withMatter(context, wanted))
    if (maySee(record.matter, who)) found.set(record.id, record)
  const ready: Ready[] = []
  const skipped: Skipped[] = []
  for (const id of ids) {
    const record = found.get(id)
    const why = record === undefined ? suggestionErrors.notFound.title : whyNoLetter(record, kind)
    if (record !== undefined && why === null)
      ready.push(...lettersCounted(record, kind).map((issued) => ({ record, issued })))
    else
      skipped.push({
        id,
        number: record === undefined ? null : names.number(record),
        title: record?.title ?? '',
        why: why ?? '',
      })
  }
  return { ready, skipped }
}

export async function planLetters(
  context: Context,
  wanted: Pick<Wanted, 'ids' | 'kind'>,
  actor: Actor,
): Promise<{ ready: number; letters: number; skipped: Skipped[] }> {
  const { ready, skipped } = await sorted(context, wanted, actor)
  return { ready: wanted.ids.length - skipped.length, letters: ready.length, skipped }
}

/** Rows of what could not be printed, beside the letters. */
const skippedCsv = (skipped: readonly Skipped[]): Buffer =>
  Buffer.from(
    csvOf([
      ['编号', '题目', '为什么没有印'],
      ...skipped.map(({ number, title, why }) => [number, title, why]),
    ]),
  )

interface Batch {
  ready: readonly Ready[]
  skipped: readonly Skipped[]
  run: Run
  now: number
}

/** A file for each letter, made when the reader comes to it. */
async function zipOfLetters(
  context: Context,
  bundle: 'pdf' | 'docx',
  { ready, skipped, run, now }: Batch,
  print: LetterPrinter,
): Promise<Readable> {
  const write = await letterWriter(context)
  const letters = ready.map((one) => ({ ...one, name: write(one.record, one.issued).name }))
  let made: { from: number; files: Promise<Uint8Array[]> } | null = null
  const bytesAt = async (i: number): Promise<Uint8Array> => {
    const from = i - (i % LETTERS_AT_A_TIME)
    if (made?.from !== from) {
      const words = letters
        .slice(from, from + LETTERS_AT_A_TIME)
        .map(({ record, issued }) => write(record, issued))
      made = { from, files: letterBytes(words, bundle, print, now) }
    }
    return (await made.files)[i - from] ?? new Uint8Array()
  }
  const zip = new ZipFile()
  const out = new PassThrough()
  const broken = (error: unknown): void => {
    out.destroy(error instanceof Error ? error : new Error(String(error)))
  }
  zip.on('error', broken)
  // Both kinds are compressed already.
  const options = { compress: false, mtime: new Date(now) }
  if (skipped.length > 0) zip.addBuffer(skippedCsv(skipped), '没有印的.csv', options)
  for (const [i, { name }] of letters.entries())
    zip.addReadStreamLazy(`${name}.${bundle}`, options, (give) => {
      bytesAt(i)
        .then((bytes) => {
          run.done = i + 1
          give(null, Readable.from([Buffer.from(bytes)]))
        })
        .catch(broken)
    })
  zip.end()
  zip.outputStream.pipe(out)
  return out
}

/**
 * The letters of many suggestions as one download. Who took how many is in the ledger before the
 * first byte leaves; those that have no such letter yet are named in the archive, and by the plan.
 */
export async function printLetters(
  context: Context,
  wanted: Wanted,
  actor: Actor,
  print: LetterPrinter,
): Promise<{ name: string; body: Readable | Buffer }> {
  const { kind, bundle } = wanted
  const { ready, skipped } = await sorted(context, wanted, actor)
  if (ready.length === 0) throw new Failure(suggestionErrors.noLetters)
  const now = context.clock.now()
  await context.db.commit(
    context.district,
    [],
    [
      {
        at: now,
        type: 'suggestion.letters-taken',
        actor: byAccount(actor),
        subject: { kind: 'table', id: 'suggestions' },
        data: { letter: kind, rows: ready.length, skipped: skipped.length, bundle },
      },
    ],
  )
  const run = beginRun(context, wanted.ticket, {
    accountId: actor.accountId,
    done: 0,
    total: ready.length,
  })
  const name = `${letterKinds[kind]} ${momentDigits(now).slice(0, 10)}`
  if (bundle === 'book') {
    const write = await letterWriter(context)
    const words = ready.map(({ record, issued }) => write(record, issued))
    const bytes = await print.letterBook(name, words, now)
    run.done = ready.length
    return { name: `${name}.pdf`, body: Buffer.from(bytes) }
  }
  const batch = { ready, skipped, run, now }
  return {
    name: `${name}.zip`,
    body: await zipOfLetters(context, bundle, batch, print),
  }
}
