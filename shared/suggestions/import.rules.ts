import type { EpochMs } from '../core/clock.ts'
import { findHeading } from '../roster/headings.rules.ts'
import type { RosterSheet } from '../roster/roster.model.ts'
import { TOTAL } from '../roster/rows.rules.ts'
import { cellText, comparable } from '../roster/values.rules.ts'
import { type ImportField, importHeadings } from './import.words.ts'
import { type ReadRow, type RowProblem, readRow } from './import-row.rules.ts'
import type { Contact, Matter } from './matter.rules.ts'

/** What the district has that a list may name. */
export interface KnownForImport {
  people: readonly { id: string; name: string }[]
  departments: readonly { id: string; name: string }[]
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
  columns: { header: string; field: ImportField | null }[]
  rows: ResolvedRow[]
  /** Rows that cannot be taken. */
  problems: RowProblem[]
  /** Rows that are taken without something. */
  warnings: RowProblem[]
  /** Departments that the district does not have yet. */
  newDepartments: string[]
}

const keyOf = ({ year, number }: Pick<ReadRow, 'year' | 'number'>): string => `${year} ${number}`

/** Footers say nothing in two of the columns that matter, and totals say what they are. */
const isRow = (text: (field: ImportField) => string): boolean =>
  !TOTAL.test(text('number')) &&
  (['number', 'title', 'lead'] as const).filter((field) => text(field) !== '').length >= 2

/** Finds the list in a file, reads its rows, and looks up whom they name. Writes nothing. */
export function readList(
  sheets: readonly RosterSheet[],
  known: KnownForImport,
  year: number,
  now: EpochMs,
): ReadList {
  for (const sheet of sheets) {
    const heading = findHeading<ImportField>(sheet, importHeadings, ['number', 'title', 'lead'])
    if (heading === null) continue
    const columns = new Map(
      heading.columns.flatMap(({ field, column }) => (field ? [[field, column]] : [])),
    )
    const list: ReadList = {
      sheet: sheet.name,
      columns: heading.columns.map(({ header, field }) => ({ header, field })),
      rows: [],
      problems: [],
      warnings: [],
      newDepartments: [],
    }
    const lookUp = resolver(known, list)
    for (const [index, cells] of sheet.rows.slice(heading.row).entries()) {
      const cell = (field: ImportField) => cells[(columns.get(field) ?? 0) - 1] ?? null
      if (!isRow((field) => cellText(cell(field)))) continue
      const read = readRow(heading.row + index + 1, cell, year, now)
      if ('message' in read) list.problems.push(read)
      else lookUp(read)
    }
    return list
  }
  return { sheet: null, columns: [], rows: [], problems: [], warnings: [], newDepartments: [] }
}

/** Looks up the names of rows one after another, and puts them where they belong. */
function resolver(known: KnownForImport, list: ReadList): (read: ReadRow) => void {
  const people = new Map<string, string[]>()
  for (const { id, name } of known.people) people.set(name, [...(people.get(name) ?? []), id])
  const departments = new Map(known.departments.map(({ id, name }) => [comparable(name), id]))
  const numbers = new Map<string, number>()
  return (read) => {
    const refuse = (field: ImportField, message: string): void => {
      list.problems.push({ row: read.row, field, message })
    }
    const earlier = numbers.get(keyOf(read))
    if (earlier !== undefined)
      return refuse('number', `编号和第 ${earlier} 行一样，请改一处，或删掉重复的。`)
    const existing = known.numbers.get(keyOf(read))
    if (existing !== undefined && !existing.imported)
      return refuse('number', '这个编号是在系统里办的，不能用导入来改。')
    const [leadId, another] = people.get(read.lead) ?? []
    if (leadId === undefined)
      return refuse('lead', `没有叫“${read.lead}”的代表，请核对姓名，或先导入花名册。`)
    if (another !== undefined)
      return refuse('lead', `有不止一位代表叫“${read.lead}”，分不清是哪一位，请到系统里改。`)
    if (existing !== undefined && existing.lead !== leadId)
      return refuse('lead', '这个编号原来导入的领衔代表是另一位，请核对编号和姓名。')
    const cosignerIds: string[] = []
    for (const name of read.cosigners) {
      const [id, other] = people.get(name) ?? []
      if (id !== undefined && other === undefined && id !== leadId) cosignerIds.push(id)
      else if (id !== leadId)
        list.warnings.push({
          row: read.row,
          field: 'cosigners',
          message: `附议代表“${name}”对不上，这一位会略过。`,
        })
    }
    const seen = new Set<string>()
    const handlers = read.departments.flatMap(({ name, part }) => {
      const key = comparable(name)
      if (seen.has(key)) return []
      seen.add(key)
      const id = departments.get(key) ?? null
      if (id === null && !list.newDepartments.some((one) => comparable(one) === key))
        list.newDepartments.push(name)
      return [{ id, name, part }]
    })
    numbers.set(keyOf(read), read.row)
    list.rows.push({ ...read, leadId, cosignerIds, handlers, existing: existing ?? null })
  }
}

/** Lists do not say on which day they met; whoever logs it in the system must. */
export const isImportedContact = ({ on }: Pick<Contact, 'on'>): boolean => on === ''

/** A suggestion of an earlier year as a matter: it is over, and what was said of it is kept. */
export function importedMatter(row: ResolvedRow, departmentOf: (name: string) => string): Matter {
  const handlers = row.handlers.map(({ id, name, part }) => ({
    departmentId: id ?? departmentOf(name),
    part,
    assignedAt: row.assignedAt,
    receivedAt: row.assignedAt,
  }))
  const main = handlers.find(({ part }) => part !== 'co') ?? handlers[0]
  const at = row.answeredAt
  const answered = at !== null && main !== undefined
  return {
    state: 'closed',
    representativeId: row.leadId,
    title: row.title,
    text: row.text,
    secret: false,
    cosigners: row.cosignerIds.map((representativeId) => ({
      representativeId,
      askedAt: row.submittedAt,
      confirmedAt: row.submittedAt,
      refusedAt: null,
      agreedAt: null,
    })),
    submittedAt: row.submittedAt,
    firstAssignedAt: row.assignedAt,
    handlers,
    objection: null,
    contacts:
      row.met && main !== undefined
        ? [
            {
              departmentId: main.departmentId,
              phase: 'before',
              way: 'visit',
              on: '',
              people: '',
              inCharge: false,
              text: '往年的表里记着当面沟通过。',
              at: row.assignedAt,
            },
          ]
        : [],
    opinions: [],
    extension: null,
    letters:
      answered && row.class !== null
        ? [
            {
              round: 0,
              departmentId: main.departmentId,
              text: row.letter === '' ? '答复原文没有录入。' : row.letter,
              class: row.class,
              promisedFor: null,
              proposedAt: at,
              signer: null,
              signedAt: at,
              redeems: false,
            },
          ]
        : [],
    answeredAt: at,
    round: 0,
    feedbacks:
      at === null || row.satisfaction === null
        ? []
        : [
            {
              representativeId: row.leadId,
              round: 0,
              attitude: row.satisfaction,
              result: row.satisfaction,
              reason: null,
              at,
            },
          ],
    declined: null,
    mergedInto: null,
    withdrawalAskedAt: null,
    publishedAt: null,
    endedAt: at ?? row.assignedAt,
    remarks: [],
  }
}
