/** In an address: every year. A year that is not said is this one for figures, and any for the list. */
export const ALL_YEARS = 'all'

/** What the server is asked for: it knows no word for every year. */
export const yearAsked = (year: string | undefined): string | undefined =>
  year === ALL_YEARS ? undefined : year
