import type { FileOwner } from '@mashang/shared/suggestions/attachments.model.ts'
import type { AttachmentType } from '@mashang/shared/suggestions/attachments.words.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import type { Periods, Span } from '@mashang/shared/suggestions/periods.rules.ts'
import type {
  AnswerClass,
  Delivered,
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
      /** 重点督办 since then. */
      keyAt: c.moment(),
      /** What became of what the answer promised, and the first promised day that is open. */
      delivered: c.word<Delivered>(),
      promisedFor: c.moment(),
      /** The keyed hash of the Idempotency-Key that it was written under. */
      draftKey: c.text(),
      /** When it came out of a list of an earlier year; null: it was handled here. */
      importedAt: c.moment(),
      /** Since when it goes on here, of one that came out of a list without an answer. */
      wentOnAt: c.moment(),
      /** Grows with every step, so that of two at once the second one notices. */
      revision: c.integer().notNull(),
      matter: c.json<Matter>().notNull(),
      createdAt: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'suggestions_pk', columns: [t.district, t.id] }),
      c.uniqueIndex('suggestions_number').on(t.district, t.year, t.number),
      c
        .uniqueIndex('suggestions_draft_key')
        .on(t.district, t.draftKey)
        .where(sql`draft_key is not null`),
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
      /** When whoever owes it was told last: of a promise on its day, of any other shortly before its end, and after. */
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
      /** The keyed hash of the mark of the device that took it up, and since when; null: nobody has. */
      deviceHash: c.text(),
      heldSince: c.moment(),
      /** The code by which it goes on on another device: its keyed hash, its end, wrong tries. */
      relayHash: c.text(),
      relayUntil: c.moment(),
      relayTries: c.integer(),
    },
    (t) => [
      c.primaryKey({ name: 'suggestion_links_pk', columns: [t.district, t.tokenHash] }),
      c.index('suggestion_links_by_suggestion').on(t.district, t.suggestionId, t.departmentId),
    ],
  ),
  /** Photos and PDFs; who may read one follows from where the suggestion names it. */
  suggestionFiles: c.table(
    'suggestion_files',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      /** Null: sent, and not yet named by a draft or a step. */
      suggestionId: c.text(),
      /** Who sent it; of a one-time link the hash of its token. */
      ownerKind: c.word<FileOwner['kind']>().notNull(),
      ownerId: c.text().notNull(),
      name: c.text().notNull(),
      type: c.word<AttachmentType>().notNull(),
      /** Bytes. */
      size: c.integer().notNull(),
      createdAt: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'suggestion_files_pk', columns: [t.district, t.id] }),
      c.index('suggestion_files_by_suggestion').on(t.district, t.suggestionId),
      c
        .index('suggestion_files_unnamed')
        .on(t.district, t.createdAt)
        .where(sql`suggestion_id is null`),
    ],
  ),
  /** 发文字号 that departments gave their answers: none is given twice. */
  suggestionDocuments: c.table(
    'suggestion_documents',
    {
      district: c.text().notNull(),
      departmentId: c.text().notNull(),
      year: c.integer().notNull(),
      mark: c.text().notNull(),
      number: c.integer().notNull(),
      suggestionId: c.text().notNull(),
      at: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({
        name: 'suggestion_documents_pk',
        columns: [t.district, t.departmentId, t.year, t.mark, t.number],
      }),
      c.index('suggestion_documents_last').on(t.district, t.departmentId, t.at),
    ],
  ),
  suggestionSettings: c.table(
    'suggestion_settings',
    { district: c.text().notNull(), periods: c.json<Periods>().notNull() },
    (t) => [c.primaryKey({ name: 'suggestion_settings_pk', columns: [t.district] })],
  ),
}))
