import { accountErrors } from '@mashang/shared/accounts/accounts.errors.ts'
import { maySign } from '@mashang/shared/accounts/signing.rules.ts'
import { type ErrorKind, Failure } from '@mashang/shared/core/errors.ts'
import { and, eq, exists, isNull, ne, notExists, or, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { ownRow } from '../core/db/own-row.ts'
import { statement, value, type Write } from '../core/db/statement.ts'
import { ledgerTables } from '../core/ledger/ledger.table.ts'
import type { AccountRecord } from './accounts.store.ts'
import { accountsTables } from './accounts.table.ts'

type Schema = ReturnType<typeof accountsTables>

/** A department whose accounts only draft can sign nothing: one of them at least signs. */

type Both = Schema & ReturnType<typeof ledgerTables>

const signs = (a: Schema['accounts']): SQL | undefined =>
  or(isNull(a.signing), sql`${a.signing} not like '%"part":"clerk"%'`)

/** Changes nothing; undoes the commit where the account does not sign any more. */
const stillSigns = statement<Schema, Pick<AccountRecord, 'district' | 'id'>>(
  accountsTables,
  'still signs',
  (b, { accounts: a }) =>
    b
      .update(a)
      .set({ lastSignInAt: sql`${a.lastSignInAt}` })
      .where(ownRow(a, isNull(a.closedAt), signs(a))),
  { guarded: true },
)

/** Changes nothing; undoes the commit where its department would be left with who only drafts. */
const closesLast = statement<
  Both,
  Pick<AccountRecord, 'district' | 'id'> & { departmentId: string }
>(
  (dialect) => ({ ...accountsTables(dialect), ...ledgerTables(dialect) }),
  'nobody is left, or somebody signs',
  (b, { accounts: a, ledgerHeads: h }) => {
    const left = (which?: SQL) =>
      b
        .select({ id: a.id })
        .from(a)
        .where(
          and(
            eq(a.district, value('district')),
            eq(a.departmentId, value('departmentId')),
            eq(a.role, 'department'),
            isNull(a.closedAt),
            ne(a.id, value('id')),
            which,
          ),
        )
    return b
      .update(h)
      .set({ sequence: sql`${h.sequence}` })
      .where(and(eq(h.district, value('district')), or(notExists(left()), exists(left(signs(a))))))
  },
  { guarded: true, quiet: true },
)

/** Whether a commit was undone because nobody would sign for a department. */
export const nobodySigns = (error: unknown): boolean =>
  error instanceof Conflict &&
  ['still signs', 'nobody is left, or somebody signs'].includes(error.statement)

/** Who has an account of a department now, whoever is left out. */
async function others(
  context: Context,
  departmentId: string,
  without?: string,
): Promise<Pick<AccountRecord, 'id' | 'signing'>[]> {
  const { accounts: a } = context.db.tables(accountsTables)
  const rows = await context.db.read
    .select({ id: a.id, signing: a.signing })
    .from(a)
    .where(
      and(
        eq(a.district, context.district),
        eq(a.departmentId, departmentId),
        eq(a.role, 'department'),
        isNull(a.closedAt),
      ),
    )
  return rows.filter(({ id }) => id !== without)
}

const keeps = (
  context: Context,
  accounts: readonly Pick<AccountRecord, 'id' | 'signing'>[],
  otherwise: ErrorKind,
): Write[] => {
  const signer = accounts.find(({ signing }) => maySign(signing))
  if (signer === undefined) throw new Failure(otherwise)
  return [stillSigns({ district: context.district, id: signer.id })]
}

/** What goes along where an account signs no more, but drafts: somebody else of its department does. */
export async function signsElsewhere(
  context: Context,
  { id, departmentId, signing }: AccountRecord,
): Promise<Write[]> {
  return departmentId === null || !maySign(signing)
    ? []
    : keeps(context, await others(context, departmentId, id), accountErrors.lastSigner)
}

/** The same where it is closed: a department without any account answers by one-time links. */
export async function signsAfterClosing(
  context: Context,
  { id, departmentId, signing }: AccountRecord,
): Promise<Write[]> {
  if (departmentId === null || !maySign(signing)) return []
  const left = await others(context, departmentId, id)
  if (left.length > 0 && !left.some((one) => maySign(one.signing)))
    throw new Failure(accountErrors.lastSigner)
  return [closesLast({ district: context.district, id, departmentId })]
}

/** Whoever drafts only comes after somebody who signs. */
export const signsAlready = async (context: Context, departmentId: string): Promise<Write[]> =>
  keeps(context, await others(context, departmentId), accountErrors.signerFirst)
