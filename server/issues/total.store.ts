import { and, count, eq, gt, lte, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import type { Database } from '../core/db/database.ts'
import { query, value } from '../core/db/statement.ts'
import { ledgerEnd } from '../core/ledger/ledger.store.ts'
import { ledgerTables } from '../core/ledger/ledger.table.ts'
import { issuesTables } from './issues.table.ts'

type Schema = ReturnType<typeof withLedger>
const withLedger = (dialect: 'sqlite' | 'pg') => ({
  ...issuesTables(dialect),
  ...ledgerTables(dialect),
})

/** How many matters there were where the ledger had come to this place. */
interface Counted {
  sequence: number
  total: number
}

/** Facts beyond which all are counted anew. */
const FAR = 20_000

/** Both in one statement, so that they are of one moment. */
const all = query<Schema, { district: string }, Counted>(
  withLedger,
  'all issues',
  (b, { issues: i, ledgerHeads: h }) =>
    b
      .select({
        sequence:
          sql`coalesce((select ${h.sequence} from ${h} where ${h.district} = ${value('district')}), 0)`.mapWith(
            Number,
          ),
        total: count(),
      })
      .from(i)
      .where(eq(i.district, value('district'))),
)

const filed = query<Schema, { district: string; after: number; until: number }, { n: number }>(
  withLedger,
  'issues filed between',
  (b, { ledger: l }) =>
    b
      .select({ n: count() })
      .from(l)
      .where(
        and(
          eq(l.district, value('district')),
          gt(l.sequence, value('after')),
          lte(l.sequence, value('until')),
          eq(l.type, 'issue.filed'),
        ),
      ),
)

const known = new WeakMap<Database, Map<string, Counted>>()

/**
 * How many matters there are in the district. None is ever taken away, and each comes with one fact:
 * so whoever has counted a million once counts only what came since.
 */
export async function totalIssues(context: Context): Promise<number> {
  const { db, district } = context
  const of = known.get(db) ?? new Map<string, Counted>()
  known.set(db, of)
  const end = await ledgerEnd(context)
  const last = of.get(district)
  if (last === undefined || end - last.sequence > FAR || end < last.sequence) {
    const [counted = { sequence: 0, total: 0 }] = await db.query(all, { district })
    of.set(district, counted)
    return counted.total
  }
  if (end > last.sequence) {
    const [since] = await db.query(filed, { district, after: last.sequence, until: end })
    of.set(district, { sequence: end, total: last.total + (since?.n ?? 0) })
  }
  return of.get(district)?.total ?? 0
}
