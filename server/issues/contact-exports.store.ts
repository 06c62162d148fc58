import { and, asc, desc, eq, inArray, isNotNull, or } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { insertInto, statement, value } from '../core/db/statement.ts'
import { contactExportsTables } from './contact-exports.table.ts'
import type { IssueRecord } from './issues.store.ts'
import { issuesTables } from './issues.table.ts'

type Schema = ReturnType<typeof contactExportsTables>
export type ContactExportRecord = Schema['contactExports']['$inferSelect']

const LISTED = 50

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
      .where(
        and(
          eq(e.district, value('district')),
          eq(e.id, value('id')),
          eq(e.state, value('wasState')),
        ),
      ),
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

export async function lastContactExports(context: Context): Promise<ContactExportRecord[]> {
  const { contactExports: e } = context.db.tables(contactExportsTables)
  return await context.db.read
    .select()
    .from(e)
    .where(eq(e.district, context.district))
    .orderBy(desc(e.askedAt), desc(e.id))
    .limit(LISTED)
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
