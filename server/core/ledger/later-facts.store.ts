import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { and, asc, eq, gte, inArray } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { inChunks } from '../db/chunks.ts'
import { factColumns } from './fact-columns.ts'
import { ledgerTables } from './ledger.table.ts'

interface FactRow {
  sequence: number
  at: EpochMs
  type: string
  subjectKind: string
  subjectId: string
  data: Record<string, unknown>
}

/**
 * Matters to which something happened at a moment or later, each with all of its facts, oldest first:
 * of the others what is true now was true then.
 */
export async function touchedSince(
  context: Context,
  ids: readonly string[],
  since: EpochMs,
): Promise<Map<string, FactRow[]>> {
  const { ledger: l } = context.db.tables(ledgerTables)
  const of = (some: string[]) => and(eq(l.district, context.district), inArray(l.subjectId, some))
  const touched = await inChunks(ids, (some) =>
    context.db.read
      .selectDistinct({ id: l.subjectId })
      .from(l)
      .where(and(of(some), gte(l.at, since))),
  )
  const rows = await inChunks(
    touched.map(({ id }) => id),
    (some) =>
      context.db.read.select(factColumns(l)).from(l).where(of(some)).orderBy(asc(l.sequence)),
  )
  const facts = new Map<string, FactRow[]>()
  for (const row of rows) {
    const known = facts.get(row.subjectId) ?? []
    known.push({ ...row, data: JSON.parse(row.data) as Record<string, unknown> })
    facts.set(row.subjectId, known)
  }
  return facts
}
