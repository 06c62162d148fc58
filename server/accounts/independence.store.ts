import {
  commonHand,
  handlings,
  handlingsSince,
} from '@mashang/shared/accounts/independence.rules.ts'
import { and, eq, gte, inArray, isNotNull, ne } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ledgerTables } from '../core/ledger/ledger.table.ts'

/** Who made, empowered or opened anew one of these accounts lately. */
async function handlersOf(
  context: Context,
  ids: readonly string[],
  since: number,
): Promise<string[]> {
  const { ledger: l } = context.db.tables(ledgerTables)
  const rows = await context.db.read
    .selectDistinct({ by: l.actorId })
    .from(l)
    .where(
      and(
        eq(l.district, context.district),
        inArray(l.subjectId, [...ids]),
        eq(l.subjectKind, 'account'),
        inArray(l.type, [...handlings]),
        gte(l.at, since),
        isNotNull(l.actorId),
        ne(l.actorId, l.subjectId),
      ),
    )
  return rows.flatMap(({ by }) => by ?? [])
}

/** An account, and everybody through whose hands it went lately, over any number of steps. */
async function handsOf(context: Context, accountId: string): Promise<Set<string>> {
  const since = handlingsSince(context.clock.now())
  const hands = new Set([accountId])
  for (let last = [accountId]; last.length > 0; ) {
    last = (await handlersOf(context, last, since)).filter((id) => !hands.has(id))
    for (const id of last) hands.add(id)
  }
  return hands
}

/**
 * Who may stand behind both this account and each of the others, by the id of the other: then the
 * two are no two persons. Those that are independent of it are left out.
 */
export async function sharedHands(
  context: Context,
  accountId: string,
  others: readonly string[],
): Promise<Map<string, string>> {
  const own = await handsOf(context, accountId)
  const shared = new Map<string, string>()
  for (const other of new Set(others)) {
    const hand = commonHand(await handsOf(context, other), own)
    if (hand !== null) shared.set(other, hand)
  }
  return shared
}
