import { toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import type { Matter, Party, Surroundings } from '@mashang/shared/suggestions/matter.rules.ts'
import { askingOf } from '@mashang/shared/suggestions/settling.rules.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import type { Names } from './suggestions.rows.ts'

/** What the office did on the way, in the order of its days; everybody in it reads it. */
export const mediatingViews = ({ mediating = [] }: Matter): SuggestionView['mediating'] =>
  [...mediating]
    .sort((a, b) => a.on.localeCompare(b.on) || a.at - b.at)
    .map(({ at, files, ...done }) => ({ ...done, at: toIso(at), files: [...files] }))

/** On which day somebody saw to it; whoever handles it reads it, also behind a link. */
export const supervisionViews = ({ supervised = [] }: Matter): SuggestionView['supervised'] =>
  supervised.map(({ at, ...note }) => ({ ...note, at: toIso(at) }))

/** What the office has brought about, and what was said of it; everybody in it reads both. */
export const settlementViews = (
  matter: Matter,
  who: Party,
  names: Names,
  around: Pick<Surroundings, 'now' | 'gone'>,
): SuggestionView['settlements'] =>
  (matter.settlements ?? []).map((one) => {
    const { word, promisedFor, at, files, ...done } = one
    const { asking, until } = askingOf(matter, one, around)
    return {
      ...done,
      promisedFor: toIsoOrNull(promisedFor),
      at: toIso(at),
      files: [...files],
      asking,
      askedUntil: toIsoOrNull(until),
      word:
        word === undefined
          ? null
          : {
              representative: {
                id: word.representativeId,
                name: names.representative(word.representativeId),
              },
              own: who.kind === 'representative' && who.id === word.representativeId,
              accepted: word.accepted,
              text: word.text,
              at: toIso(word.at),
            },
    }
  })
