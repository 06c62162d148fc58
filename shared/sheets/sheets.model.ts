import { z } from 'zod'
import { id, instant, line, text } from '../core/schema.ts'
import { sheetFormats, sheetMedia } from './formats.words.ts'
import {
  outcomes,
  patrolVerdicts,
  reportReasons,
  revocationReasons,
  sheetFlags,
  sheetLimits,
  sheetStates,
} from './sheets.words.ts'

/** The keys of a table of words, as zod wants them. */
export const keysOf = <T extends object>(words: T) =>
  Object.keys(words) as [keyof T & string, ...(keyof T & string)[]]

export const sheetFormat = z.enum(keysOf(sheetFormats))
export const sheetState = z.enum(keysOf(sheetStates))
export const sheetFlag = z.enum(keysOf(sheetFlags))
export const reportReason = z.enum(keysOf(reportReasons))
export const outcome = z.enum(keysOf(outcomes))
export const revocationReason = z.enum(keysOf(revocationReasons))
export const patrolVerdict = z.enum(keysOf(patrolVerdicts))
export const medium = z.enum(keysOf(sheetMedia))

/** WGS 84, as a phone gives it. */
export const position = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  accuracy: z.number().min(0).max(100_000).optional().meta({ description: '误差，米' }),
})
export type Position = z.output<typeof position>

/** Whose code a sheet carries. */
export const subject = z.object({
  kind: z.enum(['representative', 'station']),
  id,
  name: z.string(),
})

/** One printed sheet in a table. */
export const sheetRow = z
  .object({
    id,
    number: z.string().meta({ description: '海报上印的编号' }),
    code: z.string(),
    url: z.string(),
    format: sheetFormat,
    medium,
    subject,
    station: z.object({ id, name: z.string() }).nullable(),
    area: z.string().nullable(),
    state: sheetState,
    flags: z.array(sheetFlag),
    place: z.string().nullable().meta({ description: '张贴处' }),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    printedAt: instant,
    hungAt: instant.nullable(),
    lastScanAt: instant.nullable(),
    scans: z.number().int().meta({ description: '扫码次数；同一人几分钟内重复打开算一次' }),
    filings: z.number().int().meta({ description: '从这张扫码提交的反映' }),
    weeks: z.array(z.number().int()).meta({ description: '近 8 周，每周扫码几次，旧的在前' }),
    openReports: z.number().int(),
    batchId: id,
  })
  .meta({ id: 'SheetRow' })
export type SheetRow = z.output<typeof sheetRow>

/** One thing that happened to a sheet, in a sentence. */
export const sheetEvent = z.object({
  at: instant,
  kind: z.enum(['printed', 'hung', 'moved', 'seen', 'reported', 'resolved', 'revoked', 'replaced']),
  text: z.string(),
  by: z.string().nullable(),
  photoUrl: z.string().nullable(),
})
export type SheetEvent = z.output<typeof sheetEvent>

export const sheetReport = z
  .object({
    id,
    sheetId: id,
    number: z.string(),
    place: z.string().nullable(),
    subject: z.string(),
    reason: reportReason,
    note: z.string().nullable(),
    at: instant,
    outcome: outcome.nullable(),
    resolvedAt: instant.nullable(),
  })
  .meta({ id: 'SheetReport' })
export type SheetReport = z.output<typeof sheetReport>

/** One sheet with all that is known of it. */
export const sheetView = sheetRow
  .extend({
    replaces: z.object({ id, number: z.string() }).nullable(),
    replacedBy: z.object({ id, number: z.string() }).nullable(),
    hungBy: z.string().nullable(),
    photoUrl: z.string().nullable().meta({ description: '贴好后拍的照片' }),
    days: z
      .array(z.object({ day: z.string(), scans: z.number().int(), filings: z.number().int() }))
      .meta({ description: '近 8 周，每天' }),
    reports: z.array(sheetReport),
    events: z.array(sheetEvent).meta({ description: '新的在前' }),
    mayHang: z.boolean().meta({ description: '登录的人能不能登记它贴在哪里' }),
  })
  .meta({ id: 'Sheet' })
export type SheetView = z.output<typeof sheetView>

/** A phone whose answer was lost sends the same again: the same key is done only once. */
const onceKey = id.optional().meta({ description: '手机自己起的号；同一个号重发只算一次' })

/** 登记张贴: recorded from a phone, standing before the wall. */
export const hanging = z.strictObject({
  place: line(sheetLimits.place, '张贴处'),
  position: position.optional(),
  photo: id.optional().meta({ description: 'POST /api/photos 得到的 id' }),
  key: onceKey,
})
export type Hanging = z.output<typeof hanging>

/** What the camera read, and where the phone stands. */
export const patrolScan = z.strictObject({
  text: z.string().min(1).max(2_000).meta({ description: '码里的字，多半是网址' }),
  position: position.optional(),
})

export const patrolResult = z
  .object({
    verdict: patrolVerdict,
    sentence: z.string().meta({ description: '一句话：是什么，该怎么办' }),
    sheet: sheetView.nullable(),
    distance: z.number().int().nullable().meta({ description: '离登记的地方多远，米' }),
    host: z.string().nullable().meta({ description: '码里的网址开头' }),
  })
  .meta({ id: 'PatrolResult' })
export type PatrolResult = z.output<typeof patrolResult>

/** 假码警报: a code on a wall that leads to somewhere else. */
export const alarmReport = z.strictObject({
  text: text(2_000, '码里的字'),
  place: line(sheetLimits.place, '在哪里看到的'),
  position: position.optional(),
  photo: id.optional(),
  key: onceKey,
})
export type AlarmReport = z.output<typeof alarmReport>

export const sheetAlarm = z
  .object({
    id,
    text: z.string(),
    host: z.string().nullable(),
    place: z.string(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    photoUrl: z.string().nullable(),
    by: z.string(),
    at: instant,
    outcome: outcome.nullable(),
    resolvedAt: instant.nullable(),
  })
  .meta({ id: 'SheetAlarm' })
export type SheetAlarm = z.output<typeof sheetAlarm>

/** Sums over many sheets: scans and filings of a place or an area. */
export const sheetSum = z.object({
  name: z.string(),
  sheets: z.number().int().meta({ description: '在用的：已作废、已换新的不算' }),
  hung: z.number().int().meta({ description: '其中贴着的' }),
  silent: z.number().int().meta({ description: '贴着的里面没人扫的' }),
  scans: z.number().int().meta({ description: '全部扫码，包括后来作废的' }),
  filings: z.number().int(),
})
export type SheetSum = z.output<typeof sheetSum>
