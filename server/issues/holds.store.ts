import type { holdsApi } from '@mashang/shared/issues/holds.api.ts'
import { and, asc, count, desc, eq, gt, inArray, isNull, ne, or } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, statement, value, type Write } from '../core/db/statement.ts'
import { holdsTables } from './holds.table.ts'
import type { IssueRecord, MessageRecord } from './issues.store.ts'
import { issuesTables } from './issues.table.ts'

type Schema = ReturnType<typeof holdsTables>
type Issues = ReturnType<typeof issuesTables>
export type HoldRecord = Schema['holds']['$inferSelect']

export const insertHold = insertInto(holdsTables, 'holds')

/** Guarded: of two who decide at once the second one notices. */
export const decideHold = statement<
  Schema,
  Pick<
    HoldRecord,
    | 'district'
    | 'id'
    | 'state'
    | 'decidedById'
    | 'decidedAt'
    | 'decision'
    | 'originalWords'
    | 'originalPhoto'
  >
>(
  holdsTables,
  'decide hold',
  (b, { holds: h }) =>
    b
      .update(h)
      .set({
        state: value('state'),
        decidedById: value('decidedById'),
        decidedAt: value('decidedAt'),
        decision: value('decision'),
        originalWords: value('originalWords'),
        originalPhoto: value('originalPhoto'),
      })
      .where(ownRow(h, eq(h.state, 'waiting'))),
  { guarded: true },
)

/** Guarded: only what is covered is taken back, once. The seal goes when the matter's words go. */
export const restoreHold = statement<
  Schema,
  Pick<HoldRecord, 'district' | 'id' | 'restoredById' | 'restoredAt' | 'restoration'>
>(
  holdsTables,
  'restore hold',
  (b, { holds: h }) =>
    b
      .update(h)
      .set({
        state: 'restored',
        restoredById: value('restoredById'),
        restoredAt: value('restoredAt'),
        restoration: value('restoration'),
      })
      .where(ownRow(h, eq(h.state, 'redacted'))),
  { guarded: true },
)

/** The sealed originals of a matter are gone with what they were taken from. */
const dropOriginals = statement<Schema, { district: string; issueId: string }>(
  holdsTables,
  'drop sealed originals',
  (b, { holds: h }) =>
    b
      .update(h)
      .set({ originalWords: null, originalPhoto: false })
      .where(and(eq(h.district, value('district')), eq(h.issueId, value('issueId')))),
)

/** What a seal is bound to. */
export const boundTo = (holdId: string): string => `hold ${holdId}`

/** Name of a sealed picture. */
export const sealedFile = (holdId: string): string => `sealed/${holdId}`

/**
 * Takes the sealed originals of matters away: the write goes into the commit that takes the matter's
 * own words away, `after` removes the files once it is done.
 */
export async function originalsOf(
  context: Context,
  issueId: string,
): Promise<{ write: Write; after: () => Promise<void> }> {
  const { holds: h } = context.db.tables(holdsTables)
  const sealed = await context.db.read
    .select({ id: h.id })
    .from(h)
    .where(and(eq(h.district, context.district), eq(h.issueId, issueId), eq(h.originalPhoto, true)))
  return {
    write: dropOriginals({ district: context.district, issueId }),
    async after() {
      for (const { id } of sealed) await context.files.remove(sealedFile(id))
    },
  }
}

export async function findHold(context: Context, id: string): Promise<HoldRecord | null> {
  const { holds: h } = context.db.tables(holdsTables)
  const [found] = await context.db.read
    .select()
    .from(h)
    .where(and(eq(h.district, context.district), eq(h.id, id)))
  return found ?? null
}

/**
 * Takes a sealed picture away whose covering came to nothing: decided otherwise, it belongs to
 * nothing. As long as nobody has decided, another covering may be about to use it.
 */
export async function dropUnusedSeal(context: Context, id: string): Promise<void> {
  const hold = await findHold(context, id)
  if (hold?.target === 'photo' && hold.state !== 'waiting' && !hold.originalPhoto)
    await context.files.remove(sealedFile(id))
}

/** A process that dies after it has sealed leaves a picture whose hold may be decided otherwise. */
export async function dropUnusedSeals(context: Context): Promise<void> {
  for await (const name of context.files.list('sealed'))
    await dropUnusedSeal(context, name.slice(sealedFile('').length))
}

/**
 * Whether the same was covered once more after this hold did, and still is.
 * @param targetIds everything that shows the same: more than one where photos share a file
 */
export async function isCoveredLater(
  context: Context,
  { id, target, issueId, decidedAt }: HoldRecord,
  targetIds: readonly string[],
): Promise<boolean> {
  const { holds: h } = context.db.tables(holdsTables)
  const at = decidedAt ?? 0
  const rows = await context.db.read
    .select({ id: h.id })
    .from(h)
    .where(
      and(
        eq(h.district, context.district),
        eq(h.state, 'redacted'),
        eq(h.target, target),
        inArray(h.targetId, [...targetIds]),
        target === 'photo' ? undefined : eq(h.issueId, issueId),
        or(gt(h.decidedAt, at), and(eq(h.decidedAt, at), gt(h.id, id))),
      ),
    )
    .limit(1)
  return rows.length > 0
}

/** The hold of exactly this target that nobody has decided yet. */
export async function waitingHold(
  context: Context,
  of: Pick<HoldRecord, 'issueId' | 'target' | 'targetId'>,
): Promise<HoldRecord | null> {
  const { holds: h } = context.db.tables(holdsTables)
  const [found] = await context.db.read
    .select()
    .from(h)
    .where(
      and(
        eq(h.district, context.district),
        eq(h.issueId, of.issueId),
        eq(h.target, of.target),
        eq(h.targetId, of.targetId),
        eq(h.state, 'waiting'),
      ),
    )
  return found ?? null
}

export async function isHeld(context: Context, issueId: string): Promise<boolean> {
  const { holds: h } = context.db.tables(holdsTables)
  const rows = await context.db.read
    .select({ id: h.id })
    .from(h)
    .where(and(eq(h.district, context.district), eq(h.issueId, issueId), eq(h.state, 'waiting')))
    .limit(1)
  return rows.length > 0
}

type HoldQuery = z.output<NonNullable<typeof holdsApi.list.query>>
/** What the table of holds is narrowed to, and its order. */
export type HoldFilter = Omit<HoldQuery, 'page' | 'size'>

/** One page, without what came in a flood: what waits, the oldest first; what was decided, the newest first. */
export async function pageOfHolds(
  context: Context,
  { state, reason, sort }: HoldFilter,
  page: number,
  size: number,
): Promise<{ rows: HoldRecord[]; total: number }> {
  const { holds: h } = context.db.tables(holdsTables)
  const waiting = state === 'waiting'
  const usual = waiting ? [asc(h.id)] : [desc(h.decidedAt), desc(h.id)]
  const turn = sort === 'at' ? asc : desc
  const order = sort === undefined ? usual : [turn(h.at), turn(h.id)]
  const where = and(
    eq(h.district, context.district),
    waiting ? eq(h.state, 'waiting') : ne(h.state, 'waiting'),
    reason && eq(h.reason, reason),
    // A flood is looked at in groups, and hides nothing else.
    ne(h.reason, 'flood'),
  )
  const rows = await context.db.read
    .select()
    .from(h)
    .where(where)
    .orderBy(...order)
    .limit(size)
    .offset((page - 1) * size)
  const [sum] = await context.db.read.select({ n: count() }).from(h).where(where)
  return { rows, total: sum?.n ?? 0 }
}

/** Guarded by the words that were looked at. */
export const coverIssue = statement<
  Issues,
  Pick<IssueRecord, 'district' | 'id' | 'title' | 'text' | 'place'> & {
    wasTitle: string
    wasText: string
  }
>(
  issuesTables,
  'cover words',
  (b, { issues: i }) =>
    b
      .update(i)
      .set({ title: value('title'), text: value('text'), place: value('place') })
      .where(
        ownRow(
          i,
          eq(i.title, value('wasTitle')),
          eq(i.text, value('wasText')),
          isNull(i.wordsErasedAt),
        ),
      ),
  { guarded: true },
)

export const coverMessage = statement<
  Issues,
  Pick<MessageRecord, 'district' | 'id' | 'text'> & { wasText: string }
>(
  issuesTables,
  'cover message',
  (b, { issueMessages: m }) =>
    b
      .update(m)
      .set({ text: value('text') })
      .where(ownRow(m, eq(m.text, value('wasText')))),
  { guarded: true },
)
