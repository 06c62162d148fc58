import { endedStates } from '@mashang/shared/issues/retention.rules.ts'
import { and, desc, eq, inArray, isNull, lt, or } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { statement, value } from '../core/db/statement.ts'
import { issuesTables } from '../issues/issues.table.ts'
import { endOf } from '../issues/retention.store.ts'
import { deliveriesTables } from './deliveries.table.ts'

type Schema = ReturnType<typeof deliveriesTables>
export type HearingRecord = Schema['voterHearings']['$inferSelect']

export const saveHearing = statement<Schema, HearingRecord>(
  deliveriesTables,
  'save hearing',
  (b, { voterHearings: t }) => {
    const set = {
      channel: value('channel'),
      openidHash: value('openidHash'),
      openid: value('openid'),
      spentAt: value('spentAt'),
    }
    return b
      .insert(t)
      .values({
        district: value('district'),
        issueId: value('issueId'),
        createdAt: value('createdAt'),
        ...set,
      })
      .onConflictDoUpdate({ target: [t.district, t.issueId], set })
  },
)

/** Guarded: the one message that somebody agreed to leaves once. */
export const spendHearing = statement<
  Schema,
  { district: string; issueId: string; spentAt: number }
>(
  deliveriesTables,
  'spend hearing',
  (b, { voterHearings: t }) =>
    b
      .update(t)
      .set({ spentAt: value('spentAt') })
      .where(
        and(eq(t.district, value('district')), eq(t.issueId, value('issueId')), isNull(t.spentAt)),
      ),
  { guarded: true },
)

export const deleteHearing = statement<Schema, { district: string; issueId: string }>(
  deliveriesTables,
  'delete hearing',
  (b, { voterHearings: t }) =>
    b.delete(t).where(and(eq(t.district, value('district')), eq(t.issueId, value('issueId')))),
)

export async function findHearing(
  context: Context,
  issueId: string,
): Promise<HearingRecord | null> {
  const { voterHearings: t } = context.db.tables(deliveriesTables)
  const rows = await context.db.read
    .select()
    .from(t)
    .where(and(eq(t.district, context.district), eq(t.issueId, issueId)))
  return rows[0] ?? null
}

/** Matters that somebody keeps inside WeChat, newest first. */
export async function issuesOfOpenid(
  context: Context,
  openidHash: string,
  limit: number,
): Promise<string[]> {
  const { voterHearings: t } = context.db.tables(deliveriesTables)
  const rows = await context.db.read
    .select({ id: t.issueId })
    .from(t)
    .where(and(eq(t.district, context.district), eq(t.openidHash, openidHash)))
    .orderBy(desc(t.createdAt))
    .limit(limit)
  return rows.map((row) => row.id)
}

/** Hearings whose time is over: the matter ended before then, or its SMS contact was erased. */
export async function hearingsToErase(
  context: Context,
  before: number,
  limit: number,
): Promise<string[]> {
  const { voterHearings: h } = context.db.tables(deliveriesTables)
  const { issues: i } = context.db.tables(issuesTables)
  const rows = await context.db.read
    .select({ id: h.issueId })
    .from(h)
    .innerJoin(i, and(eq(i.district, h.district), eq(i.id, h.issueId)))
    .where(
      and(
        eq(h.district, context.district),
        or(
          and(inArray(i.state, [...endedStates]), lt(endOf(i), before)),
          and(eq(h.channel, 'sms'), isNull(i.contactPhone)),
        ),
      ),
    )
    .limit(limit)
  return rows.map((row) => row.id)
}
