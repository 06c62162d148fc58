/** A row of a file as one text, so that it can be a key; and back. */
export const placeOf = ({ sheet, row }: { sheet: string; row: number }): string => `${row} ${sheet}`

export function placeFrom(key: string): { sheet: string; row: number } {
  const blank = key.indexOf(' ')
  return { sheet: key.slice(blank + 1), row: Number(key.slice(0, blank)) }
}
