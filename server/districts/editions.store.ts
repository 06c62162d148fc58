import { Failure } from '@mashang/shared/core/errors.ts'
import { districtErrors } from '@mashang/shared/districts/districts.errors.ts'
import { and, desc, eq } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import type { Database } from '../core/db/database.ts'
import { insertInto, query, statement, value } from '../core/db/statement.ts'
import { districtNow } from './districts.store.ts'
import { districtsTables, type EditionSubject } from './districts.table.ts'

type Schema = ReturnType<typeof districtsTables>
export type EditionRecord = Schema['editions']['$inferSelect']

/** What is kept in editions, and how its features name it. */
export interface Editions<C> {
  subject: EditionSubject
  /** Edition 1. */
  standard: C
  /** What was saved before there was all of it, as it is read now; absent: it is whole. */
  whole?: (content: Partial<C>) => C
  changesOf: (before: C, after: C) => string[]
  fact: 'district.dictionary-changed' | 'district.texts-changed' | 'district.letters-changed'
}

export interface Edition<C> {
  version: number
  content: C
  /** Null: what the system came with. */
  since: number | null
}

export const insertEdition = insertInto(districtsTables, 'editions')

interface Turn {
  id: string
  version: number
  wasVersion: number
}

const columns = {
  dictionary: 'dictionaryVersion',
  texts: 'textsVersion',
  letters: 'lettersVersion',
} as const

/** Guarded by the version that was read, as the ladder is. */
const turn = (column: (typeof columns)[EditionSubject]) =>
  statement<Schema, Turn>(
    districtsTables,
    `turn ${column}`,
    (b, t) =>
      b
        .update(t.districts)
        .set({ [column]: value('version') })
        .where(and(eq(t.districts.id, value('id')), eq(t.districts[column], value('wasVersion')))),
    { guarded: true },
  )
export const turnTo = {
  dictionary: turn('dictionaryVersion'),
  texts: turn('textsVersion'),
  letters: turn('lettersVersion'),
}

const one = query<
  Schema,
  { district: string; subject: EditionSubject; version: number },
  EditionRecord
>(districtsTables, 'edition', (b, { editions: e }) =>
  b
    .select()
    .from(e)
    .where(
      and(
        eq(e.district, value('district')),
        eq(e.subject, value('subject')),
        eq(e.version, value('version')),
      ),
    ),
)

/** An edition never changes, so what was read once is good for ever, also on PostgreSQL. */
const known = new WeakMap<Database, Map<string, Edition<unknown>>>()
/** Editions kept; mostly only the newest are asked for. */
const MOST = 200

/** One edition, also an old one. */
export async function editionOf<C>(
  context: Context,
  { subject, standard, whole }: Editions<C>,
  version: number,
): Promise<Edition<C>> {
  if (version === 1) return { version, content: standard, since: null }
  const { db, district } = context
  const kept = known.get(db) ?? new Map<string, Edition<unknown>>()
  known.set(db, kept)
  const key = `${district} ${subject} ${version}`
  const found = kept.get(key)
  if (found !== undefined) return found as Edition<C>
  const row = (await db.query(one, { district, subject, version }))[0]
  if (row === undefined) throw new Failure(districtErrors.editionUnknown)
  const content = whole?.(row.content as Partial<C>) ?? (row.content as C)
  const edition = { version, content, since: row.at }
  if (kept.size >= MOST) kept.clear()
  kept.set(key, edition)
  return edition
}

/** What holds now. */
export const editionNow = async <C>(context: Context, kept: Editions<C>): Promise<Edition<C>> =>
  editionOf(context, kept, (await districtNow(context))[columns[kept.subject]])

/** Every edition that was saved, the newest first. */
export async function allEditions(
  context: Context,
  subject: EditionSubject,
): Promise<EditionRecord[]> {
  const { editions: e } = context.db.tables(districtsTables)
  return await context.db.read
    .select()
    .from(e)
    .where(and(eq(e.district, context.district), eq(e.subject, subject)))
    .orderBy(desc(e.version))
}
