import type { suggestionsApi } from '@mashang/shared/suggestions/suggestions.api.ts'
import { and, count, desc, eq, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { inChunks } from '../core/db/chunks.ts'
import { kept } from '../core/db/kept.ts'
import { holds } from '../core/db/like.ts'
import { districtNow } from '../districts/districts.store.ts'
import { representativesTables } from '../representatives/representatives.table.ts'
import type { SuggestionRecord } from './suggestions.store.ts'
import { suggestionsTables } from './suggestions.table.ts'

export type PublishedQuery = z.output<NonNullable<typeof suggestionsApi.published.query>>

/** Of a text that somebody types only so many words are looked for: each is a scan of its own. */
const MOST_WORDS = 8

const tablesOf = (context: Context) => ({
  s: context.db.tables(suggestionsTables).suggestions,
  r: context.db.tables(representativesTables).representatives,
})

const released = (context: Context): SQL | undefined => {
  const { s } = tablesOf(context)
  return and(eq(s.district, context.district), isNotNull(s.publishedAt))
}

/**
 * The same of one year. The plus keeps the database from going through all that was ever released:
 * it reads the index of numbers, which has the year's few hundred.
 */
const releasedIn = (context: Context, year: number): SQL | undefined => {
  const { s } = tablesOf(context)
  return and(eq(s.district, context.district), eq(s.year, year), sql`+${s.publishedAt} is not null`)
}

/** Words as they were typed; a number is one word, whatever blanks stand in it. */
const wordsOf = (q: string): string[] =>
  q
    .replace(/([〕\])}）】］])\s+(?=[\d０-９])|([\d０-９])\s+(?=号)/g, '$1$2')
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)

/** A word as it stands in a number: with its brackets, and digits of usual width. */
const inNumber = (word: string): string =>
  word
    .normalize('NFKC')
    .replace(/[[({【]/g, '〔')
    .replace(/[\])}】]/g, '〕')

/** Each word stands in the title, the number, or the representative's name. */
async function searched(context: Context, q: string): Promise<SQL | undefined> {
  const { s, r } = tablesOf(context)
  const { shortName } = await districtNow(context)
  // As `suggestionNumber` writes it, without its blank.
  const number = sql`(${`${shortName}建〔`} || cast(${s.year} as text) || '〕' || cast(${s.number} as text) || '号')`
  const named = (word: string) =>
    context.db.read
      .select({ id: r.id })
      .from(r)
      // The page says 某某代表.
      .where(and(eq(r.district, context.district), holds(r.name, word.replace(/(?<=.)代表$/, ''))))
  return and(
    ...wordsOf(q).map((word) =>
      or(
        holds(s.title, word),
        inArray(s.representativeId, named(word)),
        // Every number holds the district's own words.
        /\d/.test(inNumber(word)) ? holds(number, inNumber(word)) : undefined,
      ),
    ),
  )
}

/** Kept: every look at the first page says how many there are. */
const allReleased = kept(['suggestions'], async (context) => {
  const { s } = tablesOf(context)
  const [found] = await context.db.read.select({ n: count() }).from(s).where(released(context))
  return found?.n ?? 0
})

/** What the office released, the newest first, with how many in all. */
export async function findPublished(
  context: Context,
  { q, year, page, size }: PublishedQuery,
): Promise<{ rows: SuggestionRecord[]; total: number }> {
  const { s } = tablesOf(context)
  const where = and(
    year === undefined ? released(context) : releasedIn(context, year),
    q === undefined ? undefined : await searched(context, q),
  )
  const counted = async (): Promise<number> => {
    const [found] = await context.db.read.select({ n: count() }).from(s).where(where)
    return found?.n ?? 0
  }
  const total = q === undefined && year === undefined ? await allReleased(context) : await counted()
  const rows = await context.db.read
    .select()
    .from(s)
    .where(where)
    .orderBy(desc(s.publishedAt), desc(s.id))
    .limit(size)
    .offset((page - 1) * size)
  return { rows, total }
}

/** The years of which something was released, the newest first. */
export const publishedYears = kept(['suggestions'], async (context): Promise<number[]> => {
  const { s } = tablesOf(context)
  const rows = await context.db.read
    .selectDistinct({ year: s.year })
    .from(s)
    .where(and(released(context), isNotNull(s.year)))
    .orderBy(desc(s.year))
  return rows.flatMap(({ year }) => year ?? [])
})

/** Titles of those among some that are released, by id. */
export async function releasedAmong(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { s } = tablesOf(context)
  const rows = await inChunks([...new Set(ids)], (some) =>
    context.db.read
      .select({ id: s.id, title: s.title })
      .from(s)
      .where(
        and(
          eq(s.district, context.district),
          inArray(s.id, some),
          sql`${s.publishedAt} is not null`,
        ),
      ),
  )
  return new Map(rows.map(({ id, title }) => [id, title]))
}
