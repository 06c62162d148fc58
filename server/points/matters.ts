import { PAPER } from '@mashang/shared/paperwork/paperwork.words.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { numbersOfIssues } from '../issues/issue-numbers.store.ts'
import { maySee } from '../issues/issues.policy.ts'
import { findIssues } from '../issues/issues.store.ts'
import { matterKinds } from '../matters/matters.ts'
import { findPapers } from '../paperwork/paperwork.store.ts'

type Named = readonly { matterKind: string; matterId: string }[]

/** How a matter is called, and whether its page opens. */
export interface Name {
  title: string
  visible: boolean
}

const idsOf = (matters: Named, kind: string): string[] => [
  ...new Set(matters.flatMap((one) => (one.matterKind === kind ? [one.matterId] : []))),
]

/** How matters that this person may see are called, by id; of others nothing is told. */
export async function namesOf(
  context: Context,
  matters: Named,
  actor: Actor,
): Promise<Map<string, Name>> {
  const names = new Map<string, Name>()
  for (const [id, issue] of await findIssues(context, idsOf(matters, 'issue')))
    if (maySee(issue, actor)) names.set(id, { title: issue.title, visible: true })
  // It stands in the record of whoever it is about, and has no page of its own.
  for (const { id, title, representativeId } of await findPapers(context, idsOf(matters, PAPER)))
    if (actor.role === 'office' || actor.representativeId === representativeId)
      names.set(id, { title, visible: false })
  for (const [kind, { seen }] of matterKinds) {
    const ids = idsOf(matters, kind)
    if (ids.length === 0) continue
    for (const [id, { title, shut }] of await seen(context, ids, actor))
      names.set(id, { title, visible: shut !== true })
  }
  return names
}

/** The same for whoever is asked to look at these: also what they may not open has its title. */
export async function namesToReview(
  context: Context,
  matters: Named,
  actor: Actor,
): Promise<Map<string, Name>> {
  const names = await namesOf(context, matters, actor)
  for (const { id, title } of await findPapers(context, idsOf(matters, PAPER)))
    names.set(id, { title, visible: false })
  for (const [kind, { titles }] of matterKinds) {
    const ids = idsOf(matters, kind).filter((id) => !names.has(id))
    for (const [id, title] of (await titles?.(context, ids)) ?? [])
      names.set(id, { title, visible: false })
  }
  return names
}

/** By what matters are named in the committee's table, by id. */
export async function namedInTables(
  context: Context,
  matters: Named,
): Promise<Map<string, string>> {
  const names = new Map(await numbersOfIssues(context, idsOf(matters, 'issue')))
  for (const { id, title } of await findPapers(context, idsOf(matters, PAPER)))
    names.set(id, `《${title}》`)
  for (const [kind, { named }] of matterKinds) {
    const ids = idsOf(matters, kind)
    if (ids.length === 0 || named === undefined) continue
    for (const [id, name] of await named(context, ids)) names.set(id, name)
  }
  return names
}

/** That in the shape of an entry. */
export const nameIn = (names: ReadonlyMap<string, Name>, id: string) => {
  const { title = null, visible = false } = names.get(id) ?? {}
  return { title, visible }
}
