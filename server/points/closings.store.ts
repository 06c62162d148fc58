import { toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { periodOf, periodWords } from '@mashang/shared/points/periods.rules.ts'
import type { ClosingBrief } from '@mashang/shared/points/points.model.ts'
import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { insertInto, statement, value } from '../core/db/statement.ts'
import { type AppraisalRecord, allClosings, type ClosingRecord } from './points.store.ts'
import { pointsTables } from './points.table.ts'

type Schema = ReturnType<typeof pointsTables>
export type ResultRecord = Schema['pointResults']['$inferSelect']

export const insertClosing = insertInto(pointsTables, 'pointClosings')
export const insertAppraisal = insertInto(pointsTables, 'pointAppraisals')

/** Guarded by its state: of two clerks one gets through. */
export const moveClosing = statement<Schema, ClosingRecord & { was: ClosingRecord['state'] }>(
  pointsTables,
  'move point closing',
  (b, { pointClosings: p }) =>
    b
      .update(p)
      .set({
        state: value('state'),
        signer: value('signer'),
        reason: value('reason'),
        signedBy: value('signedBy'),
        signedAt: value('signedAt'),
        noticeUntil: value('noticeUntil'),
        closedAt: value('closedAt'),
        fingerprint: value('fingerprint'),
      })
      .where(
        and(eq(p.district, value('district')), eq(p.id, value('id')), eq(p.state, value('was'))),
      ),
  { guarded: true },
)

/** Fails where the closing is no longer a draft: what it hangs on must not have been signed meanwhile. */
export const mustBeDraft = statement<Schema, { district: string; id: string }>(
  pointsTables,
  'point closing must be a draft',
  (b, { pointClosings: p }) =>
    b
      .update(p)
      .set({ state: 'draft' })
      .where(and(eq(p.district, value('district')), eq(p.id, value('id')), eq(p.state, 'draft'))),
  { guarded: true },
)

export const saveResult = statement<Schema, ResultRecord>(
  pointsTables,
  'save point result',
  (b, { pointResults: r }) =>
    b
      .insert(r)
      .values({
        district: value('district'),
        closingId: value('closingId'),
        representativeId: value('representativeId'),
        total: value('total'),
        account: value('account'),
      })
      .onConflictDoUpdate({
        target: [r.district, r.closingId, r.representativeId],
        set: { total: value('total'), account: value('account') },
      }),
)

export const findClosing = async (context: Context, id: string): Promise<ClosingRecord | null> =>
  (await allClosings(context)).find((one) => one.id === id) ?? null

export const closingOf = async (context: Context, period: string): Promise<ClosingRecord | null> =>
  (await allClosings(context)).find((one) => one.period === period) ?? null

export async function resultsOf(context: Context, closingId: string): Promise<ResultRecord[]> {
  const { pointResults: r } = context.db.tables(pointsTables)
  return await context.db.read
    .select()
    .from(r)
    .where(and(eq(r.district, context.district), eq(r.closingId, closingId)))
    .orderBy(asc(r.representativeId))
}

export async function resultOf(
  context: Context,
  closingId: string,
  representativeId: string,
): Promise<ResultRecord | null> {
  const { pointResults: r } = context.db.tables(pointsTables)
  const rows = await context.db.read
    .select()
    .from(r)
    .where(
      and(
        eq(r.district, context.district),
        eq(r.closingId, closingId),
        eq(r.representativeId, representativeId),
      ),
    )
  return rows[0] ?? null
}

/** The last appraisal of each. */
export async function appraisalsOf(
  context: Context,
  closingId: string,
): Promise<Map<string, AppraisalRecord>> {
  const { pointAppraisals: a } = context.db.tables(pointsTables)
  const rows = await context.db.read
    .select()
    .from(a)
    .where(and(eq(a.district, context.district), eq(a.closingId, closingId)))
    .orderBy(asc(a.at), asc(a.id))
  return new Map(rows.map((row) => [row.representativeId, row]))
}

export const closingBriefOf = (row: ClosingRecord): ClosingBrief => ({
  id: row.id,
  period: row.period,
  words: periodWords(periodOf(row.period)),
  state: row.state,
  signer: row.signer,
  reason: row.reason,
  signedAt: toIsoOrNull(row.signedAt),
  noticeUntil: toIsoOrNull(row.noticeUntil),
  closedAt: toIsoOrNull(row.closedAt),
  fingerprint: row.fingerprint,
})
