import { joined, type Matter } from './matter.rules.ts'

/** Whom a suggestion counts for by itself: who leads or joined it, not who came with one merged into it. */
const own = (matter: Matter): string[] => [
  matter.representativeId,
  ...joined(matter).flatMap((one) =>
    one.confirmedAt === null || one.merged === true ? [] : [one.representativeId],
  ),
]

/**
 * For whom a suggestion no longer counts once it goes on in `target`, so that nothing is counted
 * twice: that one counts for them already, or what was merged into it before does, also where they
 * have refused to stay in it since.
 */
export function countedThere(merged: Matter, target: Matter): string[] {
  const counted = new Set([
    ...own(target),
    ...target.cosigners.flatMap((one) => (one.merged === true ? [one.representativeId] : [])),
  ])
  const known = new Set(merged.countedThere)
  return own(merged).filter((id) => counted.has(id) && !known.has(id))
}

/** That in the matter, and in the fact from which points know it: references only. */
export const withCountedThere = (
  matter: Matter,
  ids: readonly string[],
): { matter: Matter; data: { countedThere?: string } } =>
  ids.length === 0
    ? { matter, data: {} }
    : {
        matter: { ...matter, countedThere: [...(matter.countedThere ?? []), ...ids] },
        data: { countedThere: ids.join(' ') },
      }

/** For whom one that was merged counts again: it is theirs by itself, and nothing else of it counts. */
export interface Again {
  leadId?: string
  cosignerIds?: string
  key?: true
}

/** The same, said the other way round: it counts again for these. */
export function withCountedHere(
  matter: Matter,
  ids: readonly string[],
): { matter: Matter; data: Again } {
  if (ids.length === 0) return { matter, data: {} }
  const { countedThere: before = [], ...rest } = matter
  const left = before.filter((id) => !ids.includes(id))
  const leads = ids.includes(matter.representativeId)
  const joint = ids.filter((id) => id !== matter.representativeId)
  return {
    matter: left.length === 0 ? rest : { ...rest, countedThere: left },
    data: {
      ...(leads ? { leadId: matter.representativeId } : {}),
      ...(joint.length === 0 ? {} : { cosignerIds: joint.join(' ') }),
      ...(leads && matter.key ? { key: true } : {}),
    },
  }
}

/** What was not filed, or taken back, counts for nobody; what was returned comes again. */
const stands = ({ state }: Matter): boolean => state !== 'declined' && state !== 'withdrawn'

/** One that was merged, for whom it counts no more, and for whom it counts again. */
export interface Recounted<Member> {
  member: Member
  there: string[]
  again: string[]
}

/**
 * After a step on one into which others were merged: whoever has a part of their own in it is counted
 * there; whoever has none any more is counted in the first of theirs that was merged into it.
 * @param members all that goes on in it, directly or by way of others, the first merged first
 */
export function recountedOnce<Member extends { matter: Matter }>(
  root: Matter,
  members: readonly Member[],
): Recounted<Member>[] {
  const here = new Set(stands(root) ? own(root) : [])
  const counted = new Set(
    members.flatMap(({ matter }) => own(matter).filter((id) => !matter.countedThere?.includes(id))),
  )
  return members
    .map((member) => {
      const all = own(member.matter)
      const known = new Set(member.matter.countedThere)
      const there = all.filter((id) => here.has(id) && !known.has(id))
      const again = all.filter((id) => !here.has(id) && !counted.has(id) && known.has(id))
      for (const id of again) counted.add(id)
      return { member, there, again }
    })
    .filter(({ there, again }) => there.length + again.length > 0)
}

/** Who came into one with what was merged into it, and with nothing else that is still merged. */
export function cameOnlyWith(target: Matter, merged: Matter, others: readonly Matter[]): string[] {
  const stay = new Set(others.flatMap(authorsOf))
  const theirs = new Set(authorsOf(merged))
  return target.cosigners.flatMap(({ representativeId: id, merged: came }) =>
    came === true && theirs.has(id) && !stay.has(id) ? [id] : [],
  )
}

/** Whoever wrote or joined it, also by way of what was merged into it. */
export const authorsOf = (matter: Matter): string[] => [
  matter.representativeId,
  ...joined(matter).flatMap((one) => (one.confirmedAt === null ? [] : [one.representativeId])),
]
