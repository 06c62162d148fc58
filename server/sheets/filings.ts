import type { EpochMs } from '@mashang/shared/core/clock.ts'
import type { AnyColumn, SQL } from 'drizzle-orm'

/** Filings by the code that was scanned; they belong to a feature above, which hands them in. */
export interface Filings {
  /** How many of each code, counted as they are; one without any is absent. */
  of(codes: readonly string[]): Promise<Map<string, number>>
  /** Moments of those by one code from then on. */
  since(code: string, from: EpochMs): Promise<EpochMs[]>
  /** How many there are by the code in a column, as an expression. */
  countOf(code: AnyColumn): SQL
}
