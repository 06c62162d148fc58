import { and, eq, type SQL, type SQLWrapper } from 'drizzle-orm'
import { value } from './statement.ts'

/** One row of a district, by the values `district` and `id`; where conditions follow, only if they hold. */
export const ownRow = (
  table: { district: SQLWrapper; id: SQLWrapper },
  ...conditions: (SQL | undefined)[]
): SQL | undefined =>
  and(eq(table.district, value('district')), eq(table.id, value('id')), ...conditions)
