import type { PlainAccount } from '@mashang/shared/points/points.model.ts'
import type { ClosingState, EntryAct, EntryKind } from '@mashang/shared/points/points.words.ts'
import type { SavedRuleSet } from '@mashang/shared/points/rule-set.model.ts'
import { sql } from 'drizzle-orm'
import { tables } from '../core/db/columns.ts'

export const pointsTables = tables((c) => ({
  /** What of the ledger scores, by representative: a projection, made anew from the ledger at any time. */
  pointEntries: c.table(
    'point_entries',
    {
      district: c.text().notNull(),
      representativeId: c.text().notNull(),
      fact: c.word<EntryKind>().notNull(),
      matterKind: c.text().notNull(),
      matterId: c.text().notNull(),
      at: c.moment().notNull(),
      sequence: c.moment().notNull(),
    },
    (t) => [
      // One fact of a kind and matter scores once.
      c.primaryKey({
        name: 'point_entries_pk',
        columns: [t.district, t.representativeId, t.fact, t.matterId],
      }),
      // What wants a review is found by its kind.
      c.index('point_entries_by_fact').on(t.district, t.fact, t.at),
    ],
  ),
  /** How far the ledger was read for points. */
  pointCursors: c.table('point_cursors', {
    district: c.text().notNull().primaryKey(),
    sequence: c.moment().notNull(),
    /** By which catalogue; another one reads everything anew. */
    catalogue: c.integer().notNull(),
  }),
  /** Saved rule sets; version 0 is shipped and stands in no row. */
  pointRuleSets: c.table(
    'point_rule_sets',
    {
      district: c.text().notNull(),
      version: c.integer().notNull(),
      /** The day from whose facts on it counts. */
      fromDay: c.text().notNull(),
      rules: c.json<SavedRuleSet>().notNull(),
      reason: c.text().notNull(),
      savedBy: c.text().notNull(),
      savedAt: c.moment().notNull(),
      /** Taken back before it began. */
      withdrawnAt: c.moment(),
    },
    (t) => [c.primaryKey({ name: 'point_rule_sets_pk', columns: [t.district, t.version] })],
  ),
  /** Reviews, reversals and restorations, one row each; none is ever changed. */
  pointActs: c.table(
    'point_acts',
    {
      district: c.text().notNull(),
      representativeId: c.text().notNull(),
      fact: c.word<EntryKind>().notNull(),
      matterId: c.text().notNull(),
      /** Counts up by entry, so that of two at once the second one notices. */
      turn: c.integer().notNull(),
      act: c.word<EntryAct>().notNull(),
      reason: c.text().notNull(),
      by: c.text().notNull(),
      at: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({
        name: 'point_acts_pk',
        columns: [t.district, t.representativeId, t.fact, t.matterId, t.turn],
      }),
    ],
  ),
  /** What representatives object to: one entry, or a closing as a whole. */
  pointAppeals: c.table(
    'point_appeals',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      representativeId: c.text().notNull(),
      /** Key of the entry, or `closing:` and its id. */
      about: c.text().notNull(),
      closingId: c.text(),
      reason: c.text().notNull(),
      at: c.moment().notNull(),
      upheld: c.flag(),
      decision: c.text(),
      decidedBy: c.text(),
      decidedAt: c.moment(),
    },
    (t) => [
      c.primaryKey({ name: 'point_appeals_pk', columns: [t.district, t.id] }),
      c.index('point_appeals_by_person').on(t.district, t.representativeId, t.at),
      c
        .uniqueIndex('point_appeals_open')
        .on(t.district, t.representativeId, t.about)
        .where(sql`decided_at is null`),
    ],
  ),
  pointClosings: c.table(
    'point_closings',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      period: c.text().notNull(),
      state: c.word<ClosingState>().notNull(),
      createdAt: c.moment().notNull(),
      signer: c.text(),
      reason: c.text(),
      signedBy: c.text(),
      signedAt: c.moment(),
      noticeUntil: c.moment(),
      closedAt: c.moment(),
      /** SHA-256 over everyone's results, when it was closed. */
      fingerprint: c.text(),
      /** The set of results that counts; null: none, or the one of the closing's own id. */
      results: c.text(),
      /** The set that is being written; whoever begins later takes its place. */
      run: c.text(),
      /** A draft that was thrown away, by whom and why; it stays, and its period is free again. */
      discardedAt: c.moment(),
      discardedBy: c.text(),
      discardReason: c.text(),
      /** The last one who was told of the signature, empty: nobody yet; null: nobody has to be. */
      told: c.text(),
    },
    (t) => [
      c.primaryKey({ name: 'point_closings_pk', columns: [t.district, t.id] }),
      c
        .uniqueIndex('point_closings_once')
        .on(t.district, t.period)
        .where(sql`discarded_at is null`),
    ],
  ),
  /** Everyone's points, in sets; only what its closing names as `results` is anybody's. */
  pointResults: c.table(
    'point_results',
    {
      district: c.text().notNull(),
      /** The set: its own id, or of what was signed before there were sets the closing's. */
      closingId: c.text().notNull(),
      representativeId: c.text().notNull(),
      total: c.real().notNull(),
      account: c.json<PlainAccount>().notNull(),
    },
    (t) => [
      c.primaryKey({
        name: 'point_results_pk',
        columns: [t.district, t.closingId, t.representativeId],
      }),
    ],
  ),
  /** 年终核定 of those whose duty is also appraised; the last one counts. */
  pointAppraisals: c.table(
    'point_appraisals',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      closingId: c.text().notNull(),
      representativeId: c.text().notNull(),
      points: c.real().notNull(),
      reason: c.text().notNull(),
      by: c.text().notNull(),
      at: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'point_appraisals_pk', columns: [t.district, t.id] }),
      c.index('point_appraisals_by_closing').on(t.district, t.closingId, t.representativeId),
    ],
  ),
}))
