import { tellingsInside } from '@mashang/shared/suggestions/inside-tellings.rules.ts'
import { taskOf } from '@mashang/shared/suggestions/links.rules.ts'
import type { Matter, Party } from '@mashang/shared/suggestions/matter.rules.ts'
import type { SuggestionNoticeKind } from '@mashang/shared/suggestions/notices.words.ts'
import { and, eq, isNull } from 'drizzle-orm'
import { departmentsWithAccount } from '../accounts/accounts.store.ts'
import { accountsTables } from '../accounts/accounts.table.ts'
import type { Context } from '../core/context.ts'
import type { LedgerRow } from '../core/ledger/ledger.chain.ts'
import { periodsNow } from './suggestions.store.ts'

/**
 * Departments that owe an answer and cannot sign it: they have accounts, which rules out a link, and
 * none of a 签发人, who alone signs in this district. Of a department itself only that.
 */
export async function signerless(
  context: Context,
  matter: Matter,
  who: Party,
): Promise<readonly string[]> {
  if (who.kind === 'representative') return []
  const { accountSigns } = await periodsNow(context)
  if (!accountSigns) return []
  const known = await departmentsWithAccount(context)
  return matter.handlers
    .map(({ departmentId }) => departmentId)
    .filter((id) => who.kind === 'office' || who.id === id)
    .filter((id) => known.get(id) === false && !['opinion', null].includes(taskOf(matter, id)))
}

/** Departments that nobody can sign in for: the office passes on to them what cannot wait. */
export async function withoutAccount(
  context: Context,
  ids: readonly string[],
): Promise<readonly string[]> {
  if (ids.length === 0) return []
  const known = await departmentsWithAccount(context)
  return ids.filter((id) => !known.has(id))
}

/** Who of the department has to be told of such a step; never whoever took it. */
export async function tellSigners(
  context: Context,
  { type, actorId }: Pick<LedgerRow, 'type' | 'actorId'>,
  data: Record<string, unknown>,
  matter: Matter,
): Promise<{ accountId: string; kind: SuggestionNoticeKind; data: Record<string, string> }[]> {
  const telling = tellingsInside[type]
  if (telling === undefined || typeof data.byId !== 'string') return []
  if (!telling.waits(matter, data.byId)) return []
  const { accountSigns } = await periodsNow(context)
  const { accounts: a } = context.db.tables(accountsTables)
  const rows = await context.db.read
    .select({ id: a.id, signing: a.signing })
    .from(a)
    .where(
      and(
        eq(a.district, context.district),
        eq(a.role, 'department'),
        eq(a.departmentId, data.byId),
        isNull(a.closedAt),
      ),
    )
  return rows.flatMap(({ id, signing }) =>
    telling.to(signing, accountSigns) && id !== actorId
      ? [{ accountId: id, kind: telling.kind, data: {} }]
      : [],
  )
}
