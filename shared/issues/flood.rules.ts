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
  if (cause === null || !dangerous()) return cause
  return cause === 'district' ? 'district-danger' : 'danger'
}

/** What was held because of the whole district, whatever its words tell. */
export const DISTRICT_CAUSES: readonly FloodCause[] = ['district', 'district-danger']

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
 * waits, never for each. What comes after a pause is a new flood, also where something old still
 * waits.
 * @param waiting when what is held was filed: the last until the office was told, and the first after
 * @param toldAt when the office was told last; null: never
 */
export function mustTell(
  waiting: { lastBefore: EpochMs | null; firstAfter: EpochMs | null },
  toldAt: EpochMs | null,
  now: EpochMs,
): boolean {
  // A clock that was ahead for a moment must not keep everybody silent until then.
  if (toldAt === null || toldAt > now) return true
  const { lastBefore, firstAfter } = waiting
  const isNew =
    firstAfter !== null && (lastBefore === null || firstAfter - lastBefore >= QUIET_AFTER)
  return now - toldAt >= (isNew ? QUIET_AFTER : REMIND_AFTER)
}

/** How often the office hears of one level of the ladder for all that is held. [default] */
export const LEVEL_AFTER = HOUR
