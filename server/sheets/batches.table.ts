import type {
  BatchFile,
  BatchOrder,
  BatchSelect,
  BatchSkip,
} from '@mashang/shared/sheets/batches.model.ts'
import type { PlanEntry } from '@mashang/shared/sheets/plan.rules.ts'
import type { BatchState } from '@mashang/shared/sheets/sheets.words.ts'
import type { SheetTemplate } from '@mashang/shared/sheets/template.model.ts'
import { sql } from 'drizzle-orm'
import { tables } from '../core/db/columns.ts'

/** What was ordered, but for whom: that may be a list of thousands. */
export type BatchSettings = Omit<BatchOrder, 'select' | 'evenIfSame'>

/** A file of a batch, and its name in the store: each worker has names of its own. */
export type StoredBatchFile = BatchFile & { stored: string }

export const batchesTables = tables((c) => ({
  posterBatches: c.table(
    'poster_batches',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      state: c.word<BatchState>().notNull(),
      order: c.json<BatchSettings>().notNull(),
      templateName: c.text().notNull(),
      total: c.integer().notNull(),
      /** Sheets that have their number and code; those behind this position have none yet. */
      numbered: c.integer().notNull(),
      /** Sheets that are painted. */
      done: c.integer().notNull(),
      skipped: c.json<BatchSkip[]>().notNull(),
      warnings: c.json<string[]>().notNull(),
      files: c.json<StoredBatchFile[]>().notNull(),
      failure: c.text(),
      /** Hash of what will be printed for whom: the same batch twice is noticed. */
      digest: c.text().notNull(),
      orderKey: c.text().notNull(),
      by: c.text().notNull(),
      byName: c.text().notNull(),
      createdAt: c.moment().notNull(),
      finishedAt: c.moment(),
      /**
       * Who works on it, a new name for each start; it says so again and again. A batch whose worker
       * fell silent is taken over, and nothing that the old one still writes is kept.
       */
      worker: c.text(),
      leaseUntil: c.moment(),
      /** Workers that fell silent since its last finished file; null: none. */
      lapses: c.integer(),
    },
    (t) => [
      c.primaryKey({ name: 'poster_batches_pk', columns: [t.district, t.id] }),
      c.uniqueIndex('poster_batches_key').on(t.district, t.orderKey),
      c.index('poster_batches_by_time').on(t.district, t.createdAt),
      c.index('poster_batches_open').on(t.district, t.createdAt).where(sql`finished_at is null`),
    ],
  ),
  /**
   * What of a batch is written once and large, so apart from what changes with every few sheets.
   */
  posterBatchPlans: c.table(
    'poster_batch_plans',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      select: c.json<BatchSelect>().notNull(),
      /** The template as it was then. */
      template: c.json<SheetTemplate>().notNull(),
      plan: c.json<PlanEntry[]>().notNull(),
    },
    (t) => [c.primaryKey({ name: 'poster_batch_plans_pk', columns: [t.district, t.id] })],
  ),
  sheetTemplates: c.table(
    'sheet_templates',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      name: c.text().notNull(),
      template: c.json<SheetTemplate>().notNull(),
      isDefault: c.flag().notNull(),
      createdAt: c.moment().notNull(),
      updatedAt: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'sheet_templates_pk', columns: [t.district, t.id] }),
      c.uniqueIndex('sheet_templates_name').on(t.district, t.name),
    ],
  ),
  sheetSelections: c.table(
    'sheet_selections',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      name: c.text().notNull(),
      select: c.json<BatchSelect>().notNull(),
      createdAt: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'sheet_selections_pk', columns: [t.district, t.id] }),
      c.uniqueIndex('sheet_selections_name').on(t.district, t.name),
    ],
  ),
}))
