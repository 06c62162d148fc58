import { Failure } from '@mashang/shared/core/errors.ts'
import type { Link, MatterRef } from '@mashang/shared/lineage/lineage.rules.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import { and, count, eq, inArray } from 'drizzle-orm'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { statement, value } from '../core/db/statement.ts'
import { membersOf } from '../issues/groups.store.ts'
import { issueFor } from '../issues/handling.usecases.ts'
import { findIssue } from '../issues/issues.store.ts'
import { issuesTables } from '../issues/issues.table.ts'
import { originsInEach } from '../lineage/lineage.store.ts'
import { suggestionsTables } from './suggestions.table.ts'

export const fromMatter = (from: MatterRef, suggestionId: string): Link => ({
  from,
  to: { kind: 'suggestion', id: suggestionId },
})

export const fromIssue = (issueId: string, suggestionId: string): Link =>
  fromMatter({ kind: 'issue', id: issueId }, suggestionId)

export const intoOther = (id: string, other: string): Link => ({
  from: { kind: 'suggestion', id },
  to: { kind: 'suggestion', id: other },
})

/** Every voter's matter that a suggestion came out of, also by those merged into it, each once. */
export const issuesBehind = async (context: Context, suggestionId: string): Promise<string[]> =>
  (await issuesBehindEach(context, [suggestionId])).get(suggestionId) ?? []

/** Of some voters' matters, how many are of voters who did not agree to anything of it being public. */
export async function unwillingAmong(
  context: Context,
  issueIds: readonly string[],
): Promise<number> {
  if (issueIds.length === 0) return 0
  const { issues: i } = context.db.tables(issuesTables)
  const [found] = await context.db.read
    .select({ n: count() })
    .from(i)
    .where(
      and(eq(i.district, context.district), eq(i.publish, false), inArray(i.id, [...issueIds])),
    )
  return found?.n ?? 0
}

/** The same of many suggestions, by their ids. */
export async function issuesBehindEach(
  context: Context,
  suggestionIds: readonly string[],
): Promise<Map<string, string[]>> {
  const matters = suggestionIds.map((id) => ({ kind: 'suggestion' as const, id }))
  const found = await originsInEach(context, matters, 'issue')
  return new Map([...found].map(([{ id }, issueIds]) => [id, issueIds]))
}

/** A suggestion was not written from that matter after all: the tie is not made again at a start. */
export const forgetIssue = statement<
  ReturnType<typeof suggestionsTables>,
  { district: string; id: string; issueId: string }
>(suggestionsTables, 'suggestion forgets its issue', (b, { suggestions: s }) =>
  b
    .update(s)
    .set({ issueId: null })
    .where(ownRow(s, eq(s.issueId, value('issueId')))),
)

/**
 * A voter's matter and the others that lie together with it in one hand: these are given the same
 * words, so they hear of the same suggestion. What lies in another hand is not the writer's to tell.
 */
export async function lyingWith(
  context: Context,
  issueId: string,
  writerId: string,
): Promise<string[]> {
  const issue = await findIssue(context, issueId)
  if (issue === null || issue.groupId === null || issue.handlerId !== writerId) return [issueId]
  const others = (await membersOf(context, issue.groupId)).filter(
    ({ id, handlerId }) => id !== issueId && handlerId === writerId,
  )
  return [issueId, ...others.map(({ id }) => id)]
}

/** Foreign and absent look the same. */
export async function mustBeTheirs(context: Context, issueId: string, actor: Actor): Promise<void> {
  try {
    await issueFor(context, issueId, actor)
  } catch (error) {
    if (error instanceof Failure && error.kind.status === 404)
      throw new Failure(suggestionErrors.issueUnknown)
    throw error
  }
}
