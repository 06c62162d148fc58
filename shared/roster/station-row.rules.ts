import { shorten } from '../core/text.ts'
import type { StationKind } from '../stations/stations.words.ts'
import type { RosterProblem, StationRow } from './roster.model.ts'
import { problemWords, stationFieldWords } from './roster.words.ts'
import { type DataRow, problemOf } from './rows.rules.ts'
import {
  cellText,
  comparable,
  halfWidth,
  normaliseStationPhone,
  normaliseText,
} from './values.rules.ts'

const TEXT_LIMIT = 200

/** What stays the same for a station from one file to the next. */
export const stationKey = (name: string): string => `station:${comparable(name)}`

/** 代表之家, 社区联络站, 嘎查村联络站, 联络点, 网上站 … as one of the four kinds; the name helps where the kind says nothing. */
export function stationKindOf(kind: string | null, name: string): StationKind {
  for (const words of [kind ?? '', name]) {
    if (/网上|线上|云|数字/u.test(words)) return 'online'
    if (/之家/u.test(words)) return 'home'
    if (/点$|联络点/u.test(words)) return 'point'
    if (/站/u.test(words)) return 'station'
  }
  return 'station'
}

type Position = { longitude: number; latitude: number }
const inChina = ({ longitude, latitude }: Position) =>
  longitude >= 73 && longitude <= 136 && latitude >= 3 && latitude <= 54

/** Decimal degrees, from two columns or from one such as `110.38593,40.66147`. */
function readPosition(row: DataRow): {
  position: Position | null
  problem: 'invalid' | 'swapped' | null
} {
  const number = (text: string) => {
    const digits = text.replace(/[°EeNn东经北纬]/gu, '').trim()
    return /^\d+(\.\d+)?$/.test(digits) ? Number(digits) : Number.NaN
  }
  const pair = halfWidth(cellText(row.cell('coordinates')))
    .split(/[\s,，;；、]+/u)
    .filter((p) => p !== '')
  const [first = '', second = ''] = ['longitude', 'latitude'].map((f) =>
    halfWidth(cellText(row.cell(f))),
  )
  const [x = '', y = ''] = first !== '' || second !== '' ? [first, second] : pair
  if (x === '' && y === '') return { position: null, problem: null }
  const position = { longitude: number(x), latitude: number(y) }
  if (inChina(position)) return { position, problem: null }
  const swapped = { longitude: position.latitude, latitude: position.longitude }
  return inChina(swapped)
    ? { position: swapped, problem: 'swapped' }
    : { position: null, problem: 'invalid' }
}

/** Reads one station; null where it has no name. */
export function readStation(row: DataRow): {
  station: StationRow | null
  problems: RosterProblem[]
} {
  const problems: RosterProblem[] = []
  const { sheet, row: line } = row
  const text = (field: keyof typeof stationFieldWords): string | null => {
    const value = normaliseText(row.cell(field))
    return value === null ? null : shorten(value, TEXT_LIMIT)
  }
  const phone = (field: 'phone' | 'headPhone' | 'liaisonPhone'): string | null => {
    const number = normaliseStationPhone(row.cell(field))
    const written = text(field)
    if (number === null && written !== null) {
      const message = problemWords.station_phone_invalid(
        sheet,
        line,
        stationFieldWords[field],
        shorten(written, 30),
      )
      problems.push(problemOf(row, 'warning', 'station_phone_invalid', message, field))
    }
    return number
  }

  const name = text('name')
  if (name === null) {
    const message = problemWords.station_name_missing(sheet, line)
    return {
      station: null,
      problems: [problemOf(row, 'error', 'station_name_missing', message, 'name')],
    }
  }
  const { position, problem } = readPosition(row)
  const field = row.letter('longitude') ? 'longitude' : 'coordinates'
  if (problem === 'swapped')
    problems.push(
      problemOf(
        row,
        'warning',
        'coordinates_swapped',
        problemWords.coordinates_swapped(sheet, line),
        field,
      ),
    )
  if (problem === 'invalid') {
    const written = ['longitude', 'latitude', 'coordinates']
      .map((f) => cellText(row.cell(f)))
      .filter((f) => f !== '')
    const message = problemWords.coordinates_invalid(sheet, line, shorten(written.join(', '), 40))
    problems.push(problemOf(row, 'warning', 'coordinates_invalid', message, field))
  }
  const station: StationRow = {
    sheet,
    row: line,
    key: stationKey(name),
    name,
    area: text('area'),
    town: text('town'),
    kind: stationKindOf(text('kind'), name),
    address: text('address'),
    longitude: position?.longitude ?? null,
    latitude: position?.latitude ?? null,
    head: text('head'),
    headPhone: phone('headPhone'),
    liaison: text('liaison'),
    liaisonPhone: phone('liaisonPhone'),
    phone: phone('phone'),
    hours: text('hours'),
    note: text('note'),
  }
  return { station, problems }
}
