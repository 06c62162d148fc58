import { type EpochMs, toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { periodOf, periodWords } from '@mashang/shared/points/periods.rules.ts'
import type { ClosingBrief } from '@mashang/shared/points/points.model.ts'
import { and, asc, eq, inArray, lte } from 'drizzle-orm'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, statement, value } from '../core/db/statement.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import {
  type AppraisalRecord,
  allClosings,
  type ClosingRecord,
  everyClosing,
} from './points.store.ts'
import { pointsTables } from './points.table.ts'

type Schema = ReturnType<typeof pointsTables>

export const insertClosing = insertInto(pointsTables, 'pointClosings')
export const insertAppraisal = insertInto(pointsTables, 'pointAppraisals')

/** A fact of the ledger about a closing. */
export const closingFact = (
  actor: Actor,
  at: number,
  type: string,
  id: string,
  data: NonNullable<Fact['data']> = {},
): Fact => ({
  at,
  type,
  actor: { kind: 'account', id: actor.accountId },
  subject: { kind: 'point-closing', id },
  data,
})

/** Somebody signed: from here on nothing that its results are made of changes, until they are there. */
export const beginSigning = statement<
  Schema,
  { district: string; id: string; run: string | null } & Pick<
    ClosingRecord,
    'signer' | 'reason' | 'signedBy' | 'signedAt'
  >
>(
  pointsTables,
  'begin signing point closing',
  (b, { pointClosings: p }) =>
    b
      .update(p)
      .set({
        state: 'signing',
        signer: value('signer'),
        reason: value('reason'),
        signedBy: value('signedBy'),
        signedAt: value('signedAt'),
        run: value('run'),
      })
      .where(ownRow(p, eq(p.state, 'draft'))),
  { guarded: true },
)

/** Somebody ends it: the same once more. */
export const beginEnding = statement<Schema, { district: string; id: string; run: string | null }>(
  pointsTables,
  'begin ending point closing',
  (b, { pointClosings: p }) =>
    b
      .update(p)
      .set({ state: 'ending', run: value('run') })
      .where(ownRow(p, eq(p.state, 'notice'))),
  { guarded: true },
)

/**
 * The one commit that makes a set of results the closing's. Guarded by its state and by the set that
 * was being written: of two clerks one gets through.
 */
export const moveClosing = statement<
  Schema,
  Omit<ClosingRecord, 'run' | 'discardedAt' | 'discardedBy' | 'discardReason'> & {
    was: ClosingRecord['state']
    ofRun: string
  }
>(
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
        results: value('results'),
        told: value('told'),
        run: null,
      })
      .where(ownRow(p, eq(p.state, value('was')), eq(p.run, value('ofRun')))),
  { guarded: true },
)

/** Guarded: what was signed meanwhile is not thrown away. */
export const discardDraft = statement<
  Schema,
  { district: string; id: string; discardedAt: number; discardedBy: string; discardReason: string }
>(
  pointsTables,
  'discard point closing',
  (b, { pointClosings: p }) =>
    b
      .update(p)
      .set({
        state: 'discarded',
        discardedAt: value('discardedAt'),
        discardedBy: value('discardedBy'),
        discardReason: value('discardReason'),
      })
      .where(ownRow(p, eq(p.state, 'draft'))),
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
      .where(ownRow(p, eq(p.state, 'draft'))),
  { guarded: true },
)

/** Fails where it is no longer made known: its end has begun. */
export const mustBeNoticed = statement<Schema, { district: string; id: string }>(
  pointsTables,
  'point closing must be made known',
  (b, { pointClosings: p }) =>
    b
      .update(p)
      .set({ state: 'notice' })
      .where(ownRow(p, eq(p.state, 'notice'))),
  { guarded: true },
)

/** Moves on over those who were told of a signature; of two processes one goes on. */
export const moveTold = statement<
  Schema,
  { district: string; id: string; was: string; told: string | null }
>(
  pointsTables,
  'move who was told of a closing',
  (b, { pointClosings: p }) =>
    b
      .update(p)
      .set({ told: value('told') })
      .where(ownRow(p, eq(p.told, value('was')))),
  { guarded: true },
)

export const findClosing = async (context: Context, id: string): Promise<ClosingRecord | null> =>
  (await everyClosing(context)).find((one) => one.id === id) ?? null

export const closingOf = async (context: Context, period: string): Promise<ClosingRecord | null> =>
  (await allClosings(context)).find((one) => one.period === period) ?? null

/** The last appraisal of each, or of some people; `until`: as it was at a moment. */
export async function appraisalsOf(
  context: Context,
  closingId: string,
  of?: readonly string[],
  until?: EpochMs | null,
): Promise<Map<string, AppraisalRecord>> {
  const { pointAppraisals: a } = context.db.tables(pointsTables)
  const rows = await context.db.read
    .select()
    .from(a)
    .where(
      and(
        eq(a.district, context.district),
        eq(a.closingId, closingId),
        of === undefined ? undefined : inArray(a.representativeId, [...of]),
        until == null ? undefined : lte(a.at, until),
      ),
    )
    .orderBy(asc(a.at), asc(a.id))
  return new Map(rows.map((row) => [row.representativeId, row]))
}

/** Those that the results which are shown hold: what was appraised anew since counts at the end. */
export const appraisalsShown = (
  context: Context,
  { id, state, signedAt }: ClosingRecord,
  of?: readonly string[],
): Promise<Map<string, AppraisalRecord>> =>
  appraisalsOf(context, id, of, state === 'notice' || state === 'ending' ? signedAt : null)

/** @param names of accounts, by id; only the office is told them */
export const closingBriefOf = (
  row: ClosingRecord,
  names: ReadonlyMap<string, string> = new Map(),
): ClosingBrief => ({
  id: row.id,
  period: row.period,
  words: periodWords(periodOf(row.period)),
  state: row.state,
  signer: row.signer,
  signedBy: names.get(row.signedBy ?? '') ?? null,
  reason: row.reason,
  signedAt: toIsoOrNull(row.signedAt),
  noticeUntil: toIsoOrNull(row.noticeUntil),
  closedAt: toIsoOrNull(row.closedAt),
  fingerprint: row.fingerprint,
  discarded:
    row.discardedAt === null
      ? null
      : {
          at: toIso(row.discardedAt),
          by: names.get(row.discardedBy ?? '') ?? '一个账号',
          reason: row.discardReason ?? '',
        },
})
