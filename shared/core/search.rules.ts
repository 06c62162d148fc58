/** What a search by name is held against. */
export interface Searchable {
  name: string
  /** Syllables with blanks between: "wang xiu lan". */
  pinyin: string
  /** "wxl" */
  initials: string
  places: readonly (string | null)[]
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s·•・.’'`-]/g, '')

/**
 * How well somebody answers to what was typed: 0 is best, null is not at all. A name may be typed
 * in characters, in pinyin (whole or its beginning), in initials; a place by any part of its name.
 */
export function searchRank(typed: string, candidate: Searchable): number | null {
  const q = plain(typed)
  if (q === '') return 0
  const name = plain(candidate.name)
  if (name === q) return 0
  if (name.startsWith(q)) return 1
  if (name.includes(q)) return 2
  if (/^[a-z]+$/.test(q)) {
    if (candidate.initials === q || plain(candidate.pinyin) === q) return 1
    if (candidate.initials.startsWith(q) || plain(candidate.pinyin).startsWith(q)) return 3
    const syllables = candidate.pinyin.split(' ')
    for (let i = 1; i < syllables.length; i++)
      if (syllables.slice(i).join('').startsWith(q)) return 4
  }
  if (candidate.places.some((place) => place !== null && plain(place).includes(q))) return 5
  return null
}
