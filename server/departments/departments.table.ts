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
      /** It was one and the same as this one, which goes on; the name stays known. */
      mergedInto: c.text(),
      mergedAt: c.moment(),
    },
    (t) => [
      c.primaryKey({ name: 'departments_pk', columns: [t.district, t.id] }),
      c.uniqueIndex('departments_name').on(t.district, t.name),
    ],
  ),
}))
