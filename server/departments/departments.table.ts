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
    },
    (t) => [
      c.primaryKey({ name: 'departments_pk', columns: [t.district, t.id] }),
      c.uniqueIndex('departments_name').on(t.district, t.name),
    ],
  ),
}))
