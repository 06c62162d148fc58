import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { inChunks } from '../core/db/chunks.ts'
import { districtNow } from '../districts/districts.store.ts'
import { issuesTables } from './issues.table.ts'

/** By which numbers some matters are filed; nothing that anybody wrote. */
export async function numbersOfIssues(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { issues: i } = context.db.tables(issuesTables)
  const { shortName } = await districtNow(context)
  const rows = await inChunks(ids, (some) =>
    context.db.read
      .select({ id: i.id, year: i.year, number: i.number })
      .from(i)
      .where(and(eq(i.district, context.district), inArray(i.id, some))),
  )
  return new Map(rows.map(({ id, year, number }) => [id, issueNumber(shortName, year, number)]))
}
