import type { FloodCause } from '@mashang/shared/issues/flood.words.ts'
import type {
  Acknowledgement,
  Elsewhere,
  IssueField,
  IssueKind,
  IssueOrigin,
  IssueState,
  OfficeTask,
  PhoneCheck,
  Verdict,
} from '@mashang/shared/issues/issues.words.ts'
import { sql } from 'drizzle-orm'
import { tables } from '../core/db/columns.ts'

export const issuesTables = tables((c) => ({
  issues: c.table(
    'issues',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      year: c.integer().notNull(),
      number: c.integer().notNull(),
      code: c.text().notNull(),
      representativeId: c.text().notNull(),
      stationId: c.text(),
      /** Who works on it now; differs from the representative after it was passed on. */
      handlerKind: c.word<'representative' | 'station'>().notNull(),
      handlerId: c.text().notNull(),
      state: c.word<IssueState>().notNull(),
      kind: c.word<IssueKind>().notNull(),
      field: c.word<IssueField>().notNull(),
      title: c.text().notNull(),
      text: c.text().notNull(),
      place: c.text(),
      latitude: c.real(),
      longitude: c.real(),
      photos: c.integer().notNull(),
      /** "王女士": all that whoever works on it sees of the name. */
      voter: c.text().notNull(),
      /** Sealed. */
      contactName: c.text(),
      contactPhone: c.text(),
      /** Null: the district did not ask for a proof. */
      phoneCheck: c.word<PhoneCheck>(),
      hidden: c.flag().notNull(),
      publish: c.flag().notNull(),
      /** Which edition of the page texts its voter agreed to; null: not said. */
      textsVersion: c.integer(),
      elsewhere: c.word<Elsewhere>().notNull(),
      /** Who wrote it down: the voter, or a station for somebody who came to it. */
      origin: c.word<IssueOrigin>().notNull().default('voter'),
      filedAt: c.moment().notNull(),
      dueAt: c.moment().notNull(),
      respondedAt: c.moment(),
      /** Whose answer stopped the clock; punctuality is counted for them, never for a successor. */
      respondedBy: c.text(),
      /** When it came to the present representative; their own 24 hours count from then. */
      reachedAt: c.moment().notNull(),
      openedAt: c.moment(),
      /** When it was concluded or declined; the voter's time for a verdict counts from then. */
      endedAt: c.moment(),
      /** The voter's last word that whoever handles it has not looked at yet. */
      unreadAt: c.moment(),
      bounces: c.integer().notNull(),
      /** Grows with every change of the handling, so that of two at once the second one notices. */
      revision: c.integer().notNull().default(0),
      verdictAnswer: c.word<Verdict>(),
      verdictSolved: c.word<Verdict>(),
      onlyAcknowledged: c.flag(),
      verdictText: c.text(),
      verdictAt: c.moment(),
      /** When its voter last asked why nothing had come. */
      chasedAt: c.moment(),
      /** When its station last reminded whoever it lies with. */
      remindedAt: c.moment(),
      /** How often it was opened once more. */
      redos: c.integer().notNull().default(0),
      acknowledgement: c.word<Acknowledgement>(),
      /** What waits for the office. */
      officeTask: c.word<Exclude<OfficeTask, 'acknowledgement'>>(),
      /** Why it was held for the office when it came, in a flood; null: it was not. */
      heldFor: c.word<FloodCause>(),
      /** Keyed hash of its words without what is easily changed, by which repeated ones are counted. */
      wordsKey: c.text(),
      /** Matters of one group are the same thing, told by several; one answer goes to all. */
      groupId: c.text(),
      /** What the office released of it, in words that name nobody; null: nothing is public. */
      publishedTitle: c.text(),
      publishedAt: c.moment(),
      /** When its voter had the words and photos deleted. */
      wordsErasedAt: c.moment(),
      receiptHash: c.text().notNull(),
      /** Keyed hash of the Idempotency-Key, and of what came with it. */
      filingKey: c.text().notNull(),
      filingDigest: c.text().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'issues_pk', columns: [t.district, t.id] }),
      c.uniqueIndex('issues_number').on(t.district, t.year, t.number),
      c.uniqueIndex('issues_receipt').on(t.district, t.receiptHash),
      c.uniqueIndex('issues_filing_key').on(t.district, t.filingKey),
      c.index('issues_by_representative').on(t.district, t.representativeId, t.respondedAt),
      c
        .index('issues_passed_on')
        .on(t.district, t.handlerId, t.filedAt)
        .where(sql`state = 'referred'`),
      // What somebody answered and waits for its voter, or for a suggestion: few of all there were.
      c
        .index('issues_answered')
        .on(t.district, t.handlerId, t.filedAt)
        .where(sql`state = 'answered'`),
      c.index('issues_by_due').on(t.district, t.dueAt),
      // Counts of what the office's table is narrowed to, without reading the rows.
      c.index('issues_for_table').on(t.district, t.state, t.kind, t.field, t.stationId),
      // For the office's search: letters in the middle of a title are found here, not in the rows.
      c.index('issues_by_title').on(t.district, sql`lower(title)`, t.id),
      // A station's own, and what was passed on to it: of a district's many, a liaison's few.
      c.index('issues_by_station').on(t.district, t.stationId, t.dueAt),
      c
        .index('issues_at_station')
        .on(t.district, t.handlerId, t.dueAt)
        .where(sql`handler_kind = 'station'`),
      // How many came by a sheet, and when.
      c.index('issues_by_code').on(t.district, t.code, t.filedAt),
      c
        .index('issues_by_responder')
        .on(t.district, t.respondedBy, t.respondedAt)
        .where(sql`responded_by is not null`),
      c
        .index('issues_for_office')
        .on(t.district, t.id)
        .where(sql`office_task is not null or acknowledgement = 'pending'`),
      c.index('issues_by_group').on(t.district, t.groupId).where(sql`group_id is not null`),
      c
        .index('issues_unread')
        .on(t.district, t.handlerId, t.unreadAt)
        .where(sql`unread_at is not null`),
      c
        .index('issues_published')
        .on(t.district, t.representativeId, t.publishedAt)
        .where(sql`published_title is not null`),
      c
        .index('issues_published_all')
        .on(t.district, t.publishedAt, t.id)
        .where(sql`published_title is not null`),
      // Of what is held only, so that an ordinary filing writes none of these.
      c
        .index('issues_held_to')
        .on(t.district, t.representativeId, t.filedAt)
        .where(sql`state = 'held'`),
      c.index('issues_held_words').on(t.district, t.wordsKey, t.filedAt).where(sql`state = 'held'`),
      c.index('issues_held_for').on(t.district, t.heldFor, t.filedAt).where(sql`state = 'held'`),
      c
        .index('issues_waiting')
        .on(t.district, t.representativeId, t.filedAt)
        .where(sql`state = 'referred'`),
    ],
  ),
  /** Everything that people said about an issue, in their own words. */
  issueMessages: c.table(
    'issue_messages',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      issueId: c.text().notNull(),
      author: c.word<'voter' | 'representative' | 'station' | 'office'>().notNull(),
      authorId: c.text(),
      authorName: c.text().notNull(),
      kind: c
        .word<
          | 'answer'
          | 'referral'
          | 'decline'
          | 'message'
          | 'reassignment'
          | 'conclusion'
          | 'extension'
          | 'question'
          | 'review'
          | 'coordination'
          | 'office-request'
          | 'ungrouping'
          | 'contact-opening'
          | 'moderation'
        >()
        .notNull(),
      text: c.text().notNull(),
      /** Where a referral went, or where a voter was sent who was declined, by name. */
      target: c.text(),
      at: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'issue_messages_pk', columns: [t.district, t.id] }),
      c.index('issue_messages_by_issue').on(t.district, t.issueId, t.at),
    ],
  ),
  /** Every verdict on an issue; the issue itself holds the one that counts now. */
  issueVerdicts: c.table(
    'issue_verdicts',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      issueId: c.text().notNull(),
      answer: c.word<Verdict>().notNull(),
      solved: c.word<Verdict>().notNull(),
      onlyAcknowledged: c.flag().notNull(),
      text: c.text(),
      at: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'issue_verdicts_pk', columns: [t.district, t.id] }),
      c.index('issue_verdicts_by_issue').on(t.district, t.issueId, t.at),
    ],
  ),
}))
