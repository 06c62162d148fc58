import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { leftWords } from '@mashang/shared/representatives/left.rules.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import { districtNow } from '../districts/districts.store.ts'
import {
  allRepresentatives,
  cardOf,
  type RepresentativeRecord,
} from '../representatives/representatives.store.ts'
import { basicsKeptSince, insertBasics } from './records.store.ts'

type Basics = [label: string, words: string][]

const sexes = { male: '男', female: '女' } as const
const SEAT = '任期'

/** "1982-04": 1982年4月; of some only the year is known. */
const birthWords = (birth: string): string => {
  const [year, month] = birth.split('-')
  return month === undefined ? `${year}年` : `${year}年${Number(month)}月`
}

const seatWords = ({ state, leftOn }: RepresentativeRecord): string =>
  state === 'serving' ? '在任' : leftWords(leftOn)

/** 基本情况: what the roster knows of the person in office; no phone, no address. */
export async function basicsOf(context: Context, person: RepresentativeRecord): Promise<Basics> {
  const card = await cardOf(context, person, await districtNow(context))
  const all: [string, string | null][] = [
    ['姓名', person.name],
    ['性别', person.sex === null ? null : sexes[person.sex]],
    ['民族', person.ethnicity],
    ['出生年月', person.birth === null ? null : birthWords(person.birth)],
    ['党派', person.party],
    ['学历', person.education],
    ['单位及职务', person.position],
    ['届次', card.congress],
    ['选区', person.electoralUnit],
    ['家站', card.station?.name ?? null],
    ['片区', person.area],
    ['代表小组', person.group],
    [SEAT, seatWords(person)],
  ]
  return all.filter((row): row is [string, string] => row[1] !== null)
}

/**
 * Everybody's basics as they are before a change of term, for the commit of the change itself: that
 * commit writes the new roster and the new term over them, and copies are made after it.
 * @param term the change, and its moment
 */
export async function basicsBefore(
  context: Context,
  { id: termId, at }: { id: string; at: EpochMs },
): Promise<Write[]> {
  const { district } = context
  const writes: Write[] = []
  for (const person of await allRepresentatives(context)) {
    const basics = await basicsOf(context, person)
    writes.push(insertBasics({ district, termId, representativeId: person.id, at, basics }))
  }
  return writes
}

/** Basics as they were when something ended; where no term was changed since, as they are. */
export async function basicsWhenEnded(
  context: Context,
  person: RepresentativeRecord,
  ended: EpochMs,
): Promise<Basics> {
  const kept = await basicsKeptSince(context, person.id, ended)
  if (kept === null) return await basicsOf(context, person)
  // Whoever left by that change was still in office the moment before.
  return kept.map(([label, words]) => [
    label,
    label === SEAT && person.state === 'left' ? seatWords(person) : words,
  ])
}
