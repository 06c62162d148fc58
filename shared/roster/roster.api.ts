import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id } from '../core/schema.ts'
import { importChoices, rosterPreview, sheetOverride, skipReason } from './roster.model.ts'

const tag = 'roster'
const params = z.strictObject({ id })
const MB = 1024 * 1024
export const rosterFileLimit = 20 * MB
export const photoArchiveLimit = 200 * MB

/** What the import of one row would do to what the system already has. */
export const rowChange = z
  .strictObject({
    kind: z.enum(['representative', 'station']),
    sheet: z.string(),
    row: z.int().min(1),
    change: z.enum(['new', 'changed', 'unchanged']),
    /** What would become different, in the words of the table: 手机, from, to. */
    fields: z.array(
      z.strictObject({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
    ),
  })
  .meta({ id: 'RosterRowChange' })
export type RowChange = z.output<typeof rowChange>

/** A file that was read and waits for the office's word; nothing is written yet. */
export const rosterDraft = rosterPreview
  .extend({
    id,
    fileName: z.string(),
    changes: z.array(rowChange),
    /** Serving in the system, but not in this file: shown, never changed by an import. */
    absent: z.array(z.strictObject({ id, name: z.string() })),
  })
  .meta({ id: 'RosterDraft' })
export type RosterDraft = z.output<typeof rosterDraft>

const tally = z.strictObject({
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
})

/**
 * What an import did. Every row of the file is in one of the counts or in `skipped`; whoever came in
 * without an account, because the login is taken, is in both.
 */
export const rosterReport = z
  .strictObject({
    representatives: tally.extend({ left: z.int() }),
    stations: tally,
    /** Codes and accounts made for new representatives and stations. */
    codes: z.int(),
    accounts: z.int(),
    skipped: z.array(
      z.strictObject({
        sheet: z.string(),
        row: z.int().min(1),
        name: z.string().nullable(),
        reason: skipReason,
        message: z.string(),
      }),
    ),
  })
  .meta({ id: 'RosterReport' })
export type RosterReport = z.output<typeof rosterReport>

/** What became of a ZIP of photos named by person. */
export const photosReport = z
  .strictObject({
    matched: z.array(z.strictObject({ file: z.string(), name: z.string(), representativeId: id })),
    skipped: z.array(z.strictObject({ file: z.string(), message: z.string() })),
    /** Serving representatives who still have no photo. */
    missing: z.array(z.strictObject({ representativeId: id, name: z.string() })),
  })
  .meta({ id: 'PhotosReport' })
export type PhotosReport = z.output<typeof photosReport>

export const rosterApi = {
  upload: endpoint({
    method: 'POST',
    path: '/api/rosters',
    summary: '传一份花名册（字段名 file；.xlsx 或 .csv），得到预览，什么都还没写入',
    tag,
    access: ['office'],
    consumes: 'multipart/form-data',
    status: 201,
    reply: rosterDraft,
    bodyLimit: rosterFileLimit + MB,
  }),
  map: endpoint({
    method: 'PUT',
    path: '/api/rosters/:id/mapping',
    summary: '改正哪一列是什么，得到新的预览',
    tag,
    access: ['office'],
    params,
    body: z.strictObject({ sheets: z.array(sheetOverride).max(50) }),
    status: 200,
    reply: rosterDraft,
  }),
  confirm: endpoint({
    method: 'POST',
    path: '/api/rosters/:id/confirmation',
    summary: '确认导入，得到报告；同一份只导入一次',
    tag,
    access: ['office'],
    params,
    body: importChoices,
    status: 200,
    reply: rosterReport,
  }),
  photos: endpoint({
    method: 'POST',
    path: '/api/representative-photos',
    summary: '传代表照片的 ZIP 包（字段名 file），按文件名里的姓名配上',
    tag,
    access: ['office'],
    consumes: 'multipart/form-data',
    status: 201,
    reply: photosReport,
    bodyLimit: photoArchiveLimit + MB,
  }),
}
