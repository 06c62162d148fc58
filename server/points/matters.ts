import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { maySee } from '../issues/issues.policy.ts'
import { findIssues } from '../issues/issues.store.ts'
import { matterKinds } from '../matters/matters.ts'

/** How matters that this person may see are called, by id; of others nothing is told. */
export async function namesOf(
  context: Context,
  matters: readonly { matterKind: string; matterId: string }[],
  actor: Actor,
): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  const idsOf = (kind: string): string[] => [
    ...new Set(matters.flatMap((one) => (one.matterKind === kind ? [one.matterId] : []))),
  ]
  for (const [id, issue] of await findIssues(context, idsOf('issue')))
    if (maySee(issue, actor)) names.set(id, issue.title)
  for (const [kind, { seen }] of matterKinds) {
    const ids = idsOf(kind)
    if (ids.length === 0) continue
    for (const [id, { title }] of await seen(context, ids, actor)) names.set(id, title)
  }
  return names
}
