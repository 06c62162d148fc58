import type {
  ImportChoices,
  RepresentativeFacts,
  RepresentativeRow,
  RosterPreview,
  SkipReason,
  StationFacts,
  StationRow,
} from './roster.model.ts'
import { stationKey } from './station-row.rules.ts'
import { isUnreadable } from './values.rules.ts'

export type ExistingRepresentative = RepresentativeFacts & { id: string }
export type ExistingStation = StationFacts & { id: string }

export type PersonMatch<Existing> =
  | { kind: 'one'; person: Existing; by: 'phone' | 'details' }
  | { kind: 'none' }
  /** The phone is someone else's, by every other sign. */
  | { kind: 'taken'; person: Existing }
  | { kind: 'several'; people: Existing[] }

export type Change = { from: unknown; to: unknown }
export type Changes = Record<string, Change>
type Place = { sheet: string; row: number }
/** A row that stays out. */
export type Skipped = Place & { name: string | null; reason: SkipReason }

export type TableDecision<Row> = {
  insert: Row[]
  update: { id: string; row: Row; changes: Changes }[]
  unchanged: { id: string; row: Row }[]
  skipped: Skipped[]
}
export type ImportDecision = {
  stations: TableDecision<StationRow>
  representatives: TableDecision<RepresentativeRow> & {
    /** Who leaves office by this import: told apart for the report; each also stands in `insert` or `update`. */
    left: (Place & { id: string | null; name: string; on: string | null })[]
    /** In the system, serving, but not in this file: shown to the office, never changed by an import. */
    absent: { id: string; name: string }[]
  }
}

type Identity = Pick<RepresentativeFacts, 'name' | 'phone' | 'birth' | 'electoralUnit' | 'position'>

/** Dates agree where the less exact one says the same as the more exact one: 1978 and 1978-05-01. */
const datesAgree = (a: string, b: string) => a.startsWith(b) || b.startsWith(a)

/** How many of birth, electoral unit and position agree; a birth that contradicts rules the person out. */
function agreement(a: Identity, b: Identity): number {
  if (a.birth && b.birth && !datesAgree(a.birth, b.birth)) return -1
  const same = (x: string | null, y: string | null) => (x !== null && x === y ? 1 : 0)
  return (
    (a.birth && b.birth ? 1 : 0) +
    same(a.electoralUnit, b.electoralUnit) +
    same(a.position, b.position)
  )
}

/**
 * Who of the existing people a row of a roster is: by phone first; without that by name, if two of birth, electoral
 * unit and position agree as well. A phone under another name is the same person only if the rest agrees (a name
 * that was mended), otherwise it belongs to someone else.
 */
export function matchPerson<Existing extends Identity>(
  existing: readonly Existing[],
  row: Identity,
): PersonMatch<Existing> {
  const samePhone = row.phone ? existing.find((person) => person.phone === row.phone) : undefined
  if (samePhone) {
    const mended = isUnreadable(samePhone.name) || isUnreadable(row.name)
    return samePhone.name === row.name || agreement(samePhone, row) >= (mended ? 1 : 2)
      ? { kind: 'one', person: samePhone, by: 'phone' }
      : { kind: 'taken', person: samePhone }
  }
  const people = existing.filter((p) => p.name === row.name && agreement(p, row) >= 2)
  const [person] = people
  if (!person) return { kind: 'none' }
  return people.length === 1 ? { kind: 'one', person, by: 'details' } : { kind: 'several', people }
}

/** Where the roster says nothing (a blank cell, no such column) what is known stays. */
function changesOf<Facts extends object>(
  existing: Facts,
  row: Facts,
  fields: readonly (keyof Facts & string)[],
): Changes {
  return Object.fromEntries(
    fields
      .filter((field) => row[field] !== null && row[field] !== existing[field])
      .filter((field) => field !== 'birth' || !knowsBetter(existing[field], row[field]))
      .map((field) => [field, { from: existing[field], to: row[field] }]),
  )
}

const knowsBetter = (known: unknown, told: unknown) =>
  typeof known === 'string' && typeof told === 'string' && known.startsWith(told)

const representativeFields = (
  'name sex ethnicity birth party education position electoralUnit station phone level term group town area sector mongolian ' +
  'standingCommittee note state leftOn'
).split(' ') as (keyof RepresentativeFacts)[]
const stationFields =
  'name area town kind address longitude latitude head headPhone liaison liaisonPhone phone hours note'.split(
    ' ',
  ) as (keyof StationFacts)[]

/** A person who has left stays so: a roster that is silent about it does not bring anyone back into office. */
function personChanges(existing: ExistingRepresentative, row: RepresentativeRow): Changes {
  const { state, leftOn, ...changes } = changesOf<RepresentativeFacts>(
    existing,
    row,
    representativeFields,
  )
  if (state?.to === 'left') changes.state = state
  if (leftOn && row.state === 'left' && existing.leftOn === null) changes.leftOn = leftOn
  return changes
}

function decideStations(
  existing: readonly ExistingStation[],
  preview: RosterPreview,
  isLeftOut: (at: Place) => boolean,
): TableDecision<StationRow> {
  const known = new Map(existing.map((station) => [stationKey(station.name), station]))
  const decision: TableDecision<StationRow> = {
    insert: [],
    update: [],
    unchanged: [],
    skipped: rowsWithErrors(preview, 'stations'),
  }
  for (const row of preview.stations) {
    const { sheet, row: line, name } = row
    const station = known.get(row.key)
    if (isLeftOut(row))
      decision.skipped.push({ sheet, row: line, name, reason: 'left_out_by_office' })
    else if (station)
      place(decision, station.id, row, changesOf<StationFacts>(station, row, stationFields))
    else decision.insert.push(row)
  }
  return decision
}

function place<Row>(decision: TableDecision<Row>, id: string, row: Row, changes: Changes): void {
  if (Object.keys(changes).length > 0) decision.update.push({ id, row, changes })
  else decision.unchanged.push({ id, row })
}

/**
 * What an import does, decided without doing it: new people and stations, changed ones with their changed fields,
 * unchanged ones, who has left office, and every row that stays out with its reason. A second import of the same
 * file finds everything unchanged.
 */
export function decideImport(
  existingReps: readonly ExistingRepresentative[],
  existingStations: readonly ExistingStation[],
  preview: RosterPreview,
  choices: ImportChoices,
): ImportDecision {
  const people: ImportDecision['representatives'] = {
    insert: [],
    update: [],
    unchanged: [],
    left: [],
    skipped: rowsWithErrors(preview, 'representatives'),
    absent: [],
  }
  const leftOut = new Set(choices.leaveOut.map(({ sheet, row }) => `${row} ${sheet}`))
  const isLeftOut = ({ sheet, row }: Place) => leftOut.has(`${row} ${sheet}`)
  const stations = decideStations(existingStations, preview, isLeftOut)
  const reasonToSkip = (row: RepresentativeRow): SkipReason | null => {
    if (isLeftOut(row)) return 'left_out_by_office'
    return row.needs === 'phone' && !choices.withoutPhone ? 'no_phone' : null
  }

  // Those whom the phone tells come first, so that a namesake without a phone is not taken for one of them.
  const byPhone = new Map(
    existingReps.flatMap((person) => (person.phone ? [[person.phone, person]] : [])),
  )
  const byName = Map.groupBy(existingReps, (person) => person.name)
  const matches = new Map<RepresentativeRow, PersonMatch<ExistingRepresentative>>()
  const claimed = new Set<string>()
  for (const surest of [true, false]) {
    for (const row of preview.representatives) {
      const holder = row.phone ? byPhone.get(row.phone) : undefined
      if ((holder !== undefined) !== surest) continue
      const candidates = holder ? [holder] : (byName.get(row.name) ?? [])
      const match = matchPerson(
        candidates.filter((p) => !claimed.has(p.id)),
        row,
      )
      if (match.kind === 'one') claimed.add(match.person.id)
      matches.set(row, match)
    }
  }

  for (const row of preview.representatives) {
    const match = matches.get(row) ?? { kind: 'none' }
    const where = { sheet: row.sheet, row: row.row, name: row.name }
    const known = match.kind === 'one' ? match.person : null
    const reason = reasonToSkip(row)
    // Someone whom the system already knows needs no phone in the file.
    if (reason && !(reason === 'no_phone' && known)) people.skipped.push({ ...where, reason })
    else if (match.kind === 'taken') people.skipped.push({ ...where, reason: 'phone_of_other' })
    else if (match.kind === 'several')
      people.skipped.push({ ...where, reason: 'several_people_fit' })
    else {
      if (known) place(people, known.id, row, personChanges(known, row))
      else people.insert.push(row)
      if (row.state === 'left' && known?.state !== 'left')
        people.left.push({ ...where, id: known?.id ?? null, on: row.leftOn })
    }
  }
  people.skipped.sort((a, b) => a.sheet.localeCompare(b.sheet) || a.row - b.row)
  people.absent = existingReps
    .filter((person) => person.state === 'serving' && !claimed.has(person.id))
    .map(({ id, name }) => ({ id, name }))
  return { stations, representatives: people }
}

/** Rows of one kind that errors keep out, each once. */
function rowsWithErrors(preview: RosterPreview, kind: 'representatives' | 'stations'): Skipped[] {
  const sheets = new Set(preview.mapping.filter((m) => m.kind === kind).map((m) => m.sheet))
  const rows = new Map(
    preview.problems
      .filter((problem) => problem.severity === 'error' && sheets.has(problem.sheet))
      .map(({ sheet, row }) => [`${row} ${sheet}`, { sheet, row }]),
  )
  return [...rows.values()].map((at) => ({ ...at, name: null, reason: 'row_has_errors' }))
}
