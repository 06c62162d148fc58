import { eq, isNull, lte, sql } from 'drizzle-orm'
import { ownRow } from '../core/db/own-row.ts'
import { statement, value } from '../core/db/statement.ts'
import { issuesTables } from './issues.table.ts'

type Schema = ReturnType<typeof issuesTables>

/** Guarded: only the first look counts. */
export const markOpened = statement<Schema, { district: string; id: string; openedAt: number }>(
  issuesTables,
  'mark opened',
  (b, t) =>
    b
      .update(t.issues)
      .set({ openedAt: value('openedAt') })
      .where(ownRow(t.issues, isNull(t.issues.openedAt))),
  { guarded: true },
)

/** Guarded by the time before, so that of two taps one chases. */
export const markChased = statement<
  Schema,
  { district: string; id: string; chasedAt: number; wasChasedAt: number }
>(
  issuesTables,
  'mark chased',
  (b, t) =>
    b
      .update(t.issues)
      .set({ chasedAt: value('chasedAt') })
      .where(ownRow(t.issues, eq(sql`coalesce(${t.issues.chasedAt}, 0)`, value('wasChasedAt')))),
  { guarded: true },
)

/** The voter said something more. Guarded: nothing is said about what has just been taken back. */
export const markSpoken = statement<
  Schema,
  { district: string; id: string; unreadAt: number; wasState: string }
>(
  issuesTables,
  'mark spoken',
  (b, t) =>
    b
      .update(t.issues)
      .set({ unreadAt: value('unreadAt') })
      .where(ownRow(t.issues, eq(t.issues.state, value('wasState')))),
  { guarded: true },
)

/** What was said up to `until` has been read; not guarded, for something newer may have come. */
export const markRead = statement<Schema, { district: string; id: string; until: number }>(
  issuesTables,
  'mark read',
  (b, t) =>
    b
      .update(t.issues)
      .set({ unreadAt: null })
      .where(ownRow(t.issues, lte(t.issues.unreadAt, value('until')))),
)
