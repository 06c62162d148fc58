import { and, type SQL, type SQLWrapper, sql } from 'drizzle-orm'

const oneWord = (text: SQLWrapper, word: string): SQL =>
  sql`lower(${text}) like ${`%${word.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`

/**
 * Whether a text holds all words that somebody typed, in any order and in either case; no character of
 * them is a wildcard.
 */
export const holds = (text: SQLWrapper, typed: string): SQL =>
  and(
    ...typed
      .split(/\s+/u)
      .filter(Boolean)
      .map((word) => oneWord(text, word)),
  ) ?? oneWord(text, typed)
