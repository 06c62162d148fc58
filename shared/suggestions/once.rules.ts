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
