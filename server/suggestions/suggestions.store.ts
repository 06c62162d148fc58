import { defaultPeriods, type Periods } from '@mashang/shared/suggestions/periods.rules.ts'
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { inChunks } from '../core/db/chunks.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, query, type Sequence, statement, value } from '../core/db/statement.ts'
import { suggestionsTables } from './suggestions.table.ts'

type Schema = ReturnType<typeof suggestionsTables>
export type SuggestionRecord = Schema['suggestions']['$inferSelect']
export type ClockRecord = Schema['suggestionClocks']['$inferSelect']

export const insertSuggestion = insertInto(suggestionsTables, 'suggestions')
export const insertParty = insertInto(suggestionsTables, 'suggestionParties')
export const insertClock = insertInto(suggestionsTables, 'suggestionClocks')

/** What a step may change; everything else stays as it was written. */
export type Changing = Pick<
  SuggestionRecord,
  | 'state'
  | 'title'
  | 'class'
  | 'satisfaction'
  | 'visited'
  | 'submittedAt'
  | 'firstAssignedAt'
  | 'answeredAt'
  | 'answerDueAt'
  | 'publishedAt'
  | 'keyAt'
  | 'delivered'
  | 'promisedFor'
  | 'wentOnAt'
  | 'matter'
>

/** Guarded by the revision: of two steps at once exactly one gets through. */
export const saveSuggestion = statement<
  Schema,
  Changing & {
    district: string
    id: string
    year: number | null
    number: number | null | Sequence
    revision: number
    wasRevision: number
  }
>(
  suggestionsTables,
  'save suggestion',
  (b, t) =>
    b
      .update(t.suggestions)
      .set({
        year: value('year'),
        number: value('number'),
        state: value('state'),
        title: value('title'),
        class: value('class'),
        satisfaction: value('satisfaction'),
        visited: value('visited'),
        submittedAt: value('submittedAt'),
        firstAssignedAt: value('firstAssignedAt'),
        answeredAt: value('answeredAt'),
        answerDueAt: value('answerDueAt'),
        publishedAt: value('publishedAt'),
        keyAt: value('keyAt'),
        delivered: value('delivered'),
        promisedFor: value('promisedFor'),
        wentOnAt: value('wentOnAt'),
        matter: value('matter'),
        revision: value('revision'),
      })
      .where(ownRow(t.suggestions, eq(t.suggestions.revision, value('wasRevision')))),
  { guarded: true },
)

/** Lets a commit through only while another suggestion is as it was read, and tells who steps at once. */
export const mustStay = statement<
  Schema,
  { district: string; id: string; revision: number; wasRevision: number }
>(
  suggestionsTables,
  'suggestion must stay',
  (b, { suggestions: s }) =>
    b
      .update(s)
      .set({ revision: value('revision') })
      .where(ownRow(s, eq(s.revision, value('wasRevision')))),
  { guarded: true },
)

export const dropParties = statement<Schema, { district: string; suggestionId: string }>(
  suggestionsTables,
  'drop suggestion parties',
  (b, t) =>
    b
      .delete(t.suggestionParties)
      .where(
        and(
          eq(t.suggestionParties.district, value('district')),
          eq(t.suggestionParties.suggestionId, value('suggestionId')),
        ),
      ),
)

/** Stops one clock by its id; it may have been stopped already. */
export const stopClock = statement<Schema, { district: string; id: string; stoppedAt: number }>(
  suggestionsTables,
  'stop suggestion clock',
  (b, { suggestionClocks: s }) =>
    b
      .update(s)
      .set({ stoppedAt: value('stoppedAt') })
      .where(ownRow(s, isNull(s.stoppedAt))),
)

/** Counts one running clock anew, unless somebody else has moved it meanwhile. */
export const moveClock = statement<
  Schema,
  Pick<ClockRecord, 'district' | 'id' | 'dueAt' | 'unit' | 'count'> & { was: number }
>(suggestionsTables, 'move suggestion clock', (b, { suggestionClocks: s }) =>
  b
    .update(s)
    .set({ dueAt: value('dueAt'), unit: value('unit'), count: value('count') })
    .where(ownRow(s, isNull(s.stoppedAt), eq(s.dueAt, value('was')))),
)

/** What lists show of the answer's due moment follows its clock. */
export const moveAnswerDue = statement<
  Schema,
  { district: string; id: string; answerDueAt: number; was: number }
>(suggestionsTables, 'move answer due', (b, { suggestions: s }) =>
  b
    .update(s)
    .set({ answerDueAt: value('answerDueAt') })
    .where(ownRow(s, isNull(s.answeredAt), eq(s.answerDueAt, value('was')))),
)

/** Guarded, so that two processes ask once. */
export const claimAsking = statement<Schema, { district: string; id: string; askedAt: number }>(
  suggestionsTables,
  'ask for what was promised',
  (b, { suggestionClocks: s }) =>
    b
      .update(s)
      .set({ askedAt: value('askedAt') })
      .where(ownRow(s, isNull(s.askedAt), isNull(s.stoppedAt))),
  { guarded: true },
)

const byId = query<Schema, { district: string; id: string }, SuggestionRecord>(
  suggestionsTables,
  'suggestion by id',
  (b, t) => b.select().from(t.suggestions).where(ownRow(t.suggestions)),
)

export const findSuggestion = async (
  context: Context,
  id: string,
): Promise<SuggestionRecord | null> =>
  (await context.db.query(byId, { district: context.district, id }))[0] ?? null

/** The whole of some, in the order given. */
export async function withMatter(
  context: Context,
  rows: readonly { id: string }[],
): Promise<SuggestionRecord[]> {
  if (rows.length === 0) return []
  const { suggestions: s } = context.db.tables(suggestionsTables)
  const found = await context.db.read
    .select()
    .from(s)
    .where(
      and(
        eq(s.district, context.district),
        inArray(
          s.id,
          rows.map(({ id }) => id),
        ),
      ),
    )
  const known = new Map(found.map((row) => [row.id, row]))
  return rows.flatMap(({ id }) => known.get(id) ?? [])
}

/** Every clock that a suggestion ever had, in the order of their start. */
export async function clocksOf(context: Context, suggestionId: string): Promise<ClockRecord[]> {
  const { suggestionClocks: s } = context.db.tables(suggestionsTables)
  return await context.db.read
    .select()
    .from(s)
    .where(and(eq(s.district, context.district), eq(s.suggestionId, suggestionId)))
    .orderBy(asc(s.startedAt), asc(s.dueAt), asc(s.id))
}

/** Every running clock of the district, the most urgent first. */
export async function openClocks(context: Context): Promise<ClockRecord[]> {
  const { suggestionClocks: s } = context.db.tables(suggestionsTables)
  return await context.db.read
    .select()
    .from(s)
    .where(and(eq(s.district, context.district), isNull(s.stoppedAt)))
    .orderBy(asc(s.dueAt), asc(s.id))
}

/** The running clocks of some. */
export const openClocksOf = (context: Context, ids: readonly string[]): Promise<ClockRecord[]> => {
  const { suggestionClocks: s } = context.db.tables(suggestionsTables)
  return inChunks(ids, (some) =>
    context.db.read
      .select()
      .from(s)
      .where(
        and(eq(s.district, context.district), inArray(s.suggestionId, some), isNull(s.stoppedAt)),
      ),
  )
}

const settings = query<Schema, { district: string }, { periods: Periods }>(
  suggestionsTables,
  'suggestion settings',
  (b, { suggestionSettings: s }) =>
    b
      .select({ periods: s.periods })
      .from(s)
      .where(eq(s.district, value('district'))),
)

/** What the district has set; null: nothing yet. */
export const periodsSet = async (context: Context): Promise<Periods | null> =>
  (await context.db.query(settings, { district: context.district }))[0]?.periods ?? null

/** The district's periods, or the law's and our own. */
export const periodsNow = async (context: Context): Promise<Periods> =>
  // What was set before a period was there leaves it as it comes.
  ({ ...defaultPeriods, ...(await periodsSet(context)) })

/** Guarded by what was set before, as it is stored, so that of two changes at once the second one notices. */
export const savePeriods = statement<
  Schema,
  { district: string; periods: Periods; before: string | null }
>(
  suggestionsTables,
  'save suggestion periods',
  (b, { suggestionSettings: s }) =>
    b
      .insert(s)
      .values({ district: value('district'), periods: value('periods') })
      .onConflictDoUpdate({
        target: [s.district],
        set: { periods: value('periods') },
        setWhere: sql`${s.periods} = ${value('before')}`,
      }),
  { guarded: true },
)
