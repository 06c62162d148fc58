import { partOf } from '@mashang/shared/suggestions/matter.rules.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { maySee } from '../issues/issues.policy.ts'
import { findIssues } from '../issues/issues.store.ts'
import { findSuggestion } from '../suggestions/suggestions.store.ts'
import { partyOf } from '../suggestions/suggestions.usecases.ts'

/** How matters that this person may see are called, by id; of others nothing is told. */
export async function namesOf(
  context: Context,
  matters: readonly { matterKind: string; matterId: string }[],
  actor: Actor,
  more: MoreNames,
): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  const idsOf = (kind: string): string[] => [
    ...new Set(matters.flatMap((one) => (one.matterKind === kind ? [one.matterId] : []))),
  ]
  for (const [id, issue] of await findIssues(context, idsOf('issue')))
    if (maySee(issue, actor)) names.set(id, issue.title)
  const who = partyOf(actor)
  for (const id of idsOf('suggestion')) {
    const found = await findSuggestion(context, id)
    if (found !== null && who !== null && partOf(found.matter, who) !== null)
      names.set(id, found.title)
  }
  for (const [id, title] of await more(idsOf('activity'))) names.set(id, title)
  return names
}

/** Titles of activities, which a higher feature knows; handed in. */
export type MoreNames = (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
