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

/**
 * The order after a click on the header of `key`: "key" is rising, "-key" falling. The first click
 * makes it rise, the second fall, the third gives back the table's own order.
 * @param start the table's own order, where a column has it
 * @returns undefined: the table's own
 */
export function turnedSort(
  sort: string | undefined,
  key: string,
  start?: string,
): string | undefined {
  const now = sort ?? start
  const ofStart = start === key || start === `-${key}`
  const next = now === key ? `-${key}` : now === `-${key}` && !ofStart ? undefined : key
  return next === start ? undefined : next
}

/** What a header says to screen readers. */
export function orderOf(
  sort: string | undefined,
  key: string,
): 'ascending' | 'descending' | undefined {
  if (sort === key) return 'ascending'
  return sort === `-${key}` ? 'descending' : undefined
}
