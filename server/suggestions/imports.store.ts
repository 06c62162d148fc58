import { and, asc, desc, eq, getTableColumns, inArray, isNull, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { inChunks } from '../core/db/chunks.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, statement, value } from '../core/db/statement.ts'
import { ledgerTables } from '../core/ledger/ledger.table.ts'
import { importsTables } from './imports.table.ts'
import { suggestionsTables } from './suggestions.table.ts'

type Schema = ReturnType<typeof importsTables>
type Suggestions = ReturnType<typeof suggestionsTables>
export type ImportRecord = Schema['suggestionImports']['$inferSelect']
export type ImportRowRecord = Schema['suggestionImportRows']['$inferSelect']

export const insertImport = insertInto(importsTables, 'suggestionImports')
export const insertImportRow = insertInto(importsTables, 'suggestionImportRows')

export const saveUndone = statement<
  Schema,
  { district: string; id: string; undoneAt: number; undoneBy: string }
>(importsTables, 'save undone import', (b, { suggestionImports: i }) =>
  b
    .update(i)
    .set({ undoneAt: value('undoneAt'), undoneBy: value('undoneBy') })
    .where(ownRow(i)),
)

type OneRow = { district: string; importId: string; suggestionId: string; undoneAt: number }
/** Of two who withdraw it at once the second is told; what the list had written over goes with it. */
export const undoRow = statement<Schema, OneRow>(
  importsTables,
  'undo import row',
  (b, { suggestionImportRows: r }) =>
    b
      .update(r)
      .set({ undoneAt: value('undoneAt'), before: null })
      .where(
        and(
          eq(r.district, value('district')),
          eq(r.importId, value('importId')),
          eq(r.suggestionId, value('suggestionId')),
          isNull(r.undoneAt),
        ),
      ),
  { guarded: true },
)

/** What an earlier list left stands there again, so that it can be withdrawn, too. */
export const standAgain = statement<
  Schema,
  { district: string; suggestionId: string; revision: number; wasRevision: number }
>(importsTables, 'import row stands again', (b, { suggestionImportRows: r }) =>
  b
    .update(r)
    .set({ revision: value('revision') })
    .where(
      and(
        eq(r.district, value('district')),
        eq(r.suggestionId, value('suggestionId')),
        eq(r.revision, value('wasRevision')),
      ),
    ),
)

/** Only as long as it is as the import has left it. */
export const dropSuggestion = statement<
  Suggestions,
  { district: string; id: string; wasRevision: number }
>(
  suggestionsTables,
  'drop imported suggestion',
  (b, { suggestions: s }) => b.delete(s).where(ownRow(s, eq(s.revision, value('wasRevision')))),
  { guarded: true },
)

export const dropClocks = statement<Suggestions, { district: string; suggestionId: string }>(
  suggestionsTables,
  'drop clocks of imported suggestion',
  (b, { suggestionClocks: c }) =>
    b
      .delete(c)
      .where(and(eq(c.district, value('district')), eq(c.suggestionId, value('suggestionId')))),
)

/** How many rows of each list were not taken: the ledger says it, and the rows may be thousands. */
async function leftOf(context: Context, ids: readonly string[]): Promise<Map<string, number>> {
  const { ledger: l } = context.db.tables(ledgerTables)
  const facts = await inChunks(ids, (some) =>
    context.db.read
      .select({ id: l.subjectId, data: l.data })
      .from(l)
      .where(
        and(
          eq(l.district, context.district),
          inArray(l.subjectId, some),
          eq(l.type, 'suggestion-import.made'),
        ),
      ),
  )
  return new Map(facts.map(({ id, data }) => [id, Number(JSON.parse(data).left)]))
}

/** All lists that were imported, the last one first, each with how much of it still stands. */
export async function allImports(context: Context) {
  const { suggestionImports: i, suggestionImportRows: r } = context.db.tables(importsTables)
  const { district } = context
  const { problems: _, ...columns } = getTableColumns(i)
  const imports = await context.db.read
    .select(columns)
    .from(i)
    .where(eq(i.district, district))
    .orderBy(desc(i.at), desc(i.id))
  const rows = await context.db.read
    .select({
      importId: r.importId,
      rows: sql<number>`count(*)`,
      undone: sql<number>`count(${r.undoneAt})`,
    })
    .from(r)
    .where(eq(r.district, district))
    .groupBy(r.importId)
  const counts = new Map(rows.map((one) => [one.importId, one]))
  const left = await leftOf(
    context,
    imports.map(({ id }) => id),
  )
  return imports.map((one) => ({
    ...one,
    left: left.get(one.id) ?? 0,
    rows: Number(counts.get(one.id)?.rows ?? 0),
    undone: Number(counts.get(one.id)?.undone ?? 0),
  }))
}

export async function findImport(context: Context, id: string): Promise<ImportRecord | null> {
  const { suggestionImports: i } = context.db.tables(importsTables)
  const [found] = await context.db.read
    .select()
    .from(i)
    .where(and(eq(i.district, context.district), eq(i.id, id)))
  return found ?? null
}

/** What of an import was not withdrawn yet. */
export async function rowsOfImport(context: Context, importId: string): Promise<ImportRowRecord[]> {
  const { suggestionImportRows: r } = context.db.tables(importsTables)
  return await context.db.read
    .select()
    .from(r)
    .where(and(eq(r.district, context.district), eq(r.importId, importId), isNull(r.undoneAt)))
    .orderBy(asc(r.suggestionId))
}

/** A query of what an import wrote and still stands. */
export function writtenBy(context: Context, importId: string) {
  const { suggestionImportRows: r } = context.db.tables(importsTables)
  return context.db.read
    .select({ id: r.suggestionId })
    .from(r)
    .where(and(eq(r.district, context.district), eq(r.importId, importId), isNull(r.undoneAt)))
}

/** What comes by itself, or out of lists: nobody's work. */
const NO_WORK = new Set([
  'suggestion.imported',
  'suggestion.import-updated',
  'suggestion.import-undone',
  'suggestion.promise-due',
  'suggestion.clock-moved',
  'suggestion.clock-soon',
  'suggestion.clock-late',
])

/** Which of some were worked on from a moment on: steps, links, whatever else the ledger has of them. */
export async function workedOn(
  context: Context,
  ids: readonly string[],
  since: number,
): Promise<Set<string>> {
  const { ledger: l } = context.db.tables(ledgerTables)
  const rows = await inChunks(ids, (some) =>
    context.db.read
      .select({ id: l.subjectId, type: l.type, at: l.at })
      .from(l)
      .where(and(eq(l.district, context.district), inArray(l.subjectId, some))),
  )
  return new Set(
    rows.flatMap(({ id, type, at }) => (at >= since && !NO_WORK.has(type) ? [id] : [])),
  )
}
