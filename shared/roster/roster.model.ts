import { z } from 'zod'
import { stationKind } from '../stations/stations.model.ts'
import {
  columnReasonWords,
  problemWords,
  representativeFieldWords,
  skipReasonWords,
  stationFieldWords,
} from './roster.words.ts'

/** What a cell may hold once a file has been read. A Date is the calendar day at midnight UTC. */
export type RosterCell = string | number | boolean | Date | null
/** One sheet: `rows[0]` is row 1 of the spreadsheet. */
export type RosterSheet = { name: string; rows: RosterCell[][] }

const keysOf = <T extends object>(words: T) =>
  Object.keys(words) as [keyof T & string, ...(keyof T & string)[]]

export const representativeField = z.enum(keysOf(representativeFieldWords))
export type RepresentativeField = z.infer<typeof representativeField>
export const stationField = z.enum(keysOf(stationFieldWords))
export type StationField = z.infer<typeof stationField>
export const sheetKind = z.enum(['representatives', 'stations', 'ignored'])
export type SheetKind = z.infer<typeof sheetKind>

/** `column` counts from 1; `letter` is what the spreadsheet shows above it. Confidence 1 is a known heading. */
export const columnMapping = z.strictObject({
  column: z.int().min(1),
  letter: z.string(),
  header: z.string(),
  field: z.union([representativeField, stationField]).nullable(),
  confidence: z.number().min(0).max(1),
  reason: z.enum(keysOf(columnReasonWords)).nullable(),
  samples: z.array(z.string()),
})
export type ColumnMapping = z.infer<typeof columnMapping>

/** `headerRow` is the first line of the heading (from 1), `headerLines` how many lines it has. */
export const sheetMapping = z.strictObject({
  sheet: z.string(),
  kind: sheetKind,
  headerRow: z.int().min(1).nullable(),
  headerLines: z.int().min(0),
  columns: z.array(columnMapping),
})
export type SheetMapping = z.infer<typeof sheetMapping>

/** The office's corrections. A column that is not named keeps the proposed field; `null` leaves a column out. */
export const sheetOverride = z.strictObject({
  sheet: z.string().max(200),
  kind: sheetKind.optional(),
  headerRow: z.int().min(1).max(20_000).optional(),
  columns: z
    .array(
      z.strictObject({
        column: z.int().min(1).max(200),
        field: z.union([representativeField, stationField]).nullable(),
      }),
    )
    .max(200)
    .optional(),
})
export type SheetOverride = z.infer<typeof sheetOverride>

const text = z.string().nullable()
const place = { sheet: z.string(), row: z.int().min(1) }
export const sex = z.enum(['male', 'female'])
/** A year, a month or a day: `1978`, `1978-05`, `1978-05-01`. */
export const partialDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)

/** What a roster may say of a person; `null` where it says nothing. */
export const representativeFacts = z.strictObject({
  name: z.string().min(1),
  sex: sex.nullable(),
  ethnicity: text,
  birth: partialDate.nullable(),
  party: text,
  education: text,
  position: text,
  electoralUnit: text,
  station: text,
  phone: z
    .string()
    .regex(/^1\d{10}$/)
    .nullable(),
  level: text,
  term: text,
  group: text,
  town: text,
  area: text,
  sector: text,
  mongolian: text,
  standingCommittee: z.boolean().nullable(),
  note: text,
  state: z.enum(['serving', 'left']),
  leftOn: partialDate.nullable(),
})
export type RepresentativeFacts = z.infer<typeof representativeFacts>

/** `needs: 'phone'`: imported only if the office says so, because without a phone the person cannot sign in. */
export const representativeRow = representativeFacts.extend({
  ...place,
  key: z.string(),
  needs: z.literal('phone').nullable(),
})
export type RepresentativeRow = z.infer<typeof representativeRow>

/** Longitude and latitude in decimal degrees, as the file has them (no datum is known). */
export const stationFacts = z.strictObject({
  name: z.string().min(1),
  area: text,
  town: text,
  kind: stationKind,
  address: text,
  longitude: z.number().nullable(),
  latitude: z.number().nullable(),
  head: text,
  headPhone: text,
  liaison: text,
  liaisonPhone: text,
  phone: text,
  hours: text,
  note: text,
})
export type StationFacts = z.infer<typeof stationFacts>
export const stationRow = stationFacts.extend({ ...place, key: z.string() })
export type StationRow = z.infer<typeof stationRow>

export const problemCode = z.enum(keysOf(problemWords))
export type ProblemCode = z.infer<typeof problemCode>
/** An error keeps its row out; a warning does not (`phone_missing` waits for the office's word). */
export const rosterProblem = z.strictObject({
  ...place,
  /** Of the person or station, as the row has it. */
  name: text,
  column: z.string().nullable(),
  severity: z.enum(['error', 'warning']),
  code: problemCode,
  message: z.string(),
  value: text,
})
export type RosterProblem = z.infer<typeof rosterProblem>

export const rosterPreview = z.strictObject({
  sheets: z.array(z.strictObject({ name: z.string(), rows: z.int(), columns: z.int() })),
  mapping: z.array(sheetMapping),
  stations: z.array(stationRow),
  representatives: z.array(representativeRow),
  problems: z.array(rosterProblem),
  summary: z.strictObject({
    /** Ready to be imported as they are, those who have left office included. */
    representatives: z.int(),
    left: z.int(),
    /** Imported only if the office says so. */
    withoutPhone: z.int(),
    stations: z.int(),
    /** Rows that are reported, each counted once. */
    problemRows: z.int(),
    /** Titles, blank rows, repeated headings, totals. */
    skippedRows: z.int(),
  }),
})
export type RosterPreview = z.infer<typeof rosterPreview>

/** What the office decides before the import. */
export const importChoices = z.strictObject({
  withoutPhone: z.boolean().default(false),
  leaveOut: z
    .array(z.strictObject({ sheet: z.string().max(200), row: z.int().min(1) }))
    .max(20_000)
    .default([]),
})
export type ImportChoices = z.infer<typeof importChoices>

export const skipReason = z.enum(keysOf(skipReasonWords))
export type SkipReason = z.infer<typeof skipReason>
