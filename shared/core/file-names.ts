/**
 * Words as a part of a path that every system can save: without folders, characters that Windows
 * refuses, and those that nobody sees (they can turn an ending around).
 * @param most characters
 * @param otherwise where nothing of them can be kept
 */
export function pathWords(words: string, most: number, otherwise: string): string {
  const clean = words
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}<>:"|?*]/gu, '')
    .replace(/[\\/]/gu, '·')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/gu, '')
  return (
    [...clean]
      .slice(0, most)
      .join('')
      .replace(/[\s.]+$/u, '') || otherwise
  )
}

/** The same name with a number where others have it already; for systems that know no case. */
export function apartFrom(taken: Set<string>, name: string): string {
  const [, stem = name, ending = ''] = /^(.+?)(\.[^.]{1,5})?$/su.exec(name) ?? []
  let free = name
  for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${stem}（${n}）${ending}`
  taken.add(free.toLowerCase())
  return free
}
