import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { insertInto, query, statement, value } from '../core/db/statement.ts'
import { departmentsTables } from './departments.table.ts'

type Schema = ReturnType<typeof departmentsTables>
export type DepartmentRecord = Schema['departments']['$inferSelect']

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
      .where(
        and(
          eq(t.departments.district, value('district')),
          eq(t.departments.id, value('id')),
          eq(t.departments.name, value('was')),
        ),
      ),
  { guarded: true },
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

/** A few dozen. */
export const allDepartments = (context: Context): Promise<readonly DepartmentRecord[]> =>
  context.db.query(every, { district: context.district })

export const findDepartment = async (
  context: Context,
  id: string,
): Promise<DepartmentRecord | null> =>
  (await allDepartments(context)).find((row) => row.id === id) ?? null
