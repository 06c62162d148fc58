import { and, count, eq, gte, isNull, lt, lte, ne, notExists, or, type SQL } from 'drizzle-orm'
import { accountsTables } from '../accounts/accounts.table.ts'
import type { Context } from '../core/context.ts'
import { deadlinesTables } from '../core/deadlines/deadlines.table.ts'
import { looksAfterToo } from './reach.store.ts'

/** A clock whose owner has no account: nobody could open it or be told of it. */
export function ownerHasNoAccount(context: Context): SQL {
  const { deadlines: d } = context.db.tables(deadlinesTables)
  const { accounts: a } = context.db.tables(accountsTables)
  const nobody = (isTheirs: SQL | undefined): SQL =>
    notExists(
      context.db.read
        .select({ id: a.id })
        .from(a)
        .where(and(eq(a.district, d.district), isNull(a.closedAt), isTheirs)),
    )
  // Apart for each kind, so that a representative's is found by its index.
  return or(
    and(eq(d.ownerKind, 'representative'), nobody(eq(a.representativeId, d.ownerId))),
    and(
      eq(d.ownerKind, 'station'),
      nobody(and(eq(a.role, 'liaison'), eq(a.stationId, d.ownerId))),
      nobody(and(eq(a.role, 'liaison'), looksAfterToo(a, d.ownerId))),
    ),
  ) as SQL
}

/** How many running clocks are due from a moment until another, or are over before one. */
export async function countClocks(
  context: Context,
  which: { from?: number; until?: number; before?: number },
): Promise<number> {
  const { deadlines: d } = context.db.tables(deadlinesTables)
  const rows = await context.db.read
    .select({ total: count() })
    .from(d)
    .where(
      and(
        eq(d.district, context.district),
        isNull(d.stoppedAt),
        ne(d.clock, 'resolution'),
        which.from === undefined ? undefined : gte(d.dueAt, which.from),
        which.until === undefined ? undefined : lte(d.dueAt, which.until),
        which.before === undefined ? undefined : lt(d.dueAt, which.before),
      ),
    )
  return rows[0]?.total ?? 0
}
