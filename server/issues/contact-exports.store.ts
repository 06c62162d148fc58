import type { contactExportsApi } from '@mashang/shared/issues/contact-exports.api.ts'
import {
  and,
  asc,
  count,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  lt,
  ne,
  not,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, statement, value } from '../core/db/statement.ts'
import { contactExportsTables } from './contact-exports.table.ts'
import type { IssueRecord } from './issues.store.ts'
import { issuesTables } from './issues.table.ts'

type Schema = ReturnType<typeof contactExportsTables>
export type ContactExportRecord = Schema['contactExports']['$inferSelect']

type Query = z.output<NonNullable<typeof contactExportsApi.list.query>>

export const insertContactExport = insertInto(contactExportsTables, 'contactExports')

/** Guarded by the state it was read in: of two at once one gets through. */
export const moveContactExport = statement<
  Schema,
  Pick<
    ContactExportRecord,
    | 'district'
    | 'id'
    | 'state'
    | 'decidedBy'
    | 'decidedAt'
    | 'decision'
    | 'downloadedAt'
    | 'expiresAt'
  > & { wasState: ContactExportRecord['state'] }
>(
  contactExportsTables,
  'move contact export',
  (b, { contactExports: e }) =>
    b
      .update(e)
      .set({
        state: value('state'),
        decidedBy: value('decidedBy'),
        decidedAt: value('decidedAt'),
        decision: value('decision'),
        downloadedAt: value('downloadedAt'),
        expiresAt: value('expiresAt'),
      })
      .where(ownRow(e, eq(e.state, value('wasState')))),
  { guarded: true },
)

export async function findContactExport(
  context: Context,
  id: string,
): Promise<ContactExportRecord | null> {
  const { contactExports: e } = context.db.tables(contactExportsTables)
  const rows = await context.db.read
    .select()
    .from(e)
    .where(and(eq(e.district, context.district), eq(e.id, id)))
  return rows[0] ?? null
}

/** In the words of `contactExportStateAt`: nothing stores that one is over. */
const isIn = (
  { state, expiresAt }: ReturnType<typeof contactExportsTables>['contactExports'],
  wanted: NonNullable<Query['state']>,
  now: number,
): SQL | undefined => {
  const waits = inArray(state, ['asked', 'approved'])
  if (wanted === 'expired') return and(waits, lt(expiresAt, now))
  return and(eq(state, wanted), or(not(waits), gte(expiresAt, now)))
}

/** One page of the requests, and how many a filter finds. */
export async function contactExportsPage(
  context: Context,
  { state, by, sort, page, size }: Query,
  accountId: string,
): Promise<{ rows: ContactExportRecord[]; total: number }> {
  const { contactExports: e } = context.db.tables(contactExportsTables)
  const where = and(
    eq(e.district, context.district),
    state && isIn(e, state, context.clock.now()),
    by && (by === 'me' ? eq(e.askedBy, accountId) : ne(e.askedBy, accountId)),
  )
  // What nobody has decided counts as decided longest ago, in both databases.
  const decided = sql`coalesce(${e.decidedAt}, 0)`
  const orders = {
    asked: [asc(e.askedAt), asc(e.id)],
    '-asked': [desc(e.askedAt), desc(e.id)],
    decided: [asc(decided), asc(e.id)],
    '-decided': [desc(decided), desc(e.id)],
  }
  const rows = await context.db.read
    .select()
    .from(e)
    .where(where)
    .orderBy(...orders[sort])
    .limit(size)
    .offset((page - 1) * size)
  const [counted] = await context.db.read.select({ total: count() }).from(e).where(where)
  return { rows, total: Number(counted?.total ?? 0) }
}

export const holdsContact = ({
  contactPhone,
  contactName,
}: ReturnType<typeof issuesTables>['issues']) => or(isNotNull(contactPhone), isNotNull(contactName))

/** Those of them that hold a contact now. */
export async function heldOf(context: Context, ids: readonly string[]): Promise<IssueRecord[]> {
  const { issues: i } = context.db.tables(issuesTables)
  return await context.db.read
    .select()
    .from(i)
    .where(and(eq(i.district, context.district), inArray(i.id, [...ids]), holdsContact(i)))
    .orderBy(asc(i.year), asc(i.number))
}
