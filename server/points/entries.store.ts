import type { LedgerFact } from '@mashang/shared/matters/scoring.ts'
import type { Entry } from '@mashang/shared/points/catalogue.rules.ts'
import { CATALOGUE, namingTypes, scoringTypes } from '@mashang/shared/points/catalogue.rules.ts'
import { factKindNames } from '@mashang/shared/points/points.words.ts'
import { and, asc, eq, gt, gte, inArray, lt, lte } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { inChunks } from '../core/db/chunks.ts'
import { insertInto, query, statement, value, type Write } from '../core/db/statement.ts'
import { factColumns } from '../core/ledger/fact-columns.ts'
import { ledgerTables } from '../core/ledger/ledger.table.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import { representativesTables } from '../representatives/representatives.table.ts'
import { pointsTables } from './points.table.ts'

type Schema = ReturnType<typeof pointsTables>
export type EntryRecord = Schema['pointEntries']['$inferSelect']

const insertCursor = insertInto(pointsTables, 'pointCursors')

/** Guarded by where it stood: of several processes one counts a fact. */
const moveCursor = statement<
  Schema,
  { district: string; sequence: number; catalogue: number; was: number }
>(
  pointsTables,
  'move point cursor',
  (b, { pointCursors: p }) =>
    b
      .update(p)
      .set({ sequence: value('sequence'), catalogue: value('catalogue') })
      .where(and(eq(p.district, value('district')), eq(p.sequence, value('was')))),
  { guarded: true },
)

type Cursor = Schema['pointCursors']['$inferSelect']

const cursor = query<Schema, { district: string }, Cursor>(
  pointsTables,
  'point cursor',
  (b, { pointCursors: p }) =>
    b
      .select()
      .from(p)
      .where(eq(p.district, value('district'))),
)

/** How far the ledger was read, and by which catalogue; null: not at all. */
export const cursorNow = async (context: Context): Promise<Cursor | null> =>
  (await context.db.query(cursor, { district: context.district }))[0] ?? null

export const cursorWrite = (context: Context, was: Cursor | null, sequence: number): Write => {
  const row = { district: context.district, sequence, catalogue: CATALOGUE }
  return was === null ? insertCursor(row) : moveCursor({ ...row, was: was.sequence })
}

type FactRow = Omit<LedgerFact, 'data'> & { data: string }

const scoring = query<
  ReturnType<typeof ledgerTables>,
  { district: string; after: number; until: number },
  FactRow
>(ledgerTables, 'facts that score', (b, { ledger: l }) =>
  b
    .select(factColumns(l))
    .from(l)
    .where(
      and(
        eq(l.district, value('district')),
        gt(l.sequence, value('after')),
        lte(l.sequence, value('until')),
        inArray(l.type, [...scoringTypes]),
      ),
    )
    .orderBy(asc(l.sequence)),
)

const read = (row: FactRow): LedgerFact => ({
  ...row,
  data: JSON.parse(row.data) as Record<string, unknown>,
})

/** What of a stretch of the ledger may score, in order. */
export const factsBetween = async (
  context: Context,
  after: number,
  until: number,
): Promise<LedgerFact[]> =>
  (await context.db.query(scoring, { district: context.district, after, until })).map(read)

const FEW = 4

/** Earlier facts that name whose these matters are, oldest first. */
export async function factsNamingOwners(
  context: Context,
  matters: readonly string[],
  until: number,
): Promise<LedgerFact[]> {
  const { ledger: l } = context.db.tables(ledgerTables)
  const rows = await inChunks(matters, (some) =>
    context.db.read
      .select(factColumns(l))
      .from(l)
      .where(
        and(
          eq(l.district, context.district),
          inArray(l.subjectId, some),
          inArray(l.type, [...namingTypes]),
          lte(l.sequence, until),
        ),
      )
      .orderBy(asc(l.sequence)),
  )
  return rows.map(read)
}

/** Those of the ids that are representatives: stations answer voters, too. */
export async function representativesAmong(
  context: Context,
  ids: readonly string[],
): Promise<Set<string>> {
  // One fact at a time is the rule, and the prepared way the faster one.
  if (ids.length <= FEW) {
    const found = await Promise.all(ids.map((id) => lookUpRepresentative(context, id)))
    return new Set(found.flatMap((one) => one?.id ?? []))
  }
  const { representatives: r } = context.db.tables(representativesTables)
  const rows = await inChunks(ids, (some) =>
    context.db.read
      .select({ id: r.id })
      .from(r)
      .where(and(eq(r.district, context.district), inArray(r.id, some))),
  )
  return new Set(rows.map(({ id }) => id))
}

const ofOne = query<Schema, { district: string; representativeId: string }, EntryRecord>(
  pointsTables,
  'point entries of one',
  (b, { pointEntries: e }) =>
    b
      .select()
      .from(e)
      .where(
        and(eq(e.district, value('district')), eq(e.representativeId, value('representativeId'))),
      ),
)

/** Everything that was counted of one representative. */
export const entriesOfOne = (
  context: Context,
  representativeId: string,
): Promise<readonly Entry[]> =>
  context.db.query(ofOne, { district: context.district, representativeId })

/** The same of some representatives, by whose they are. */
export async function entriesOfSome(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, Entry[]>> {
  const { pointEntries: e } = context.db.tables(pointsTables)
  const rows = await inChunks(ids, (some) =>
    context.db.read
      .select()
      .from(e)
      .where(and(eq(e.district, context.district), inArray(e.representativeId, some))),
  )
  return Map.groupBy(rows, ({ representativeId }) => representativeId)
}

/** Who did something from a moment on and before another; what only takes back is nothing done. */
export async function actedBetween(
  context: Context,
  from: number,
  to: number,
): Promise<Set<string>> {
  const { pointEntries: e } = context.db.tables(pointsTables)
  const rows = await context.db.read
    .selectDistinct({ id: e.representativeId })
    .from(e)
    .where(
      and(
        eq(e.district, context.district),
        gte(e.at, from),
        lt(e.at, to),
        inArray(e.fact, factKindNames),
      ),
    )
  return new Set(rows.map(({ id }) => id))
}

/** Entries of these kinds, oldest first: what may want a review. */
export async function entriesOfKinds(
  context: Context,
  kinds: readonly EntryRecord['fact'][],
): Promise<Entry[]> {
  if (kinds.length === 0) return []
  const { pointEntries: e } = context.db.tables(pointsTables)
  return await context.db.read
    .select()
    .from(e)
    .where(and(eq(e.district, context.district), inArray(e.fact, [...kinds])))
    .orderBy(asc(e.at), asc(e.representativeId))
}
