import { isMongolian } from '../core/mongolian.ts'
import { characters, shorten } from '../core/text.ts'
import type { RepresentativeFacts, RepresentativeRow, RosterProblem } from './roster.model.ts'
import { MONGOLIAN_LIMIT, problemWords, representativeFieldWords } from './roster.words.ts'
import { type DataRow, problemOf } from './rows.rules.ts'
import {
  cellText,
  isUnreadable,
  leftByNote,
  normaliseBirth,
  normaliseName,
  normalisePhone,
  normaliseSex,
  normaliseText,
  normaliseYesNo,
} from './values.rules.ts'

const NAME_LIMIT = 40
const TEXT_LIMIT = 200
const NOTE_LIMIT = 1000

type TextField = Extract<
  keyof RepresentativeFacts,
  | 'ethnicity'
  | 'party'
  | 'education'
  | 'electoralUnit'
  | 'station'
  | 'level'
  | 'term'
  | 'group'
  | 'town'
  | 'area'
  | 'sector'
>

/** What stays the same for a person from one file to the next; a phone is the surest, then name, unit and birth. */
export const personKey = (
  person: Pick<RepresentativeFacts, 'phone' | 'name' | 'electoralUnit' | 'position' | 'birth'>,
): string =>
  person.phone
    ? `phone:${person.phone}`
    : `name:${[person.name, person.electoralUnit ?? person.position ?? '', person.birth ?? ''].join('|')}`

export type ReadRow = { person: RepresentativeRow | null; problems: RosterProblem[] }

/** Reads one person; `person` is null where an error keeps the row out. Repeats and stations are judged later. */
export function readRepresentative(row: DataRow): ReadRow {
  const problems: RosterProblem[] = []
  const report = (
    severity: RosterProblem['severity'],
    code: RosterProblem['code'],
    field: string,
    message: string,
  ) => problems.push(problemOf(row, severity, code, message, field))

  const text = (field: TextField | 'employer' | 'post' | 'position' | 'note'): string | null => {
    const limit = field === 'note' ? NOTE_LIMIT : TEXT_LIMIT
    const value = normaliseText(row.cell(field))
    if (value === null || characters(value) <= limit) return value
    const words = representativeFieldWords[field]
    report('warning', 'text_cut', field, problemWords.text_cut(row.sheet, row.row, words, limit))
    return shorten(value, limit)
  }

  const name = readName(row, report)
  const phone = readPhone(row, name, report)
  const birth = normaliseBirth(row.cell('birth'))
  const written = shorten(cellText(row.cell('birth')), 30)
  if (birth.problem === 'unreadable')
    report(
      'warning',
      'birth_unreadable',
      'birth',
      problemWords.birth_unreadable(row.sheet, row.row, written),
    )
  if (birth.problem === 'ambiguous')
    report(
      'warning',
      'birth_ambiguous',
      'birth',
      problemWords.birth_ambiguous(row.sheet, row.row, written),
    )

  const note = text('note')
  const parted = [text('employer'), text('post')].filter((part) => part !== null).join('')
  const status = normaliseText(row.cell('status'))
  const left = [leftByNote(status), leftByNote(note)]
  const facts: Omit<RepresentativeFacts, 'name'> = {
    sex: normaliseSex(row.cell('sex')) ?? sexInName(cellText(row.cell('name'))),
    ethnicity: text('ethnicity'),
    birth: birth.birth,
    party: text('party'),
    education: text('education'),
    position: text('position') ?? (parted === '' ? null : parted),
    electoralUnit: text('electoralUnit'),
    station: text('station'),
    phone,
    level: text('level'),
    term: text('term'),
    group: text('group'),
    town: text('town'),
    area: text('area'),
    sector: text('sector'),
    mongolian: readMongolian(row, report),
    standingCommittee: normaliseYesNo(row.cell('standingCommittee')),
    note,
    state: left.some((l) => l.left) ? 'left' : 'serving',
    leftOn: left.find((l) => l.left && l.on)?.on ?? null,
  }
  if (name === null || problems.some((p) => p.severity === 'error'))
    return { person: null, problems }
  const person = { name, ...facts }
  const place = { sheet: row.sheet, row: row.row }
  return {
    person: { ...person, ...place, key: personKey(person), needs: phone === null ? 'phone' : null },
    problems,
  }
}

type Report = (
  severity: RosterProblem['severity'],
  code: RosterProblem['code'],
  field: string,
  message: string,
) => void

const sexInName = (raw: string): RepresentativeFacts['sex'] =>
  normaliseSex(/[（(]\s*(男|女)\s*[，,、)）]/u.exec(raw)?.[1] ?? null)

function readName(row: DataRow, report: Report): string | null {
  const name = normaliseName(row.cell('name'))
  if (name === null)
    report('error', 'name_missing', 'name', problemWords.name_missing(row.sheet, row.row))
  else if (characters(name) > NAME_LIMIT)
    report(
      'error',
      'name_too_long',
      'name',
      problemWords.name_too_long(row.sheet, row.row, shorten(name, 20)),
    )
  else if (isUnreadable(name))
    report(
      'warning',
      'name_unreadable',
      'name',
      problemWords.name_unreadable(row.sheet, row.row, name),
    )
  return name
}

/** A name in other letters is none: better nothing than something that nobody can read. */
function readMongolian(row: DataRow, report: Report): string | null {
  const name = cellText(row.cell('mongolian')).trim()
  if (name === '') return null
  if (isMongolian(name) && name.length <= MONGOLIAN_LIMIT) return name
  report(
    'warning',
    'mongolian_unreadable',
    'mongolian',
    problemWords.mongolian_unreadable(row.sheet, row.row),
  )
  return null
}

function readPhone(row: DataRow, name: string | null, report: Report): string | null {
  const read = normalisePhone(row.cell('phone'))
  const written = shorten(cellText(row.cell('phone')), 30)
  switch (read.problem) {
    case 'missing':
      // A row without a name is reported for that alone: one row, one thing to mend first.
      if (name)
        report(
          'warning',
          'phone_missing',
          'phone',
          problemWords.phone_missing(row.sheet, row.row, name),
        )
      return null
    case 'short':
      report(
        'error',
        'phone_short',
        'phone',
        problemWords.phone_short(row.sheet, row.row, written, read.digits),
      )
      return null
    case 'rounded':
      report(
        'error',
        'phone_rounded',
        'phone',
        problemWords.phone_rounded(row.sheet, row.row, written),
      )
      return null
    case 'invalid':
      report(
        'error',
        'phone_invalid',
        'phone',
        problemWords.phone_invalid(row.sheet, row.row, written),
      )
      return null
    case null:
      return read.phone
  }
}
