import { eq } from 'drizzle-orm'
import { ownRow } from '../core/db/own-row.ts'
import { statement, value } from '../core/db/statement.ts'
import type { SuggestionRecord } from './suggestions.store.ts'
import { suggestionsTables } from './suggestions.table.ts'

type Schema = ReturnType<typeof suggestionsTables>

/** Fills in what a version before had no column for, or said otherwise; a step that was taken meanwhile knows better. */
export const fillDelivered = statement<
  Schema,
  Pick<
    SuggestionRecord,
    'district' | 'id' | 'class' | 'visited' | 'delivered' | 'promisedFor' | 'revision'
  >
>(suggestionsTables, 'fill in what was delivered', (b, { suggestions: s }) =>
  b
    .update(s)
    .set({
      class: value('class'),
      visited: value('visited'),
      delivered: value('delivered'),
      promisedFor: value('promisedFor'),
    })
    .where(ownRow(s, eq(s.revision, value('revision')))),
)
