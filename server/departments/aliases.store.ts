import { asc, eq } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, query, statement, value } from '../core/db/statement.ts'
import { departmentsTables } from './departments.table.ts'

type Schema = ReturnType<typeof departmentsTables>
export type AliasRecord = Schema['departmentAliases']['$inferSelect']

export const insertAlias = insertInto(departmentsTables, 'departmentAliases')

/** Guarded: of two who take it away the second is told. */
export const dropAlias = statement<Schema, Pick<AliasRecord, 'district' | 'id'>>(
  departmentsTables,
  'drop department alias',
  (b, { departmentAliases: a }) => b.delete(a).where(ownRow(a)),
  { guarded: true },
)

const every = query<Schema, { district: string }, AliasRecord>(
  departmentsTables,
  'all department aliases',
  (b, { departmentAliases: a }) =>
    b
      .select()
      .from(a)
      .where(eq(a.district, value('district')))
      .orderBy(asc(a.createdAt), asc(a.id)),
  { remembered: true },
)

/** A few for each department. */
export const allAliases = (context: Context): Promise<readonly AliasRecord[]> =>
  context.db.query(every, { district: context.district })
