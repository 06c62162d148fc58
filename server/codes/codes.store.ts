import { randomBytes } from 'node:crypto'
import { makeCode } from '@mashang/shared/codes/codes.rules.ts'
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { derived } from '../core/db/derived.ts'
import { insertInto, query, statement, value, type Write } from '../core/db/statement.ts'
import { codesTables } from './codes.table.ts'

type Schema = ReturnType<typeof codesTables>
export type CodeRecord = Schema['codes']['$inferSelect']

const insertCode = insertInto(codesTables, 'codes')

export const revokeCode = statement<
  Schema,
  {
    district: string
    code: string
    revokedAt: number
    revokedReason: string
    successor: string | null
  }
>(
  codesTables,
  'revoke code',
  (b, t) =>
    b
      .update(t.codes)
      .set({
        revokedAt: value('revokedAt'),
        revokedReason: value('revokedReason'),
        successor: value('successor'),
      })
      .where(
        and(
          eq(t.codes.district, value('district')),
          eq(t.codes.code, value('code')),
          isNull(t.codes.revokedAt),
        ),
      ),
  { guarded: true },
)

/** A new code for a representative or station, or for a sheet of theirs, with the write that keeps it. */
export function newCode(
  context: Context,
  kind: 'representative' | 'station',
  targetId: string,
  sheetId: string | null = null,
): { code: string; write: Write } {
  const code = makeCode(randomBytes)
  const createdAt = context.clock.now()
  const { district } = context
  return {
    code,
    write: insertCode({
      district,
      code,
      kind,
      targetId,
      sheetId,
      revokedAt: null,
      successor: null,
      createdAt,
    }),
  }
}

const byCode = query<Schema, { district: string; code: string }, CodeRecord>(
  codesTables,
  'code',
  (b, t) =>
    b
      .select()
      .from(t.codes)
      .where(and(eq(t.codes.district, value('district')), eq(t.codes.code, value('code')))),
  { remembered: true },
)

/** The record of a normalized code, whatever its state. */
export const lookUpCode = async (context: Context, code: string): Promise<CodeRecord | null> =>
  (await context.db.query(byCode, { district: context.district, code }))[0] ?? null

const own = query<Schema, { district: string }, CodeRecord>(
  codesTables,
  'own codes',
  (b, t) =>
    b
      .select()
      .from(t.codes)
      .where(and(eq(t.codes.district, value('district')), isNull(t.codes.sheetId)))
      .orderBy(asc(t.codes.createdAt), asc(t.codes.code)),
  { remembered: true },
)

/** The codes of people and stations in order of making, revoked ones included; not those of sheets. */
export const ownCodes = (context: Context): Promise<readonly CodeRecord[]> =>
  context.db.query(own, { district: context.district })

const active = derived(
  (rows: readonly CodeRecord[]): ReadonlyMap<string, string> =>
    new Map(rows.filter((row) => row.revokedAt === null).map((row) => [row.targetId, row.code])),
)

/** The active code of each target. */
export const activeCodes = async (context: Context): Promise<ReadonlyMap<string, string>> =>
  active(await ownCodes(context))
