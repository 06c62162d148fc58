import { createRequire } from 'node:module'
import { searchRank } from '@mashang/shared/core/search.rules.ts'

type Pinyin = typeof import('pinyin-pro')

const load = createRequire(import.meta.url)
/** Loaded at its first use: its dictionary takes 8 MB, and most days nobody reads a name in. */
let dictionary: Pinyin | undefined

export interface Reading {
  /** Syllables with blanks between. */
  pinyin: string
  /** Their first letters. */
  initials: string
}

/** Reading of a name for search; that of a person begins with a surname, which reads otherwise. */
export function readingOf(name: string, whose: 'person' | 'place' = 'person'): Reading {
  dictionary ??= load('pinyin-pro') as Pinyin
  const syllables = dictionary
    .pinyin(name, {
      toneType: 'none',
      type: 'array',
      surname: whose === 'person' ? 'head' : 'off',
      nonZh: 'consecutive',
      v: true,
    })
    .map((s) => s.toLowerCase().replace(/[^a-z]/g, ''))
    .filter((s) => s !== '')
  return { pinyin: syllables.join(' '), initials: syllables.map((s) => s[0]).join('') }
}

/** Readings that searches asked for: the same names are looked through at every letter typed. */
const KEPT = 20_000
const kept = new Map<string, Reading>()

function keptReading(name: string, whose: 'person' | 'place'): Reading {
  const key = `${whose}:${name}`
  let reading = kept.get(key)
  if (reading === undefined) {
    if (kept.size >= KEPT) kept.clear()
    reading = readingOf(name, whose)
    kept.set(key, reading)
  }
  return reading
}

/** Fewer letters are those of a person: they would be found in the reading of nearly every place. */
const OF_A_PLACE = /^[a-z]{4,}$/i

/** Places with what they read like, where letters are typed that may mean one. */
export const placesRead = (
  typed: string,
  places: readonly (string | null)[],
): readonly (string | null)[] =>
  OF_A_PLACE.test(typed.normalize('NFKC').replace(/\s/g, ''))
    ? places.flatMap((place) => (place === null ? [] : [place, keptReading(place, 'place').pinyin]))
    : places

const UNREAD: Reading = { pinyin: '', initials: '' }

/**
 * Whether a name answers to what was typed: by its characters, pinyin or initials, or by a place
 * beside it. What has no reading yet is read only where letters are typed.
 */
export function answersTo(
  typed: string,
  of: { name: string; places?: readonly (string | null)[] },
  how: 'person' | 'place' | Reading,
): boolean {
  const { name, places = [] } = of
  const letters = /[a-z]/i.test(typed.normalize('NFKC'))
  const known = typeof how === 'string' ? letters && keptReading(name, how) : how
  const { pinyin, initials } = known || UNREAD
  return searchRank(typed, { name, pinyin, initials, places }) !== null
}
