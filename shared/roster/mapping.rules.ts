import {
  indexHeadings,
  privateHeadings,
  representativeHeadings,
  stationHeadings,
} from './headers.words.ts'
import {
  assignTo,
  combine,
  fitOf,
  type GuessOf,
  type Heading,
  type KnownField,
  known,
  knownFields,
  lineOf,
  SEARCHED_ROWS,
  scoreOf,
} from './headings.rules.ts'
import type {
  RepresentativeField,
  RosterCell,
  RosterSheet,
  SheetKind,
  SheetMapping,
  SheetOverride,
  StationField,
} from './roster.model.ts'
import { cellText } from './values.rules.ts'

type Field = RepresentativeField | StationField
type Table = Exclude<SheetKind, 'ignored'>
type Guess = GuessOf<Field>

const HEADER_LINES = 3
const tables: Record<Table, KnownField<Field>[]> = {
  representatives: knownFields(representativeHeadings),
  stations: knownFields(stationHeadings),
}
const index = known(indexHeadings)
const personal = known(privateHeadings)
/** What tells a list of stations from a list of people that also has a column 家站. */
const STATION_MARKS = new Set<Field>(
  'kind address longitude latitude coordinates head liaison'.split(' ') as Field[],
)
const GROUPS = 2

/** A → 1, … as the spreadsheet letters its columns. */
export function columnLetter(column: number): string {
  const rest = Math.floor((column - 1) / 26)
  return (rest > 0 ? columnLetter(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26))
}

const filled = (line: string[]) => line.filter((text) => text !== '').length

/** Columns of a roster that no field may claim: running numbers, and what is nobody's business. */
function reservedOf(heading: Heading): Guess['reason'] {
  if (fitOf(index, heading) === 1) return 'index'
  return fitOf(personal, heading) > 0 ? 'private' : 'unknown'
}

const assign = (headings: Heading[], table: Table): Guess[] =>
  assignTo(headings, tables[table], reservedOf)

function isTable(guesses: Guess[], table: Table): boolean {
  const fields = guesses.flatMap((g) => (g.field ? [g.field] : []))
  if (!guesses.some((g) => g.field === 'name' && g.confidence >= 0.6) || fields.length < 2)
    return false
  return table === 'representatives' || fields.some((field) => STATION_MARKS.has(field))
}

/** Whether a line continues the heading above it: only headings in it, none of them in the column of names. */
function continues(upper: string[], lower: string[], table: Table): boolean {
  if (filled(lower) === 0) return false
  const nameColumn = assign(combine(upper, []), table).findIndex((g) => g.field === 'name')
  const own = assign(combine([], lower), table)
  const understood = own.filter((g) => g.confidence === 1 || g.reason === 'index').length
  return (lower[nameColumn] ?? '') === '' && understood >= Math.max(1, filled(lower) / 2)
}

type Header = { kind: Table; row: number; lines: number; headings: Heading[]; guesses: Guess[] }

/** Groups such as 基本情况 and 联系方式; a title fills one cell only, a line such as “填报人：某某” has colons. */
const isGroups = (line: string[]) =>
  filled(line) >= GROUPS && !line.some((text) => text.length > 12 || /[\d:：]/u.test(text))

function headerAt(rows: RosterCell[][], row: number, kind: Table, lookUp: boolean): Header {
  let line = lineOf(rows, row)
  const above = lookUp && row > 0 ? lineOf(rows, row - 1) : []
  const grouped = isGroups(above)
  let headings = grouped ? combine(above, line) : combine(line, [])
  const first = grouped ? row - 1 : row
  let lines = grouped ? 2 : 1
  while (lines < HEADER_LINES && continues(line, lineOf(rows, first + lines), kind)) {
    const below = lineOf(rows, first + lines)
    headings = combine(
      headings.map((h) => h.own),
      below,
    )
    line = headings.map((h) => h.own)
    lines += 1
  }
  return { kind, row: first, lines, headings, guesses: assign(headings, kind) }
}

function findHeader(sheet: RosterSheet, override: SheetOverride | undefined): Header | null {
  const { rows } = sheet
  const kinds: Table[] =
    override?.kind && override.kind !== 'ignored'
      ? [override.kind]
      : ['representatives', 'stations']
  const best = (found: Header[]): Header | null =>
    found.reduce<Header | null>(
      (winner, next) =>
        winner && scoreOf(winner.guesses) >= scoreOf(next.guesses) ? winner : next,
      null,
    )
  const given = override?.headerRow
  if (given) return best(kinds.map((kind) => headerAt(rows, given - 1, kind, false)))
  const names = (row: number, kind: Table) =>
    assign(combine(lineOf(rows, row), []), kind).some((g) => g.field === 'name')
  const searched = Array.from({ length: Math.min(SEARCHED_ROWS, rows.length) }, (_, row) => row)
  return best(
    searched
      .flatMap((row) =>
        kinds.filter((kind) => names(row, kind)).map((kind) => headerAt(rows, row, kind, true)),
      )
      .filter((header) => isTable(header.guesses, header.kind)),
  )
}

const SAMPLES = 3
function samplesOf(sheet: RosterSheet, from: number, column: number): string[] {
  const found: string[] = []
  for (
    let row = from;
    row < Math.min(sheet.rows.length, from + 30) && found.length < SAMPLES;
    row++
  ) {
    const text = cellText(sheet.rows[row]?.[column])
    if (text !== '') found.push(text.slice(0, 40))
  }
  return found
}

function corrected(guesses: Guess[], override: SheetOverride | undefined): Guess[] {
  const chosen = new Map((override?.columns ?? []).map((c) => [c.column - 1, c.field]))
  const claimed = new Set([...chosen.values()].filter((field) => field !== null))
  return guesses.map((guess, column) => {
    const field = chosen.get(column)
    if (field !== undefined)
      return { field, confidence: 1, reason: field === null ? 'office' : null }
    return guess.field && claimed.has(guess.field)
      ? { field: null, confidence: 0, reason: 'unknown' }
      : guess
  })
}

/**
 * Proposes what a sheet is and what its columns mean: the heading is found by its words, wherever it stands, on one
 * line or on several; the office's corrections win over every guess.
 */
export function proposeMapping(sheet: RosterSheet, override?: SheetOverride): SheetMapping {
  const header = override?.kind === 'ignored' ? null : findHeader(sheet, override)
  if (!header) {
    return { sheet: sheet.name, kind: 'ignored', headerRow: null, headerLines: 0, columns: [] }
  }
  const guesses = corrected(header.guesses, override)
  return {
    sheet: sheet.name,
    kind: header.kind,
    headerRow: header.row + 1,
    headerLines: header.lines,
    columns: header.headings.map(({ group, own }, index) => ({
      column: index + 1,
      letter: columnLetter(index + 1),
      header: [group, own].filter((part) => part !== '').join(' / '),
      ...(guesses[index] ?? { field: null, confidence: 0, reason: 'unknown' }),
      samples: samplesOf(sheet, header.row + header.lines, index),
    })),
  }
}
