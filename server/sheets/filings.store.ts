import { and, asc, eq, gt, lte, ne, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { query, statement, value, type Write } from '../core/db/statement.ts'
import { ledgerTables } from '../core/ledger/ledger.table.ts'
import type { Filings } from './filings.ts'
import { sheetsTables } from './sheets.table.ts'

type Schema = ReturnType<typeof sheetsTables>

const cursor = query<Schema, { district: string }, { sequence: number }>(
  sheetsTables,
  'sheet cursor',
  (b, { sheetCursors: c }) =>
    b
      .select({ sequence: c.sequence })
      .from(c)
      .where(eq(c.district, value('district'))),
)

/** How far the ledger was read; null: nobody has counted yet. */
export const cursorNow = async (context: Context): Promise<number | null> =>
  (await context.db.query(cursor, { district: context.district }))[0]?.sequence ?? null

const filed = query<
  ReturnType<typeof ledgerTables>,
  { district: string; after: number; until: number },
  { data: string }
>(ledgerTables, 'facts of filings', (b, { ledger: l }) =>
  b
    .select({ data: l.data })
    .from(l)
    .where(
      and(
        eq(l.district, value('district')),
        gt(l.sequence, value('after')),
        lte(l.sequence, value('until')),
        eq(l.type, 'issue.filed'),
      ),
    )
    .orderBy(asc(l.sequence)),
)

/** How many matters came by each code in a stretch of the ledger. */
export async function filedBetween(
  context: Context,
  after: number,
  until: number,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const { data } of await context.db.query(filed, {
    district: context.district,
    after,
    until,
  })) {
    const { code } = JSON.parse(data) as { code?: string }
    if (code !== undefined) counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  return counts
}

/** Guarded by where it stood: of several processes one counts a filing. */
const moveCursor = (quiet: boolean) =>
  statement<Schema, { district: string; sequence: number; was: number }>(
    sheetsTables,
    'move sheet cursor',
    (b, { sheetCursors: c }) =>
      b
        .update(c)
        .set({ sequence: value('sequence') })
        .where(and(eq(c.district, value('district')), eq(c.sequence, value('was')))),
    { guarded: true, quiet },
  )
/** Moves the cursor over facts that counted something, and over such that did not. */
export const countUntil = moveCursor(false)
export const passUntil = moveCursor(true)

/** Quiet, because no page shows it; what is remembered of it asks the cursor. */
export const addFilings = statement<Schema, { district: string; code: string; filings: number }>(
  sheetsTables,
  'add filings',
  (b, { sheets: s }) =>
    b
      .update(s)
      .set({ filings: sql`${s.filings} + ${value('filings')}` })
      .where(and(eq(s.district, value('district')), eq(s.code, value('code')))),
  { quiet: true },
)

/**
 * Counts what came by every sheet as it is, and puts the cursor where the ledger ends. Both in one
 * commit, beside which no other one adds to the ledger; its end is not its kept head, because units
 * of the same group may have added to it.
 */
export function countAnew({ district }: Pick<Context, 'district'>, filings: Filings): Write[] {
  const count = statement<Schema, { district: string }>(
    sheetsTables,
    'count filings of sheets',
    (b, { sheets: s }) =>
      b
        .update(s)
        .set({ filings: filings.countOf(s.code) })
        // Most have none, and a row that is right need not be written.
        .where(and(eq(s.district, value('district')), ne(s.filings, filings.countOf(s.code)))),
  )
  const begin = statement<Schema & ReturnType<typeof ledgerTables>, { district: string }>(
    (dialect) => ({ ...sheetsTables(dialect), ...ledgerTables(dialect) }),
    'begin sheet cursor',
    (b, { sheetCursors: c, ledger: l }) =>
      b.insert(c).values({
        district: value('district'),
        sequence: sql`(select coalesce(max(${l.sequence}), 0) from ${l} where ${l.district} = ${value('district')})`,
      }),
  )
  return [count({ district }), begin({ district })]
}
