import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { inChunks } from '../core/db/chunks.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, statement, value } from '../core/db/statement.ts'
import { paperworkTables } from './paperwork.table.ts'

type Schema = ReturnType<typeof paperworkTables>
type PaperRecord = Schema['papers']['$inferSelect']

export const insertPaper = insertInto(paperworkTables, 'papers')

/** Guarded: of two clerks who take it back one does; foreign, absent and taken back look the same. */
export const withdrawPaper = statement<
  Schema,
  {
    district: string
    id: string
    representativeId: string
    withdrawnAt: number
    withdrawal: string
  }
>(
  paperworkTables,
  'withdraw paper',
  (b, { papers: p }) =>
    b
      .update(p)
      .set({ withdrawnAt: value('withdrawnAt'), withdrawal: value('withdrawal') })
      .where(ownRow(p, eq(p.representativeId, value('representativeId')), isNull(p.withdrawnAt))),
  { guarded: true },
)

export async function papersOf(context: Context, representativeId: string): Promise<PaperRecord[]> {
  const { papers: p } = context.db.tables(paperworkTables)
  return await context.db.read
    .select()
    .from(p)
    .where(and(eq(p.district, context.district), eq(p.representativeId, representativeId)))
}

/** Some of them, whosever they are. */
export async function findPapers(context: Context, ids: readonly string[]): Promise<PaperRecord[]> {
  const { papers: p } = context.db.tables(paperworkTables)
  return await inChunks([...ids], (some) =>
    context.db.read
      .select()
      .from(p)
      .where(and(eq(p.district, context.district), inArray(p.id, some))),
  )
}
