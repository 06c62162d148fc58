import type { EpochMs } from '../core/clock.ts'
import { characters } from '../core/text.ts'
import { type FoundHeading, findHeading, type SaidOfSheet } from '../roster/headings.rules.ts'
import type { RosterCell, RosterSheet } from '../roster/roster.model.ts'
import { TOTAL } from '../roster/rows.rules.ts'
import { cellText } from '../roster/values.rules.ts'
import { type ImportField, importHeadings } from './import.words.ts'
import { type Alias, departmentsMeant, withoutDistrict } from './import-departments.rules.ts'
import {
  isContactKnown,
  type NamesOfRow,
  namesIn,
  type ReadRow,
  type RowProblem,
  readRow,
} from './import-row.rules.ts'
import { handledHere, handledWords, onlyShuts } from './imported-promises.rules.ts'
import type { Matter } from './matter.rules.ts'

/** What the district has that a list may name. */
export interface KnownForImport {
  /** What the district is called; lists leave it out before the names of departments. */
  district: string
  people: readonly { id: string; name: string }[]
  departments: readonly { id: string; name: string }[]
  aliases: readonly Alias[]
  /** Suggestions by "2025 12"; `imported`: they came from such a list. */
  numbers: ReadonlyMap<string, { id: string; imported: boolean; lead: string; matter: Matter }>
}

/** A row whose names are known; departments that are new have no id yet. */
export interface ResolvedRow extends ReadRow {
  leadId: string
  cosignerIds: string[]
  handlers: { id: string | null; name: string; part: ReadRow['departments'][number]['part'] }[]
  existing: { id: string; lead: string; matter: Matter } | null
}

export interface ReadList {
  sheet: string | null
  /** The row of the heading, from 1. */
  head: number | null
  columns: { column: number; header: string; field: ImportField | null; sample: string }[]
  /** Fields without which nothing is read, and which no column means. */
  missing: ImportField[]
  rows: ResolvedRow[]
  /** Rows that cannot be taken. */
  problems: RowProblem[]
  /** Rows that are taken without something. */
  warnings: RowProblem[]
  /** Departments that the district does not have, with how many rows name them. */
  unknownDepartments: { name: string; rows: number }[]
}

const keyOf = ({ year, number }: Pick<ReadRow, 'year' | 'number'>): string => `${year} ${number}`

/** 制表人：…, 备注：…; what stands below a list. */
const FOOTER = /^(制表|填报|填表|审核|复核|负责人|联系人|备注|说明|注)[^:：]{0,6}[:：]/u

/**
 * Footers say nothing in two of the columns that matter, and totals say what they are. Whoever names a
 * department means a suggestion: what is missing of it is said.
 */
const isRow = (text: (field: ImportField) => string): boolean => {
  const says = (field: ImportField) => text(field) !== '' && !FOOTER.test(text(field))
  return !TOTAL.test(text('number')) && (says('departments') || TELLING.filter(says).length >= 2)
}

/** What a clerk has said of a list: on which sheet, where its heading stands, what columns are. */
export interface SaidOfList extends SaidOfSheet<ImportField> {
  sheet?: string | undefined
}

const NEEDED = ['number', 'title', 'lead'] as const
const TELLING = [...NEEDED, 'submitted', 'assigned', 'answered'] as const
/** A cell that shows what a column holds, in characters. */
const SAMPLE = 24

const sampleOf = (cells: readonly RosterCell[][], column: number): string => {
  const text = cells.map((row) => cellText(row[column - 1] ?? null)).find((one) => one !== '') ?? ''
  return characters(text) > SAMPLE ? `${[...text].slice(0, SAMPLE).join('')}…` : text
}

/** The sheet with a list on it: the first that has all that is needed, else the first with any of it. */
function findList(
  sheets: readonly RosterSheet[],
  said: SaidOfList,
): { sheet: RosterSheet; heading: FoundHeading<ImportField> } | null {
  const found = sheets
    .filter(({ name }) => said.sheet === undefined || name === said.sheet)
    .flatMap((sheet) => {
      const heading = findHeading<ImportField>(sheet, importHeadings, NEEDED, said)
      return heading === null ? [] : [{ sheet, heading }]
    })
  return found.find(({ heading }) => heading.missing.length === 0) ?? found[0] ?? null
}

/** Finds the list in a file, reads its rows, and looks up whom they name. Writes nothing. */
export function readList(
  sheets: readonly RosterSheet[],
  known: KnownForImport,
  year: number,
  now: EpochMs,
  said: SaidOfList = { fields: new Map() },
): ReadList {
  const found = findList(sheets, said)
  const list: ReadList = {
    sheet: found?.sheet.name ?? null,
    head: found?.heading.row ?? null,
    columns: [],
    missing: found?.heading.missing ?? [],
    rows: [],
    problems: [],
    warnings: [],
    unknownDepartments: [],
  }
  if (found === null) return list
  const { heading, sheet } = found
  const body = sheet.rows.slice(heading.row)
  list.columns = heading.columns.map((one) => ({ ...one, sample: sampleOf(body, one.column) }))
  if (list.missing.length > 0) return list
  const columns = new Map(
    heading.columns.flatMap(({ field, column }) => (field ? [[field, column]] : [])),
  )
  const lookUp = resolver(known, list)
  for (const [index, cells] of body.entries()) {
    const cell = (field: ImportField) => cells[(columns.get(field) ?? 0) - 1] ?? null
    if (!isRow((field) => cellText(cell(field)))) continue
    const row = heading.row + index + 1
    lookUp(row, namesIn(cell, year), readRow(row, cell, year, now))
  }
  return list
}

type LookUp = (row: number, names: NamesOfRow, read: ReadRow | RowProblem[]) => void

/** Looks up the names of rows one after another, all of them, and puts the rows where they belong. */
function resolver(known: KnownForImport, list: ReadList): LookUp {
  const people = new Map<string, string[]>()
  for (const { id, name } of known.people) people.set(name, [...(people.get(name) ?? []), id])
  const departments = departmentsMeant(known.departments, known.district, known.aliases)
  const numbers = new Map<string, number>()
  /** As it was written first: later rows may write it in another way. */
  const named = new Map<string, string>()
  const newName = (name: string): string => {
    const key = withoutDistrict(name, known.district)
    const first = named.get(key) ?? name
    named.set(key, first)
    return first
  }
  /** "李婺张伟": somebody known, with another one behind or before. */
  const isBesideAnother = (text: string): boolean =>
    [...people.keys()].some((name) => text.startsWith(name) || text.endsWith(name))
  return (row, names, read) => {
    const problems = Array.isArray(read) ? [...read] : []
    const warnings: RowProblem[] = []
    const refuse = (field: ImportField, message: string): void => {
      problems.push({ row, field, message })
    }
    const key = names.number && keyOf(names.number)
    const earlier = key === null ? undefined : numbers.get(key)
    if (earlier !== undefined)
      refuse('number', `编号和第 ${earlier} 行一样，请改一处，或删掉重复的。`)
    else if (key !== null) numbers.set(key, row)
    const existing = key === null ? undefined : known.numbers.get(key)
    if (existing !== undefined && !existing.imported)
      refuse('number', '这个编号是在系统里办的，不能用导入来改。')
    const [leadId, another] = people.get(names.lead ?? '') ?? []
    if (names.lead !== null && leadId === undefined)
      refuse(
        'lead',
        `没有叫“${names.lead}”的代表，请核对姓名，或先导入花名册。${
          isBesideAnother(names.lead)
            ? '这一格写了两位的，请只留领衔的一位，其余的写到“附议代表”那一格。'
            : ''
        }`,
      )
    else if (another !== undefined)
      refuse('lead', `有不止一位代表叫“${names.lead}”，分不清是哪一位，请到系统里改。`)
    else if (leadId !== undefined && existing?.imported && existing.lead !== leadId)
      refuse('lead', '这个编号原来导入的领衔代表是另一位，请核对编号和姓名。')
    const cosignerIds: string[] = []
    for (const name of names.cosigners) {
      const [id, other] = people.get(name) ?? []
      if (name === names.lead) continue
      if (id !== undefined && other === undefined) cosignerIds.push(id)
      else
        warnings.push({
          row,
          field: 'cosigners',
          message: `附议代表“${name}”对不上，这一位会略过。`,
        })
    }
    if (!isContactKnown(names.contact))
      warnings.push({
        row,
        field: 'contact',
        message: `沟通方式“${names.contact}”看不出是不是当面，按没有当面沟通记；当面沟通过的请写“面商”。`,
      })
    const seen = new Set<string>()
    const handlers: ResolvedRow['handlers'] = []
    for (const { name, part } of names.departments) {
      const [meant, other] = departments(name)
      if (other !== undefined) {
        refuse('departments', `“${name}”是哪个单位分不清，请写系统里的全名。`)
        continue
      }
      const called = meant?.name ?? newName(name)
      if (seen.has(called)) continue
      seen.add(called)
      handlers.push({ id: meant?.id ?? null, name: called, part })
    }
    if (problems.length > 0 || Array.isArray(read) || leadId === undefined) {
      // What would be left out of it is said along, so that the row is mended in one go.
      list.problems.push(...problems, ...warnings)
      return
    }
    if (existing !== undefined && handledHere(existing.matter))
      warnings.unshift({
        row,
        field: null,
        message: `${handledWords(existing.matter)}，这一行${
          onlyShuts(read, existing.matter) ? '只照它标为不公开' : '不会改它'
        }。`,
      })
    else if (read.answeredAt === null)
      warnings.push({
        row,
        field: 'answered',
        message:
          '没有答复日期，导入后记作“没有答复”，不算办结，可以再选“接着办”；有答复的请补上答复日期。',
      })
    list.warnings.push(...warnings)
    for (const { id, name } of handlers) {
      if (id !== null) continue
      const counted = list.unknownDepartments.find((one) => one.name === name)
      if (counted === undefined) list.unknownDepartments.push({ name, rows: 1 })
      else counted.rows++
    }
    list.rows.push({ ...read, leadId, cosignerIds, handlers, existing: existing ?? null })
  }
}
