import { and, eq, isNotNull, isNull, like, notExists } from 'drizzle-orm'
import { accountsTables } from '../accounts/accounts.table.ts'
import type { Context } from '../core/context.ts'
import type { Dialect } from '../core/db/columns.ts'
import { ownRow } from '../core/db/own-row.ts'
import { statement, value } from '../core/db/statement.ts'
import { departmentsTables } from '../departments/departments.table.ts'
import { importsTables } from './imports.table.ts'
import { suggestionsTables } from './suggestions.table.ts'

/** Departments that a list made, when that list is withdrawn: who still names them. */

const allTables = (dialect: Dialect) => ({
  ...departmentsTables(dialect),
  ...accountsTables(dialect),
  ...suggestionsTables(dialect),
  ...importsTables(dialect),
})
type Schema = ReturnType<typeof allTables>

/** An id stands in the JSON of whatever names it, wherever that is. */
const holding = (id: string): string => `%${id}%`

/**
 * Only where nothing names it when that is written, after all else of the same commit: no suggestion,
 * nothing that a list has written over and may give back, no account, none that was merged into it.
 */
const dropUnnamed = statement<Schema, { district: string; id: string; holding: string }>(
  allTables,
  'drop department that nothing names',
  (b, { departments: d, accounts: a, suggestions: s, suggestionImportRows: r }) =>
    b.delete(d).where(
      ownRow(
        d,
        notExists(
          b
            .select({ id: a.id })
            .from(a)
            .where(and(eq(a.district, value('district')), eq(a.departmentId, value('id')))),
        ),
        notExists(
          b
            .select({ id: s.id })
            .from(s)
            .where(and(eq(s.district, value('district')), like(s.matter, value('holding')))),
        ),
        notExists(
          b
            .select({ id: d.id })
            .from(d)
            .where(and(eq(d.district, value('district')), eq(d.mergedInto, value('id')))),
        ),
        notExists(
          b
            .select({ id: r.suggestionId })
            .from(r)
            .where(
              and(
                eq(r.district, value('district')),
                isNull(r.undoneAt),
                like(r.before, value('holding')),
              ),
            ),
        ),
      ),
    ),
  { guarded: true },
)

export const dropUnnamedDepartment = (district: string, id: string) =>
  dropUnnamed({ district, id, holding: holding(id) })

/**
 * Which of some departments nothing will name once some suggestions are as they were before a list.
 * @param goes what the list wrote in them, each with what it gives back
 */
export async function unnamedAfter(
  context: Context,
  departments: readonly string[],
  importId: string,
  goes: ReadonlyMap<string, unknown>,
): Promise<string[]> {
  const unnamed: string[] = []
  const givenBack = JSON.stringify([...goes.values()])
  for (const id of departments)
    if (!givenBack.includes(id) && !(await isNamed(context, id, importId, goes))) unnamed.push(id)
  return unnamed
}

async function isNamed(
  context: Context,
  id: string,
  importId: string,
  goes: ReadonlyMap<string, unknown>,
): Promise<boolean> {
  const { read } = context.db
  const {
    departments: d,
    accounts: a,
    suggestions: s,
    suggestionImportRows: r,
  } = { ...context.db.tables(allTables) }
  const { district } = context
  const accounts = await read
    .select({ id: a.id })
    .from(a)
    .where(and(eq(a.district, district), eq(a.departmentId, id)))
    .limit(1)
  if (accounts.length > 0) return true
  const merged = await read
    .select({ id: d.id })
    .from(d)
    .where(and(eq(d.district, district), eq(d.mergedInto, id)))
    .limit(1)
  if (merged.length > 0) return true
  const suggestions = await read
    .select({ id: s.id })
    .from(s)
    .where(and(eq(s.district, district), like(s.matter, holding(id))))
  if (suggestions.some((one) => !goes.has(one.id))) return true
  const writtenOver = await read
    .select({ importId: r.importId, suggestionId: r.suggestionId })
    .from(r)
    .where(
      and(
        eq(r.district, district),
        isNull(r.undoneAt),
        isNotNull(r.before),
        like(r.before, holding(id)),
      ),
    )
  return writtenOver.some((one) => one.importId !== importId || !goes.has(one.suggestionId))
}
