import { IN_ONE_HAND_DAYS } from '@mashang/shared/accounts/independence.rules.ts'
import { toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import type {
  ContactExportView,
  contactExportsApi,
} from '@mashang/shared/issues/contact-exports.api.ts'
import {
  contactExportRights,
  contactExportStateAt,
} from '@mashang/shared/issues/contact-exports.rules.ts'
import { notIndependentWords } from '@mashang/shared/issues/contact-exports.words.ts'
import type { z } from 'zod'
import { accountNames } from '../accounts/accounts.store.ts'
import { sharedHands } from '../accounts/independence.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { type ContactExportRecord, contactExportsPage } from './contact-exports.store.ts'

/** Why this reader cannot say yes, by who asked. */
export async function barsOf(
  context: Context,
  rows: readonly ContactExportRecord[],
  { accountId }: Actor,
): Promise<Map<string, string>> {
  const askers = rows.map(({ askedBy }) => askedBy)
  const hands = await sharedHands(context, accountId, askers)
  const names = await accountNames(context, [...askers, ...hands.values()])
  const who = (id: string) => ({ id, name: names.get(id) ?? '' })
  return new Map(
    [...hands].map(([asker, hand]) => [
      asker,
      notIndependentWords(who(hand), who(asker), accountId, IN_ONE_HAND_DAYS),
    ]),
  )
}

export async function viewsOf(
  context: Context,
  rows: readonly ContactExportRecord[],
  actor: Actor,
): Promise<ContactExportView[]> {
  const now = context.clock.now()
  const names = await accountNames(
    context,
    rows.flatMap((row) => [row.askedBy, ...(row.decidedBy === null ? [] : [row.decidedBy])]),
  )
  const asking = rows.filter(
    (row) => contactExportStateAt(row, now) === 'asked' && row.askedBy !== actor.accountId,
  )
  const bars = await barsOf(context, asking, actor)
  return rows.map((row) => ({
    id: row.id,
    state: contactExportStateAt(row, now),
    issues: row.issueIds.length,
    reason: row.reason,
    askedBy: names.get(row.askedBy) ?? '',
    askedAt: toIso(row.askedAt),
    decidedBy: row.decidedBy === null ? null : (names.get(row.decidedBy) ?? ''),
    decidedAt: toIsoOrNull(row.decidedAt),
    decision: row.decision,
    downloadedAt: toIsoOrNull(row.downloadedAt),
    expiresAt: toIso(row.expiresAt),
    bar: bars.get(row.askedBy) ?? null,
    can: contactExportRights(row, actor.accountId, now, !bars.has(row.askedBy)),
  }))
}

/** One page of the requests, with what their reader may do about each. */
export async function listContactExports(
  context: Context,
  query: z.output<NonNullable<typeof contactExportsApi.list.query>>,
  actor: Actor,
): Promise<z.input<NonNullable<typeof contactExportsApi.list.reply>>> {
  const { rows, total } = await contactExportsPage(context, query, actor.accountId)
  return {
    items: await viewsOf(context, rows, actor),
    total,
    page: query.page,
    size: query.size,
    serverTime: toIso(context.clock.now()),
  }
}
