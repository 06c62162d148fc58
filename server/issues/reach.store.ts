import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import { accountsTables } from '../accounts/accounts.table.ts'
import type { Context } from '../core/context.ts'

type AccountColumns = ReturnType<typeof accountsTables>['accounts']

/** Whether a station is a further one of an account. */
export const looksAfterToo = (
  { moreStations }: Pick<AccountColumns, 'moreStations'>,
  stationId: unknown,
): SQL => sql`${moreStations} like '%' || ${stationId} || '%'`

/** Whether somebody could open the inbox of this representative or station: it has an account. */
export async function isReachable(
  context: Context,
  target: { kind: 'representative' | 'station'; id: string },
): Promise<boolean> {
  const { accounts: a } = context.db.tables(accountsTables)
  const rows = await context.db.read
    .select({ id: a.id })
    .from(a)
    .where(
      and(
        eq(a.district, context.district),
        target.kind === 'station'
          ? and(eq(a.role, 'liaison'), or(eq(a.stationId, target.id), looksAfterToo(a, target.id)))
          : and(eq(a.role, 'representative'), eq(a.representativeId, target.id)),
        isNull(a.closedAt),
      ),
    )
    .limit(1)
  return rows.length > 0
}
