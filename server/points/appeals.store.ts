import { type EpochMs, toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { actOfUpheld } from '@mashang/shared/points/acts.rules.ts'
import type { AppealView } from '@mashang/shared/points/points.model.ts'
import { type FactKind, factKinds } from '@mashang/shared/points/points.words.ts'
import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { statement, value } from '../core/db/statement.ts'
import type { AppealRecord } from './points.store.ts'
import { pointsTables } from './points.table.ts'

type Schema = ReturnType<typeof pointsTables>

/** Guarded: answered once. */
export const decideAppeal = statement<
  Schema,
  { district: string; id: string } & Pick<
    AppealRecord,
    'upheld' | 'decision' | 'decidedBy' | 'decidedAt'
  >
>(
  pointsTables,
  'decide point appeal',
  (b, { pointAppeals: a }) =>
    b
      .update(a)
      .set({
        upheld: value('upheld'),
        decision: value('decision'),
        decidedBy: value('decidedBy'),
        decidedAt: value('decidedAt'),
      })
      .where(ownRow(a, isNull(a.decidedAt))),
  { guarded: true },
)

export async function findAppeal(context: Context, id: string): Promise<AppealRecord | null> {
  const { pointAppeals: a } = context.db.tables(pointsTables)
  const rows = await context.db.read
    .select()
    .from(a)
    .where(and(eq(a.district, context.district), eq(a.id, id)))
  return rows[0] ?? null
}

/** How an objection is called for whoever was told of it: by its words, then by the answer. */
export async function appealTitles(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { pointAppeals: a } = context.db.tables(pointsTables)
  const rows = await context.db.read
    .select({ id: a.id, reason: a.reason, decision: a.decision })
    .from(a)
    .where(and(eq(a.district, context.district), inArray(a.id, [...ids])))
  return new Map(
    rows.map(({ id, reason, decision }) => [
      id,
      decision === null ? `理由：${reason}` : `答复：${decision}`,
    ]),
  )
}

/** Somebody's own, newest first. */
export async function appealsOf(
  context: Context,
  representativeId: string,
): Promise<AppealRecord[]> {
  const { pointAppeals: a } = context.db.tables(pointsTables)
  return await context.db.read
    .select()
    .from(a)
    .where(and(eq(a.district, context.district), eq(a.representativeId, representativeId)))
    .orderBy(desc(a.at))
}

/** Everybody's: what waits, the oldest first; what was answered, the newest first. */
export async function allAppeals(context: Context, open: boolean): Promise<AppealRecord[]> {
  const { pointAppeals: a } = context.db.tables(pointsTables)
  return await context.db.read
    .select()
    .from(a)
    .where(
      and(eq(a.district, context.district), open ? isNull(a.decidedAt) : isNotNull(a.decidedAt)),
    )
    .orderBy(open ? asc(a.at) : desc(a.decidedAt), sql`${a.id}`)
}

const CLOSING = 'closing:'

export const aboutClosing = (closingId: string): string => `${CLOSING}${closingId}`

export const entryOf = ({ about }: Pick<AppealRecord, 'about'>): string | null =>
  about.startsWith(CLOSING) ? null : about

/** What an answer did: acts and appraisals that an upheld objection makes are of its very moment. */
export const movedBy = (
  { upheld, decidedAt }: AppealRecord,
  moments: readonly EpochMs[],
): boolean | null => (upheld === true ? moments.some((at) => at === decidedAt) : null)

export function appealView(
  row: AppealRecord,
  name: string,
  seen: Pick<AppealView, 'appraisable' | 'scored'> = { appraisable: null, scored: null },
  moved: boolean | null = null,
): AppealView {
  const entry = entryOf(row)
  const fact = entry?.split(':')[0] as FactKind | undefined
  return {
    id: row.id,
    representative: { id: row.representativeId, name },
    about: fact === undefined ? '公示的结果' : factKinds[fact].words,
    entry,
    ...seen,
    closingId: row.closingId,
    reason: row.reason,
    at: toIso(row.at),
    turns: seen.scored === null ? null : actOfUpheld(seen.scored),
    moved,
    state: row.upheld === null ? 'open' : row.upheld ? 'upheld' : 'dismissed',
    decision: row.decision,
    decidedAt: toIsoOrNull(row.decidedAt),
  }
}
