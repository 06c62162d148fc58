/** In an address: every year. At the first look none is said: figures are of this one, the list is of any. */
export const ALL_YEARS = 'all'

/** What the server is asked for: it knows no word for every year. */
export const yearAsked = (year: string | undefined): string | undefined =>
  year === ALL_YEARS ? undefined : year
