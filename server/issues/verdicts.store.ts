import type { Verdict } from '@mashang/shared/issues/issues.words.ts'
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { inChunks } from '../core/db/chunks.ts'
import { issuesTables } from './issues.table.ts'

/** What their voters said last of the answers, by the issue; silence is missing. */
export async function lastVerdicts(
  context: Context,
  issueIds: readonly string[],
): Promise<Map<string, { answer: Verdict; solved: Verdict }>> {
  const { issueVerdicts: v } = context.db.tables(issuesTables)
  const rows = await inChunks(issueIds, (some) =>
    context.db.read
      .select({ issueId: v.issueId, answer: v.answer, solved: v.solved })
      .from(v)
      .where(and(eq(v.district, context.district), inArray(v.issueId, some)))
      .orderBy(asc(v.at), asc(v.id)),
  )
  return new Map(rows.map(({ issueId, ...said }) => [issueId, said]))
}
