import type { RowProblem } from '@mashang/shared/suggestions/import-row.rules.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { tables } from '../core/db/columns.ts'

/** What a list has written over. */
export interface WrittenOver {
  matter: Matter
  answerDueAt: number | null
}

export const importsTables = tables((c) => ({
  /** Lists of earlier years, each time that one was imported. */
  suggestionImports: c.table(
    'suggestion_imports',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      at: c.moment().notNull(),
      accountId: c.text().notNull(),
      fileName: c.text().notNull(),
      same: c.integer().notNull(),
      /** Rows that were not taken, with why. */
      problems: c.json<readonly RowProblem[]>().notNull(),
      /** Departments that it made. */
      departments: c.json<readonly string[]>().notNull(),
      /** When it was withdrawn last, as far as that went, and by whom. */
      undoneAt: c.moment(),
      undoneBy: c.text(),
    },
    (t) => [
      c.primaryKey({ name: 'suggestion_imports_pk', columns: [t.district, t.id] }),
      c.index('suggestion_imports_by_time').on(t.district, t.at),
    ],
  ),
  /** What each of them wrote; gone with what is withdrawn. */
  suggestionImportRows: c.table(
    'suggestion_import_rows',
    {
      district: c.text().notNull(),
      importId: c.text().notNull(),
      suggestionId: c.text().notNull(),
      /** As it was left by the import: whatever comes later raises it. */
      revision: c.integer().notNull(),
      /** Null: it was new. */
      before: c.json<WrittenOver>(),
      /** Not null: it was withdrawn. */
      undoneAt: c.moment(),
    },
    (t) => [
      c.primaryKey({
        name: 'suggestion_import_rows_pk',
        columns: [t.district, t.importId, t.suggestionId],
      }),
      c.index('suggestion_import_rows_by_suggestion').on(t.district, t.suggestionId),
    ],
  ),
}))
