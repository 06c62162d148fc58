import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { and, asc, desc, eq, gte, isNull, lt, ne, or } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, statement, value } from '../core/db/statement.ts'
import { ledgerTables } from '../core/ledger/ledger.table.ts'
import { recordsTables } from './records.table.ts'

type Schema = ReturnType<typeof recordsTables>
export type RewardRecord = Schema['rewards']['$inferSelect']
export type RemarkRecord = Schema['recordRemarks']['$inferSelect']
export type CopyRecord = Schema['recordCopies']['$inferSelect']

export const insertReward = insertInto(recordsTables, 'rewards')
export const insertRemark = insertInto(recordsTables, 'recordRemarks')
export const insertBasics = insertInto(recordsTables, 'recordBasics')
export const insertCopy = insertInto(recordsTables, 'recordCopies')

/** Guarded, so that of two clerks who reverse it one does. */
export const reverseReward = statement<
  Schema,
  {
    district: string
    id: string
    representativeId: string
    reversedAt: number
    reversal: string
  }
>(
  recordsTables,
  'reverse reward',
  (b, { rewards: r }) =>
    b
      .update(r)
      .set({ reversedAt: value('reversedAt'), reversal: value('reversal') })
      .where(ownRow(r, eq(r.representativeId, value('representativeId')), isNull(r.reversedAt))),
  { guarded: true },
)

/** Guarded: foreign, absent and withdrawn look the same. */
export const withdrawRemark = statement<
  Schema,
  { district: string; id: string; representativeId: string; withdrawnAt: number }
>(
  recordsTables,
  'withdraw remark',
  (b, { recordRemarks: r }) =>
    b
      .update(r)
      .set({ withdrawnAt: value('withdrawnAt') })
      .where(ownRow(r, eq(r.representativeId, value('representativeId')), isNull(r.withdrawnAt))),
  { guarded: true },
)

export async function rewardsOf(
  context: Context,
  representativeId: string,
): Promise<RewardRecord[]> {
  const { rewards: r } = context.db.tables(recordsTables)
  return await context.db.read
    .select()
    .from(r)
    .where(and(eq(r.district, context.district), eq(r.representativeId, representativeId)))
}

/** Remarks that stand, or stood at a moment, the newest last. */
export async function remarksOf(
  context: Context,
  representativeId: string,
  until?: EpochMs,
): Promise<RemarkRecord[]> {
  const { recordRemarks: r } = context.db.tables(recordsTables)
  return await context.db.read
    .select()
    .from(r)
    .where(
      and(
        eq(r.district, context.district),
        eq(r.representativeId, representativeId),
        until === undefined
          ? isNull(r.withdrawnAt)
          : and(lt(r.at, until), or(isNull(r.withdrawnAt), gte(r.withdrawnAt, until))),
      ),
    )
    .orderBy(asc(r.at), asc(r.id))
}

/** Somebody's basics as the first change of term at or after a moment found them; null: none was. */
export async function basicsKeptSince(
  context: Context,
  representativeId: string,
  since: EpochMs,
): Promise<[label: string, words: string][] | null> {
  const { recordBasics: b } = context.db.tables(recordsTables)
  const rows = await context.db.read
    .select({ basics: b.basics })
    .from(b)
    .where(
      and(
        eq(b.district, context.district),
        eq(b.representativeId, representativeId),
        gte(b.at, since),
      ),
    )
    .orderBy(asc(b.at))
    .limit(1)
  return rows[0]?.basics ?? null
}

export async function copiesOf(context: Context, representativeId: string): Promise<CopyRecord[]> {
  const { recordCopies: c } = context.db.tables(recordsTables)
  return await context.db.read
    .select()
    .from(c)
    .where(and(eq(c.district, context.district), eq(c.representativeId, representativeId)))
    .orderBy(desc(c.at), desc(c.id))
}

/** One copy, whosever it is. */
export async function findCopy(context: Context, id: string): Promise<CopyRecord | null> {
  const { recordCopies: c } = context.db.tables(recordsTables)
  const rows = await context.db.read
    .select()
    .from(c)
    .where(and(eq(c.district, context.district), eq(c.id, id)))
  return rows[0] ?? null
}

/** With what is in it, so that nothing that is sent later under the same id is written over it. */
export const copyFile = ({ id, fingerprint }: Pick<CopyRecord, 'id' | 'fingerprint'>): string =>
  `records/${id.slice(-2)}/${id}-${fingerprint}.pdf`
/** What it was called in earlier versions. */
export const copyFileBefore = (id: string): string => `records/${id.slice(-2)}/${id}.pdf`

/** Number of the ledger's last fact. */
export async function lastSequence(context: Context): Promise<number> {
  const { ledgerHeads: h } = context.db.tables(ledgerTables)
  const rows = await context.db.read
    .select({ sequence: h.sequence })
    .from(h)
    .where(eq(h.district, context.district))
  return rows[0]?.sequence ?? 0
}

/** When the term was changed, the last time first; none: never here. */
export async function termChanges(context: Context): Promise<number[]> {
  const { ledger: l } = context.db.tables(ledgerTables)
  const rows = await context.db.read
    .select({ at: l.at })
    .from(l)
    .where(
      and(
        eq(l.district, context.district),
        eq(l.subjectKind, 'term'),
        // Said again for the index of what is no matter of a voter.
        ne(l.subjectKind, 'issue'),
      ),
    )
    .orderBy(desc(l.sequence))
  return rows.map(({ at }) => at)
}
