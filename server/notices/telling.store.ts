import { and, asc, desc, eq, gt } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { AlreadyThere } from '../core/db/faults.ts'
import { insertInto, query, statement, value, type Write } from '../core/db/statement.ts'
import type { LedgerRow } from '../core/ledger/ledger.chain.ts'
import { ledgerTables } from '../core/ledger/ledger.table.ts'
import { ladderTables } from './ladder.table.ts'

/** The reader that makes notices; others may keep cursors of their own. */
const READER = 'notices'

const insertCursor = insertInto(ladderTables, 'noticeCursors')

/** Guarded by where it stood: of several processes one tells of a fact. */
const moveCursor = statement<
  ReturnType<typeof ladderTables>,
  { district: string; reader: string; sequence: number; was: number }
>(
  ladderTables,
  'move notice cursor',
  (b, { noticeCursors: n }) =>
    b
      .update(n)
      .set({ sequence: value('sequence') })
      .where(
        and(
          eq(n.district, value('district')),
          eq(n.reader, value('reader')),
          eq(n.sequence, value('was')),
        ),
      ),
  { guarded: true },
)

const cursorOf = query<
  ReturnType<typeof ladderTables>,
  { district: string; reader: string },
  { sequence: number }
>(ladderTables, 'notice cursor', (b, { noticeCursors: n }) =>
  b
    .select({ sequence: n.sequence })
    .from(n)
    .where(and(eq(n.district, value('district')), eq(n.reader, value('reader')))),
)

/** Sequence of the last fact that was told; null: nobody has read yet. */
export const lastTold = async (context: Context, reader = READER): Promise<number | null> =>
  (await context.db.query(cursorOf, { district: context.district, reader }))[0]?.sequence ?? null

export const cursorWrite = (
  context: Context,
  was: number | null,
  sequence: number,
  reader = READER,
): Write => {
  const row = { district: context.district, reader, sequence }
  return was === null ? insertCursor(row) : moveCursor({ ...row, was })
}

/**
 * Begins at the ledger's present end where nobody has read yet: of what happened before there were
 * notices nobody is told.
 */
export async function beginAtEnd(context: Context): Promise<void> {
  if ((await lastTold(context)) !== null) return
  const { ledger: l } = context.db.tables(ledgerTables)
  const last = await context.db.read
    .select({ sequence: l.sequence })
    .from(l)
    .where(eq(l.district, context.district))
    .orderBy(desc(l.sequence))
    .limit(1)
  try {
    await context.db.commit(context.district, [cursorWrite(context, null, last[0]?.sequence ?? 0)])
  } catch (error) {
    // Another process began at the same moment.
    if (!(error instanceof AlreadyThere)) throw error
  }
}

const factsFrom = query<
  ReturnType<typeof ledgerTables>,
  { district: string; after: number; limit: number },
  LedgerRow
>(ledgerTables, 'facts to tell', (b, { ledger: l }) =>
  b
    .select()
    .from(l)
    .where(and(eq(l.district, value('district')), gt(l.sequence, value('after'))))
    .orderBy(asc(l.sequence))
    .limit(value('limit')),
)

export const factsAfter = (
  context: Context,
  after: number,
  limit: number,
): Promise<readonly LedgerRow[]> =>
  context.db.query(factsFrom, { district: context.district, after, limit })
