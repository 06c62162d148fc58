import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { count, type SQL } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Context } from '../context.ts'
import type { Tables } from './columns.ts'
import { statement, value } from './statement.ts'

/** What comes to its end by itself: how much of it there is now, and its erasure. */
export interface Ending {
  count(context: Context): Promise<number>
  /** For good: soon no byte of it is left in the log either. Tells how much it was. */
  erase(context: Context): Promise<number>
}

/**
 * Rows of one table that end with time.
 * @param limits what is compared with, at a moment
 * @param over which rows are over, said once for counting and for erasing
 */
export function endingRows<T, Limits extends Record<string, number | string>>(
  of: Tables<T>,
  name: string,
  table: (tables: T) => SQLiteTable,
  limits: (now: EpochMs) => Limits,
  over: (tables: T, limits: Limits & { district: string }) => SQL | undefined,
): Ending {
  const placeholders = Object.fromEntries(
    ['district', ...Object.keys(limits(0))].map((key) => [key, value(key)]),
  ) as unknown as Limits & { district: string }
  const erase = statement<T, Limits & { district: string }>(of, name, (b, tables) =>
    b.delete(table(tables)).where(over(tables, placeholders)),
  )
  const limitsIn = ({ clock, district }: Context) => ({ ...limits(clock.now()), district })
  const counted = async (context: Context): Promise<number> => {
    const tables = context.db.tables(of)
    const [row] = await context.db.read
      .select({ rows: count() })
      .from(table(tables))
      .where(over(tables, limitsIn(context)))
    return row?.rows ?? 0
  }
  return {
    count: counted,
    async erase(context) {
      const rows = await counted(context)
      if (rows === 0) return 0
      await context.db.commit(context.district, [erase(limitsIn(context))])
      context.db.leaveNothing()
      return rows
    },
  }
}
