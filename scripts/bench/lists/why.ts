/** Why a list grows with its district, where it does. */
export const WHY: Readonly<Record<string, string>> = {
  '/api/wall-figures': 'names every station: two thousand instead of twenty, written once',
}
