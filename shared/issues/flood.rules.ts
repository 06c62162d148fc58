import { type EpochMs, HOUR, MINUTE } from '../core/clock.ts'
import type { Limits } from '../districts/limits.words.ts'
import type { FloodCause } from './flood.words.ts'

/** What came within the district's span before a filing. */
export interface Arrivals {
  /** To the same representative, whatever became of it. */
  toRepresentative: number
  /** To anybody's inbox, and what was held because of the whole district. */
  inDistrict: number
  sameWords: number
  /** Whether its network address has sent too much; false where no voter can be told from another. */
  addressOver: boolean
}

const over = (came: number, most: number): boolean => most > 0 && came >= most

/**
 * Why a filing is held for the office to look at; null: it goes to its representative at once. What
 * was held because of one representative does not count for the district, so that a flood to one
 * inbox keeps nothing from the others.
 * @param dangerous whether its words tell of a danger, so that among those that are held it is looked at first
 */
export function floodCause(
  came: Arrivals,
  most: Pick<Limits, 'floodRepresentative' | 'floodDistrict' | 'floodWords'>,
  dangerous: () => boolean,
): FloodCause | null {
  const cause = over(came.sameWords, most.floodWords)
    ? 'words'
    : came.addressOver
      ? 'address'
      : over(came.toRepresentative, most.floodRepresentative)
        ? 'representative'
        : over(came.inDistrict, most.floodDistrict)
          ? 'district'
          : null
  return cause !== null && dangerous() ? 'danger' : cause
}

/** Words without what is changed easily: case, width, signs, blanks, digits. */
export function bareWords(filing: { title: string; text: string }): string {
  const all = `${filing.title}\n${filing.text}`
  const bare = all
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{N}\p{Z}\p{C}]/gu, '')
  return bare === '' ? all : bare
}

/** How often the office is told again of what still waits. [default] */
export const REMIND_AFTER = 4 * HOUR
/** A new flood right after the last is told of at most so often. [default] */
export const QUIET_AFTER = 10 * MINUTE

/**
 * Whether the office is told of what is held: once when it begins, and again as long as something
 * waits, never for each.
 * @param oldest when the oldest of what waits was filed
 * @param toldAt when the office was told last; null: never
 */
export function mustTell(oldest: EpochMs, toldAt: EpochMs | null, now: EpochMs): boolean {
  if (toldAt === null) return true
  const isNew = oldest > toldAt
  return now - toldAt >= (isNew ? QUIET_AFTER : REMIND_AFTER)
}
