import { pinyin } from 'pinyin-pro'

/** Reading of a name for search: syllables with blanks between, and their first letters. */
export function readingOf(name: string): { pinyin: string; initials: string } {
  const syllables = pinyin(name, {
    toneType: 'none',
    type: 'array',
    surname: 'head',
    nonZh: 'consecutive',
    v: true,
  })
    .map((s) => s.toLowerCase().replace(/[^a-z]/g, ''))
    .filter((s) => s !== '')
  return { pinyin: syllables.join(' '), initials: syllables.map((s) => s[0]).join('') }
}
