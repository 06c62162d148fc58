import { representativeFieldWords, stationFieldWords } from '@mashang/shared/roster/roster.words.ts'
import { stationKinds } from '@mashang/shared/stations/stations.words.ts'

/** What stands in the fields; empty is nothing. */
export type Typed = Record<string, string | undefined>

export interface FactField {
  key: string
  words: string
  max?: number
  must?: boolean
  long?: boolean
  wide?: boolean
  hint?: string
  options?: readonly (readonly [key: string, words: string])[]
}

const YES_NO = [
  ['true', '是'],
  ['false', '不是'],
] as const

/** @param phone how the number is told that is there already */
export function personFields(
  stations: readonly { id: string; name: string }[],
  phone: string | null,
): FactField[] {
  const w = representativeFieldWords
  return [
    { key: 'name', words: w.name, max: 40, must: true },
    {
      key: 'phone',
      words: w.phone,
      max: 20,
      hint: phone ? `现在是 ${phone}，不改就空着` : '用来登录和收提醒',
    },
    { key: 'electoralUnit', words: w.electoralUnit, max: 100 },
    { key: 'stationId', words: w.station, options: stations.map(({ id, name }) => [id, name]) },
    { key: 'position', words: w.position, max: 200, wide: true },
    {
      key: 'sex',
      words: w.sex,
      options: [
        ['male', '男'],
        ['female', '女'],
      ],
    },
    { key: 'birth', words: w.birth, max: 10, hint: '1978、1978-05 或 1978-05-01' },
    { key: 'ethnicity', words: w.ethnicity, max: 40 },
    { key: 'party', words: w.party, max: 40 },
    { key: 'education', words: w.education, max: 40 },
    { key: 'level', words: w.level, max: 40 },
    { key: 'term', words: w.term, max: 40 },
    { key: 'group', words: w.group, max: 60 },
    { key: 'town', words: w.town, max: 60 },
    { key: 'area', words: w.area, max: 60 },
    { key: 'sector', words: w.sector, max: 60 },
    { key: 'mongolian', words: w.mongolian, max: 80, hint: '传统蒙古文，会竖着显示；系统不翻译' },
    { key: 'standingCommittee', words: w.standingCommittee, options: YES_NO },
    { key: 'note', words: w.note, max: 1000, long: true, wide: true },
  ]
}

const unchanged = (mask: string | null): { hint?: string } =>
  mask ? { hint: `现在是 ${mask}，不改就空着` } : {}

export function stationFields(headPhone: string | null, liaisonPhone: string | null): FactField[] {
  const w = stationFieldWords
  return [
    { key: 'name', words: w.name, max: 60, must: true },
    { key: 'kind', words: w.kind, must: true, options: Object.entries(stationKinds) },
    { key: 'area', words: w.area, max: 60 },
    { key: 'town', words: w.town, max: 60 },
    { key: 'address', words: w.address, max: 200, wide: true },
    { key: 'longitude', words: w.longitude, max: 12, hint: '109.97012' },
    { key: 'latitude', words: w.latitude, max: 12, hint: '40.67241' },
    { key: 'head', words: w.head, max: 40 },
    { key: 'headPhone', words: w.headPhone, max: 40, ...unchanged(headPhone) },
    { key: 'liaison', words: w.liaison, max: 40 },
    { key: 'liaisonPhone', words: w.liaisonPhone, max: 40, ...unchanged(liaisonPhone) },
    { key: 'phone', words: `${w.phone}（公开的）`, max: 40 },
    { key: 'hours', words: w.hours, max: 200 },
    { key: 'note', words: w.note, max: 1000, long: true, wide: true },
  ]
}

/** What is known, as it stands in the fields. */
export const typedFrom = (facts: Record<string, unknown>): Typed =>
  Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [key, value === null ? '' : String(value)]),
  )

const NUMBERS = ['longitude', 'latitude']

/**
 * What is sent: nothing for an empty field, numbers and yes or no as such.
 * @param kept fields that stay as they are where nothing is typed, because they are shown in part only
 */
export function factsFrom(
  fields: readonly FactField[],
  typed: Typed,
  kept: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap(({ key }): [string, unknown][] => {
      const words = (typed[key] ?? '').trim()
      if (words === '') return kept.includes(key) ? [] : [[key, null]]
      if (NUMBERS.includes(key)) return [[key, Number(words)]]
      if (key === 'standingCommittee') return [[key, words === 'true']]
      return [[key, words]]
    }),
  )
}
