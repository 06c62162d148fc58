import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, statement, value } from '../core/db/statement.ts'
import { ledgerTables } from '../core/ledger/ledger.table.ts'
import { ladderTables } from './ladder.table.ts'

type Schema = ReturnType<typeof ladderTables>
export type WatchRecord = Schema['ladderWatches']['$inferSelect']
export type FreezeRecord = Schema['clockFreezes']['$inferSelect']

export const insertWatch = insertInto(ladderTables, 'ladderWatches')
export const insertFreeze = insertInto(ladderTables, 'clockFreezes')

/** Keeps the last look at the clocks; nothing happens while they are frozen or were lifted since. */
export const saveSeen = statement<
  Schema,
  Pick<WatchRecord, 'district' | 'seenAt' | 'seenSteady' | 'seenBoot' | 'lifts'>
>(ladderTables, 'save seen time', (b, { ladderWatches: w }) =>
  b
    .update(w)
    .set({
      seenAt: value('seenAt'),
      seenSteady: value('seenSteady'),
      seenBoot: value('seenBoot'),
    })
    .where(and(eq(w.district, value('district')), eq(w.lifts, value('lifts')), isNull(w.freezeId))),
)

export const saveFitted = statement<Schema, { district: string; fittedSince: number }>(
  ladderTables,
  'save fitted ladder',
  (b, { ladderWatches: w }) =>
    b
      .update(w)
      .set({ fittedSince: value('fittedSince') })
      .where(eq(w.district, value('district'))),
)

/** Guarded: of several processes that notice it, one says so. */
export const freeze = statement<Schema, { district: string; freezeId: string; lifts: number }>(
  ladderTables,
  'freeze clocks',
  (b, { ladderWatches: w }) =>
    b
      .update(w)
      .set({ freezeId: value('freezeId') })
      .where(
        and(eq(w.district, value('district')), eq(w.lifts, value('lifts')), isNull(w.freezeId)),
      ),
  { guarded: true },
)

/** The time counts as right from `seenAt` on. Guarded: a freeze is lifted once. */
export const thaw = statement<
  Schema,
  { district: string; wasFreeze: string; seenAt: number; seenSteady: number; seenBoot: string }
>(
  ladderTables,
  'thaw clocks',
  (b, { ladderWatches: w }) =>
    b
      .update(w)
      .set({
        freezeId: null,
        lifts: sql`${w.lifts} + 1`,
        seenAt: value('seenAt'),
        seenSteady: value('seenSteady'),
        seenBoot: value('seenBoot'),
      })
      .where(and(eq(w.district, value('district')), eq(w.freezeId, value('wasFreeze')))),
  { guarded: true },
)

export const endFreeze = statement<
  Schema,
  Pick<FreezeRecord, 'district' | 'id' | 'liftedAt' | 'liftedBy' | 'reason'>
>(ladderTables, 'end freeze', (b, { clockFreezes: f }) =>
  b
    .update(f)
    .set({ liftedAt: value('liftedAt'), liftedBy: value('liftedBy'), reason: value('reason') })
    .where(ownRow(f)),
)

export async function findWatch(context: Context): Promise<WatchRecord | null> {
  const { ladderWatches: w } = context.db.tables(ladderTables)
  const rows = await context.db.read.select().from(w).where(eq(w.district, context.district))
  return rows[0] ?? null
}

/** The freeze that holds reminders back now, if there is one. */
export async function findFreeze(context: Context): Promise<FreezeRecord | null> {
  const { ladderWatches: w, clockFreezes: f } = context.db.tables(ladderTables)
  const rows = await context.db.read
    .select({ freeze: f })
    .from(w)
    .innerJoin(f, and(eq(f.district, w.district), eq(f.id, w.freezeId)))
    .where(eq(w.district, context.district))
  return rows[0]?.freeze ?? null
}

/** The moment of the ledger's newest fact. */
export async function newestFactAt(context: Context): Promise<number | null> {
  const { ledger } = context.db.tables(ledgerTables)
  const rows = await context.db.read
    .select({ at: ledger.at })
    .from(ledger)
    .where(eq(ledger.district, context.district))
    .orderBy(desc(ledger.sequence))
    .limit(1)
  return rows[0]?.at ?? null
}
