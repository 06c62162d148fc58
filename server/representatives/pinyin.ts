import { createRequire } from 'node:module'

type Pinyin = typeof import('pinyin-pro')

const load = createRequire(import.meta.url)
/** Loaded at its first use: its dictionary takes 8 MB, and most days nobody reads a name in. */
let dictionary: Pinyin | undefined

/** Reading of a name for search: syllables with blanks between, and their first letters. */
export function readingOf(name: string): { pinyin: string; initials: string } {
  dictionary ??= load('pinyin-pro') as Pinyin
  const syllables = dictionary
    .pinyin(name, {
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
