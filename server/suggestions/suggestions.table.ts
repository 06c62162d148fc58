import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import type { Periods, Span } from '@mashang/shared/suggestions/periods.rules.ts'
import type {
  AnswerClass,
  Satisfaction,
  SuggestionClock,
  SuggestionState,
} from '@mashang/shared/suggestions/suggestions.words.ts'
import { sql } from 'drizzle-orm'
import { tables } from '../core/db/columns.ts'

export const suggestionsTables = tables((c) => ({
  /** 代表建议. `matter` is the whole; the other columns are what lists and figures look at. */
  suggestions: c.table(
    'suggestions',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      /** Given when it is submitted. */
      year: c.integer(),
      number: c.integer(),
      representativeId: c.text().notNull(),
      /** The matter of a voter that it was made from. */
      issueId: c.text(),
      state: c.word<SuggestionState>().notNull(),
      title: c.text().notNull(),
      class: c.word<AnswerClass>(),
      satisfaction: c.word<Satisfaction>(),
      visited: c.flag().notNull(),
      submittedAt: c.moment(),
      firstAssignedAt: c.moment(),
      answeredAt: c.moment(),
      /** Until when the first answer was or is due. */
      answerDueAt: c.moment(),
      publishedAt: c.moment(),
      /** When it came out of a list of an earlier year; null: it was handled here. */
      importedAt: c.moment(),
      /** Grows with every step, so that of two at once the second one notices. */
      revision: c.integer().notNull(),
      matter: c.json<Matter>().notNull(),
      createdAt: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'suggestions_pk', columns: [t.district, t.id] }),
      c.uniqueIndex('suggestions_number').on(t.district, t.year, t.number),
      c.index('suggestions_by_state').on(t.district, t.state),
      c.index('suggestions_by_issue').on(t.district, t.issueId).where(sql`issue_id is not null`),
      c
        .index('suggestions_published')
        .on(t.district, t.publishedAt)
        .where(sql`published_at is not null`),
    ],
  ),
  /** Who has a part in which, for their own lists. */
  suggestionParties: c.table(
    'suggestion_parties',
    {
      district: c.text().notNull(),
      suggestionId: c.text().notNull(),
      kind: c.word<'representative' | 'department'>().notNull(),
      partyId: c.text().notNull(),
    },
    (t) => [
      c.primaryKey({
        name: 'suggestion_parties_pk',
        columns: [t.district, t.suggestionId, t.kind, t.partyId],
      }),
      c.index('suggestion_parties_by_party').on(t.district, t.partyId, t.suggestionId),
    ],
  ),
  /**
   * Clocks of days and months, apart from `deadlines`: those are hours, with a ladder of reminders
   * and an inbox cut for them.
   */
  suggestionClocks: c.table(
    'suggestion_clocks',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      suggestionId: c.text().notNull(),
      clock: c.word<SuggestionClock>().notNull(),
      ownerKind: c.word<'office' | 'representative' | 'department'>().notNull(),
      ownerId: c.text().notNull(),
      startedAt: c.moment().notNull(),
      dueAt: c.moment().notNull(),
      stoppedAt: c.moment(),
      unit: c.word<Span['unit']>().notNull(),
      count: c.moment().notNull(),
      /** When whoever owes it was asked on the day; only a promise is. */
      askedAt: c.moment(),
    },
    (t) => [
      c.primaryKey({ name: 'suggestion_clocks_pk', columns: [t.district, t.id] }),
      c.index('suggestion_clocks_by_suggestion').on(t.district, t.suggestionId),
      c.index('suggestion_clocks_open').on(t.district, t.dueAt).where(sql`stopped_at is null`),
    ],
  ),
  /** One-time links of departments without an account; only their keyed hash is kept. */
  suggestionLinks: c.table(
    'suggestion_links',
    {
      district: c.text().notNull(),
      tokenHash: c.text().notNull(),
      suggestionId: c.text().notNull(),
      departmentId: c.text().notNull(),
      createdAt: c.moment().notNull(),
      expiresAt: c.moment().notNull(),
      usedAt: c.moment(),
      /** Another one took its place. */
      replacedAt: c.moment(),
    },
    (t) => [
      c.primaryKey({ name: 'suggestion_links_pk', columns: [t.district, t.tokenHash] }),
      c.index('suggestion_links_by_suggestion').on(t.district, t.suggestionId, t.departmentId),
    ],
  ),
  suggestionSettings: c.table(
    'suggestion_settings',
    { district: c.text().notNull(), periods: c.json<Periods>().notNull() },
    (t) => [c.primaryKey({ name: 'suggestion_settings_pk', columns: [t.district] })],
  ),
}))
