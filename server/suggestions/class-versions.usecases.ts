import { toIso } from '@mashang/shared/core/clock.ts'
import {
  type ClassesSaid,
  classEditions,
} from '@mashang/shared/suggestions/class-editions.rules.ts'
import type { suggestionsApi } from '@mashang/shared/suggestions/suggestions.api.ts'
import { answerClasses } from '@mashang/shared/suggestions/suggestions.words.ts'
import { and, asc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { accountNames } from '../accounts/accounts.store.ts'
import type { Context } from '../core/context.ts'
import { ledgerTables } from '../core/ledger/ledger.table.ts'

const wordsIn = (data: string): ClassesSaid['words'] => {
  const { classA: A, classB: B, classC: C } = JSON.parse(data) as Record<string, unknown>
  return typeof A === 'string' && typeof B === 'string' && typeof C === 'string'
    ? { A, B, C }
    : null
}

/** Whatever a district ever said for A, B and C: each change stands whole in the ledger. */
export async function classVersions(
  context: Context,
): Promise<z.input<NonNullable<typeof suggestionsApi.classVersions.reply>>> {
  const { ledger: l } = context.db.tables(ledgerTables)
  const rows = await context.db.read
    .select({ at: l.at, accountId: l.actorId, data: l.data })
    .from(l)
    .where(
      and(
        eq(l.district, context.district),
        eq(l.subjectId, context.district),
        eq(l.type, 'suggestion-periods.changed'),
      ),
    )
    .orderBy(asc(l.sequence))
  const editions = classEditions(rows.map(({ data, ...who }) => ({ ...who, words: wordsIn(data) })))
  const names = await accountNames(
    context,
    editions.flatMap(({ accountId }) => accountId ?? []),
  )
  return {
    standard: { ...answerClasses },
    items: editions.map(({ accountId, at, ...edition }) => ({
      ...edition,
      at: toIso(at),
      by: names.get(accountId ?? '') ?? '一个账号',
    })),
  }
}
