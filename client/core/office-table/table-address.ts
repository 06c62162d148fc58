import type { LocationQuery } from 'vue-router'

/** The words of an address, without empty ones; of a word that comes twice, none. */
export function givenIn(query: LocationQuery): Record<string, string> {
  const given: Record<string, string> = {}
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === 'string' && value !== '') given[name] = value
  }
  return given
}

/** The page that an address names, 1 where it names none that could be. */
export function pageIn(word: string | undefined): number {
  const page = Number(word ?? 1)
  return Number.isInteger(page) && page >= 1 ? page : 1
}

/** "key" is rising, "-key" falling. */
export const turnedSort = (sort: string | undefined, key: string): string =>
  sort === key ? `-${key}` : key

/** What a header says to screen readers. */
export function orderOf(
  sort: string | undefined,
  key: string,
): 'ascending' | 'descending' | undefined {
  if (sort === key) return 'ascending'
  return sort === `-${key}` ? 'descending' : undefined
}
