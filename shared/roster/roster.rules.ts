import { proposeMapping } from './mapping.rules.ts'
import { readRepresentative } from './representative-row.rules.ts'
import type {
  RepresentativeRow,
  RosterPreview,
  RosterProblem,
  RosterSheet,
  SheetMapping,
  SheetOverride,
  StationRow,
} from './roster.model.ts'
import { earlierWords, problemWords } from './roster.words.ts'
import { type DataRow, dataRows, problemOf } from './rows.rules.ts'
import { readStation } from './station-row.rules.ts'
import { comparable } from './values.rules.ts'

type Sheet = { sheet: RosterSheet; mapping: SheetMapping; rows: DataRow[]; skipped: number }

/**
 * Shows what an import of these sheets would read, before anything is written. `knownStations` are the names of the
 * stations that the district already has; those of the file's own list count too.
 */
export function previewRoster(
  sheets: RosterSheet[],
  knownStations: string[] = [],
  overrides: SheetOverride[] = [],
): RosterPreview {
  const read = sheets.map((sheet): Sheet => {
    const mapping = proposeMapping(
      sheet,
      overrides.find((o) => o.sheet === sheet.name),
    )
    return { sheet, mapping, ...dataRows(sheet, mapping) }
  })
  const rowsOf = (kind: SheetMapping['kind']) =>
    read.filter(({ mapping }) => mapping.kind === kind).flatMap(({ rows }) => rows)

  const stations = readStations(rowsOf('stations'))
  const people = readPeople(
    rowsOf('representatives'),
    new StationNames([...knownStations, ...stations.found.map((s) => s.name)]),
  )
  const problems = [...withoutHeader(read), ...stations.problems, ...people.problems]
  return {
    sheets: sheets.map(({ name, rows }) => ({
      name,
      rows: rows.length,
      columns: rows.reduce((most, row) => Math.max(most, row.length), 0),
    })),
    mapping: read.map(({ mapping }) => mapping),
    stations: stations.found,
    representatives: people.found,
    problems,
    summary: {
      representatives: people.found.filter((p) => p.needs === null).length,
      left: people.found.filter((p) => p.needs === null && p.state === 'left').length,
      withoutPhone: people.found.filter((p) => p.needs === 'phone').length,
      stations: stations.found.length,
      problemRows: new Set(problems.map((p) => `${p.row} ${p.sheet}`)).size,
      skippedRows: read.reduce((sum, { skipped }) => sum + skipped, 0),
    },
  }
}

/** A file in which nothing was recognised is reported by its sheets; a stray sheet beside a good one is not. */
function withoutHeader(read: Sheet[]): RosterProblem[] {
  if (read.some(({ mapping }) => mapping.kind !== 'ignored')) return []
  const blank = read.filter(({ sheet }) => sheet.rows.length > 0)
  return (blank.length > 0 ? blank : read.slice(0, 1)).map(({ sheet }) => ({
    sheet: sheet.name,
    row: 1,
    name: null,
    column: null,
    severity: 'error',
    code: 'header_not_found',
    message: problemWords.header_not_found(sheet.name, 1),
    value: null,
  }))
}

function readStations(rows: DataRow[]): { found: StationRow[]; problems: RosterProblem[] } {
  const found = new Map<string, StationRow>()
  const problems: RosterProblem[] = []
  for (const row of rows) {
    const { station, problems: own } = readStation(row)
    const earlier = station && found.get(station.key)
    if (station && earlier) {
      const { sheet, row: line } = row
      const message = problemWords.station_repeated(
        sheet,
        line,
        station.name,
        earlierWords(sheet, earlier),
      )
      problems.push(problemOf(row, 'error', 'station_repeated', message, 'name'))
      continue
    }
    if (station) found.set(station.key, station)
    problems.push(...own)
  }
  return { found: [...found.values()], problems }
}

function readPeople(
  rows: DataRow[],
  stations: StationNames,
): { found: RepresentativeRow[]; problems: RosterProblem[] } {
  const found: RepresentativeRow[] = []
  const problems: RosterProblem[] = []
  const byPhone = new Map<string, RepresentativeRow>()
  const byName = new Map<string, RepresentativeRow[]>()
  for (const row of rows) {
    const { person, problems: own } = readRepresentative(row)
    const namesakes = byName.get(person?.name ?? '') ?? []
    const repeat = person && repeatOf(row, person, byPhone.get(person.phone ?? ''), namesakes)
    if (repeat?.severity === 'error') {
      problems.push(repeat)
      continue
    }
    problems.push(...own, ...(repeat ? [repeat] : []))
    if (!person) continue
    const station = person.station === null ? null : stations.find(person.station)
    if (person.station !== null && station === null) {
      const nearest = stations.nearest(person.station)
      const message = problemWords.station_unknown(row.sheet, row.row, person.station, nearest)
      problems.push(problemOf(row, 'error', 'station_unknown', message, 'station'))
      continue
    }
    const kept = { ...person, station }
    found.push(kept)
    if (kept.phone) byPhone.set(kept.phone, kept)
    byName.set(kept.name, namesakes)
    namesakes.push(kept)
  }
  return { found, problems }
}

const sameDetails = (a: RepresentativeRow, b: RepresentativeRow) =>
  a.birth === b.birth && a.position === b.position && a.electoralUnit === b.electoralUnit

function repeatOf(
  row: DataRow,
  person: RepresentativeRow,
  samePhone: RepresentativeRow | undefined,
  namesakes: RepresentativeRow[],
): RosterProblem | null {
  const { sheet, row: line } = row
  if (samePhone && samePhone.name !== person.name) {
    const message = problemWords.phone_shared(
      sheet,
      line,
      person.name,
      earlierWords(sheet, samePhone),
    )
    return problemOf(row, 'error', 'phone_shared', message, 'phone')
  }
  const same =
    samePhone ??
    namesakes.find((other) => !(person.phone && other.phone) && sameDetails(person, other))
  if (same) {
    const message = problemWords.repeated(sheet, line, person.name, earlierWords(sheet, same))
    return problemOf(row, 'error', 'repeated', message, 'name')
  }
  const like =
    person.birth && person.position
      ? namesakes.find((other) => sameDetails(person, other))
      : undefined
  if (!like) return null
  const message = problemWords.maybe_repeated(sheet, line, person.name, earlierWords(sheet, like))
  return problemOf(row, 'warning', 'maybe_repeated', message, 'name')
}

/** A wrong file may name thousands of unknown stations; the first ones suffice to show what is wrong. */
const SUGGESTIONS = 100

/** The stations that exist, found by name without regard to blanks, brackets and the like. */
class StationNames {
  readonly #names: Map<string, string>
  readonly #nearest = new Map<string, string | null>()

  constructor(names: string[]) {
    this.#names = new Map(names.map((name) => [comparable(name), name]))
  }

  find(name: string): string | null {
    return this.#names.get(comparable(name)) ?? null
  }

  /** The one whose name is most alike, if any is alike enough to be what was meant. */
  nearest(name: string): string | null {
    const known = this.#nearest.get(name)
    if (known !== undefined) return known
    if (this.#nearest.size >= SUGGESTIONS) return null
    const found = this.#mostAlike(name)
    this.#nearest.set(name, found)
    return found
  }

  #mostAlike(name: string): string | null {
    let best: { name: string; likeness: number } | null = null
    for (const candidate of this.#names.values()) {
      const place = likeness(placeOf(name), placeOf(candidate))
      // Of two stations in one place, the one of the same kind.
      const whole = likeness(comparable(name), comparable(candidate))
      if (place >= ALIKE && place + whole > (best?.likeness ?? 0))
        best = { name: candidate, likeness: place + whole }
    }
    return best?.name ?? null
  }
}

const ALIKE = 0.7
/** Where a station is, without the words that all stations share. */
const placeOf = (name: string) =>
  comparable(name).replace(/人大|代表|家站|联络站|联络点|工作站|之家/gu, '')

/** Dice's coefficient over pairs of neighbouring characters: 1 is equal, 0 has nothing in common. */
function likeness(a: string, b: string): number {
  if (a === b) return a === '' ? 0 : 1
  const [left, right] = [pairsOf(a), pairsOf(b)]
  const shared = left.filter((pair) => right.includes(pair)).length
  return (2 * shared) / Math.max(1, left.length + right.length)
}

const pairsOf = (text: string): string[] => {
  const all = [...text]
  return all.slice(1).map((c, index) => `${all[index]}${c}`)
}
