import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/** Whether a text holds what somebody typed, in either case; no character of it is a wildcard. */
export const holds = (text: SQLWrapper, typed: string): SQL =>
  sql`lower(${text}) like ${`%${typed.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`
