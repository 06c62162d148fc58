import { and, count, eq, isNotNull, isNull, lt } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, statement, value } from '../core/db/statement.ts'
import { rostersTables } from './rosters.table.ts'

type Schema = ReturnType<typeof rostersTables>
export type RosterRecord = Schema['rosters']['$inferSelect']

export const insertRoster = insertInto(rostersTables, 'rosters')

const theDraft = (t: Schema) => ownRow(t.rosters, isNull(t.rosters.confirmedAt))

export const saveMapping = statement<
  Schema,
  { district: string; id: string; overrides: NonNullable<unknown> }
>(
  rostersTables,
  'save roster mapping',
  (b, t) =>
    b
      .update(t.rosters)
      .set({ overrides: value('overrides') })
      .where(theDraft(t)),
  { guarded: true },
)

/**
 * Marks a roster as imported: once, and only while no other was imported since its people were
 * compared with the system's (`confirmedBefore` is how many had been by then).
 */
export const confirmRoster = statement<
  Schema,
  {
    district: string
    id: string
    confirmedAt: number
    report: NonNullable<unknown>
    confirmedBefore: number
  }
>(
  rostersTables,
  'confirm roster',
  (b, t) =>
    b
      .update(t.rosters)
      .set({ confirmedAt: value('confirmedAt'), report: value('report') })
      .where(
        and(
          theDraft(t),
          eq(
            b
              .select({ n: count() })
              .from(t.rosters)
              .where(
                and(eq(t.rosters.district, value('district')), isNotNull(t.rosters.confirmedAt)),
              ),
            value('confirmedBefore'),
          ),
        ),
      ),
  { guarded: true },
)

export const deleteDraft = statement<Schema, { district: string; id: string }>(
  rostersTables,
  'delete roster draft',
  (b, t) => b.delete(t.rosters).where(theDraft(t)),
)

export async function findRoster(context: Context, id: string): Promise<RosterRecord | null> {
  const { rosters } = context.db.tables(rostersTables)
  const rows = await context.db.read
    .select()
    .from(rosters)
    .where(and(eq(rosters.district, context.district), eq(rosters.id, id)))
  return rows[0] ?? null
}

/** How many rosters have been imported so far. */
export async function confirmedRosters(context: Context): Promise<number> {
  const { rosters } = context.db.tables(rostersTables)
  const rows = await context.db.read
    .select({ n: count() })
    .from(rosters)
    .where(and(eq(rosters.district, context.district), isNotNull(rosters.confirmedAt)))
  return rows[0]?.n ?? 0
}

/** Drafts that nobody confirmed since `before`. */
export async function draftsBefore(context: Context, before: number): Promise<{ id: string }[]> {
  const { rosters } = context.db.tables(rostersTables)
  return await context.db.read
    .select({ id: rosters.id })
    .from(rosters)
    .where(
      and(
        eq(rosters.district, context.district),
        isNull(rosters.confirmedAt),
        lt(rosters.createdAt, before),
      ),
    )
}

export const rosterFile = (id: string): string => `rosters/${id}`

/** Keeps an uploaded file until its import; sealed, because it is full of phone numbers. */
export async function keepFile(context: Context, id: string, bytes: Buffer): Promise<void> {
  const sealed = context.secrets.seal(bytes.toString('base64'), id)
  await context.files.put(rosterFile(id), Buffer.from(sealed))
}

/** The file's bytes; null when it is gone. */
export async function keptFile(context: Context, id: string): Promise<Buffer | null> {
  const file = await context.files.read(rosterFile(id))
  if (file === null) return null
  const chunks: Buffer[] = []
  for await (const chunk of file.stream) chunks.push(chunk as Buffer)
  return Buffer.from(context.secrets.unseal(Buffer.concat(chunks).toString(), id), 'base64')
}

export const dropFile = (context: Context, id: string): Promise<void> =>
  context.files.remove(rosterFile(id))
