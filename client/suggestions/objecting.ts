import type { SuggestionView } from './suggestions.query.ts'

/** Who has sent it back as the page shows it, the first first. */
export const objectingIds = ({
  handlers,
  objections,
}: Pick<SuggestionView, 'handlers' | 'objections'>): string[] =>
  objections.flatMap((one) => handlers.find(({ name }) => name === one)?.id ?? [])
