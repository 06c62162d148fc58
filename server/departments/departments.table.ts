import { sql } from 'drizzle-orm'
import { tables } from '../core/db/columns.ts'

export const departmentsTables = tables((c) => ({
  /** 承办单位. */
  departments: c.table(
    'departments',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      name: c.text().notNull(),
      createdAt: c.moment().notNull(),
      /** Which one goes on in its place, since when, and why; it stays here for whatever names it. */
      mergedInto: c.text(),
      mergedAt: c.moment(),
      mergeReason: c.text(),
    },
    (t) => [
      c.primaryKey({ name: 'departments_pk', columns: [t.district, t.id] }),
      // One that was merged keeps its name for what it signed; another may bear it now.
      c.uniqueIndex('departments_name').on(t.district, t.name).where(sql`merged_into is null`),
    ],
  ),
  /** What else lists call them. */
  departmentAliases: c.table(
    'department_aliases',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      departmentId: c.text().notNull(),
      name: c.text().notNull(),
      createdAt: c.moment().notNull(),
      /** The list with which somebody said so; withdrawn, it takes this along. Null: said by itself. */
      importId: c.text(),
    },
    (t) => [
      c.primaryKey({ name: 'department_aliases_pk', columns: [t.district, t.id] }),
      c.uniqueIndex('department_aliases_name').on(t.district, t.name),
    ],
  ),
}))
