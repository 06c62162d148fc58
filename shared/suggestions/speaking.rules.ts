import { joined, type Matter, type Party } from './matter.rules.ts'

/**
 * Who speaks for all who wrote it: the lead; where the lead has left, whoever co-signed it and serves.
 * Nobody: they have all left.
 */
export const speakersOf = (matter: Matter, left: (id: string) => boolean): string[] =>
  left(matter.representativeId)
    ? joined(matter).flatMap(({ representativeId: id }) => (left(id) ? [] : [id]))
    : [matter.representativeId]

export const speaksForAuthors = (matter: Matter, who: Party, gone: readonly string[]): boolean =>
  who.kind === 'representative' &&
  (who.id === matter.representativeId ||
    speakersOf(matter, (id) => gone.includes(id)).includes(who.id))
