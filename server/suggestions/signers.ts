import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import type { SuggestionNoticeKind } from '@mashang/shared/suggestions/notices.words.ts'
import { tellingsInside } from '@mashang/shared/suggestions/tellings.rules.ts'
import { and, eq, isNull } from 'drizzle-orm'
import { accountsTables } from '../accounts/accounts.table.ts'
import type { Context } from '../core/context.ts'
import type { LedgerRow } from '../core/ledger/ledger.chain.ts'
import { periodsNow } from './suggestions.store.ts'

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
