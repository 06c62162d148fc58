import { asc, eq, isNull } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, query, statement, value } from '../core/db/statement.ts'
import { departmentsTables } from './departments.table.ts'

type Schema = ReturnType<typeof departmentsTables>
export type DepartmentRecord = Schema['departments']['$inferSelect']

/** Of one that nobody has merged into another one. */
export const STANDING = { mergedInto: null, mergedAt: null, mergeReason: null }

export const insertDepartment = insertInto(departmentsTables, 'departments')

/** Guarded by the name that was read: of two at once the second is told. */
export const renameDepartment = statement<
  Schema,
  Pick<DepartmentRecord, 'district' | 'id' | 'name'> & { was: string }
>(
  departmentsTables,
  'rename department',
  (b, t) =>
    b
      .update(t.departments)
      .set({ name: value('name') })
      .where(ownRow(t.departments, eq(t.departments.name, value('was')))),
  { guarded: true },
)

export const DEPARTMENT_STANDS = 'department still stands'
/** Changes nothing; fails where it has been merged into another one since it was read. */
export const stillStands = statement<Schema, Pick<DepartmentRecord, 'district' | 'id'>>(
  departmentsTables,
  DEPARTMENT_STANDS,
  (b, { departments: d }) =>
    b
      .update(d)
      .set({ mergedInto: null })
      .where(ownRow(d, isNull(d.mergedInto))),
  { guarded: true, quiet: true },
)

const every = query<Schema, { district: string }, DepartmentRecord>(
  departmentsTables,
  'all departments',
  (b, t) =>
    b
      .select()
      .from(t.departments)
      .where(eq(t.departments.district, value('district')))
      .orderBy(asc(t.departments.createdAt), asc(t.departments.id)),
  { remembered: true },
)

/** Also those that were merged into another one: for their names, and for what became of them. */
export const departmentsEver = (context: Context): Promise<readonly DepartmentRecord[]> =>
  context.db.query(every, { district: context.district })

/** A few dozen. */
export const allDepartments = async (context: Context): Promise<readonly DepartmentRecord[]> =>
  (await departmentsEver(context)).filter(({ mergedInto }) => mergedInto === null)

/** The one that goes on in its place now, by way of others; itself where it stands. */
export function goesOnAs(departments: readonly DepartmentRecord[], id: string): string {
  const next = departments.find((one) => one.id === id)?.mergedInto ?? null
  return next === null ? id : goesOnAs(departments, next)
}

/** Whoever asks for one that was merged means the one that goes on. */
export const standingDepartment = async <Id extends string | undefined>(
  context: Context,
  id: Id,
): Promise<Id | string> => (id === undefined ? id : goesOnAs(await departmentsEver(context), id))

export const findDepartment = async (
  context: Context,
  id: string,
): Promise<DepartmentRecord | null> =>
  (await allDepartments(context)).find((row) => row.id === id) ?? null
