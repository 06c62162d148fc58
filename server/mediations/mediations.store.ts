import type { Mediation } from '@mashang/shared/mediations/decide.rules.ts'
import type { Logged } from '@mashang/shared/mediations/mediations.model.ts'
import type { MediatorAnswer } from '@mashang/shared/mediations/mediations.words.ts'
import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { inChunks } from '../core/db/chunks.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, query, statement, value } from '../core/db/statement.ts'
import { mediationsTables } from './mediations.table.ts'

type Schema = ReturnType<typeof mediationsTables>
export type MediationRecord = Schema['mediations']['$inferSelect']
export type MediatorRecord = Schema['mediators']['$inferSelect']

export const insertMediation = insertInto(mediationsTables, 'mediations')
export const insertMediator = insertInto(mediationsTables, 'mediators')

/** Guarded by the revision: of two who change it at once exactly one gets through. */
export const saveMediation = statement<
  Schema,
  Mediation & { district: string; id: string; wasRevision: number }
>(
  mediationsTables,
  'save mediation',
  (b, t) =>
    b
      .update(t.mediations)
      .set({
        state: value('state'),
        acceptedAt: value('acceptedAt'),
        dueAt: value('dueAt'),
        consentedOn: value('consentedOn'),
        extendedTo: value('extendedTo'),
        endedOn: value('endedOn'),
        appliedOn: value('appliedOn'),
        confirmedOn: value('confirmedOn'),
        log: value('log'),
        outcome: value('outcome'),
        reason: value('reason'),
        agreement: value('agreement'),
        revision: value('revision'),
      })
      .where(ownRow(t.mediations, eq(t.mediations.revision, value('wasRevision')))),
  { guarded: true },
)

export const answerAsMediator = statement<Schema, MediatorRecord>(
  mediationsTables,
  'answer as mediator',
  (b, { mediators: m }) =>
    b
      .update(m)
      .set({ answer: value('answer'), reason: value('reason') })
      .where(
        and(
          eq(m.district, value('district')),
          eq(m.mediationId, value('mediationId')),
          eq(m.representativeId, value('representativeId')),
        ),
      ),
  { guarded: true },
)

const byId = query<Schema, { district: string; id: string }, MediationRecord>(
  mediationsTables,
  'mediation by id',
  (b, t) => b.select().from(t.mediations).where(ownRow(t.mediations)),
)

export const findMediation = async (
  context: Context,
  id: string,
): Promise<MediationRecord | null> =>
  (await context.db.query(byId, { district: context.district, id }))[0] ?? null

/** Some by their ids, in no order. */
export async function findMediations(
  context: Context,
  ids: readonly string[],
): Promise<MediationRecord[]> {
  const { mediations: m } = context.db.tables(mediationsTables)
  return await inChunks(ids, (some) =>
    context.db.read
      .select()
      .from(m)
      .where(and(eq(m.district, context.district), inArray(m.id, some))),
  )
}

/** Those whose clock runs. */
export const runningMediations = (context: Context): Promise<MediationRecord[]> => {
  const { mediations: m } = context.db.tables(mediationsTables)
  return context.db.read
    .select()
    .from(m)
    .where(and(eq(m.district, context.district), ne(m.state, 'ended')))
}

/** Those in which somebody promised something, whenever. */
export const mediationsWithPromises = (context: Context): Promise<MediationRecord[]> => {
  const { mediations: m } = context.db.tables(mediationsTables)
  const promises: keyof Logged = 'promisedFor'
  return context.db.read
    .select()
    .from(m)
    .where(and(eq(m.district, context.district), sql`${m.log} like ${`%"${promises}"%`}`))
}

/** Who was asked to some of them, by the mediation. */
export async function mediatorsOf(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, MediatorRecord[]>> {
  const { mediators: m } = context.db.tables(mediationsTables)
  const rows = await inChunks(ids, (some) =>
    context.db.read
      .select()
      .from(m)
      .where(and(eq(m.district, context.district), inArray(m.mediationId, some)))
      .orderBy(asc(m.representativeId)),
  )
  return Map.groupBy(rows, ({ mediationId }) => mediationId)
}

/** Ids of those to which somebody was asked and has not stepped back. */
export async function mediatedBy(
  context: Context,
  representativeId: string,
  answers: readonly MediatorAnswer[],
): Promise<string[]> {
  const { mediators: m } = context.db.tables(mediationsTables)
  const rows = await context.db.read
    .select({ id: m.mediationId })
    .from(m)
    .where(
      and(
        eq(m.district, context.district),
        eq(m.representativeId, representativeId),
        inArray(m.answer, [...answers]),
      ),
    )
  return rows.map(({ id }) => id)
}
