import { ledgerTables } from '@mashang/server/core/ledger/ledger.table.ts'
import { ClockWatch } from '@mashang/server/notices/clock-watch.ts'
import { ladderTurn } from '@mashang/server/notices/notices.jobs.ts'
import { noticesTables } from '@mashang/server/notices/notices.table.ts'
import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { asc, desc, gt } from 'drizzle-orm'
import type { TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'

/** One process's sweeping of the ladder, on the application's clock. */
export interface Sweeper {
  turn(): Promise<number>
}

export function sweeper(t: TestApp): Sweeper {
  const watch = new ClockWatch(t.context, t.clock)
  return { turn: () => ladderTurn(t.context, watch) }
}

/** The ledger's last row when the test at hand began; files share this module. */
const begun = new WeakMap<TestApp, number>()

/**
 * A district in which no clock runs, nobody was told anything and the time is right: one
 * application serves a whole file, for opening a database takes longer than a test.
 */
export async function beginAnew(t: TestApp): Promise<void> {
  await execute(t, 'update deadlines set stopped_at = due_at where stopped_at is null')
  await execute(t, 'delete from notices')
  await execute(t, 'delete from ladder_watches')
  await execute(t, 'update districts set ladder = null, ladder_since = 0')
  await tellOfFacts(t.context)
  await execute(t, 'delete from notices')
  const { ledger: l } = t.context.db.tables(ledgerTables)
  const last = await t.context.db.read.select().from(l).orderBy(desc(l.sequence)).limit(1)
  begun.set(t, last[0]?.sequence ?? 0)
}

export interface Told {
  recipient: string
  kind: string
  subject: string
  data: Record<string, string | number | boolean | null>
}

/** Everything that was told since the test began, oldest first. */
export async function toldSoFar(t: TestApp): Promise<Told[]> {
  const { notices: n } = t.context.db.tables(noticesTables)
  const rows = await t.context.db.read.select().from(n).orderBy(asc(n.id))
  return rows.map((row) => ({
    recipient: row.recipientId,
    kind: row.kind,
    subject: row.subjectId,
    data: row.data,
  }))
}

/** Facts since the test began whose type begins so. */
export async function factsLike(
  t: TestApp,
  prefix: string,
): Promise<{ type: string; subject: string; data: Record<string, unknown> }[]> {
  const { ledger: l } = t.context.db.tables(ledgerTables)
  const rows = await t.context.db.read
    .select()
    .from(l)
    .where(gt(l.sequence, begun.get(t) ?? 0))
    .orderBy(asc(l.sequence))
  return rows
    .filter((row) => row.type.startsWith(prefix))
    .map((row) => ({
      type: row.type,
      subject: row.subjectId,
      data: JSON.parse(row.data) as Record<string, unknown>,
    }))
}
