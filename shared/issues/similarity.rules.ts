import { DAY, type EpochMs } from '../core/clock.ts'
import type { IssueField } from './issues.words.ts'

/** A matter as somebody told it. */
export interface ToldMatter {
  title: string
  text: string
  place: string | null
  latitude: number | null
  longitude: number | null
  field: IssueField
  filedAt: EpochMs
}

/** From this score on two matters may be the same thing. [default] */
export const LOOKS_SAME = 0.6
/** Matters further apart than this are never called the same. [default] */
export const SAME_WITHIN = 30 * DAY

const WEIGHT = { words: 0.55, place: 0.3, field: 0.15 }
/** Characters of a text that are compared; what it is about stands at the beginning. */
const COMPARED = 200
/** Metres within which two positions are one place. */
const NEAR = 300

const normal = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]/gu, '')

/** Pairs of neighbouring characters; one alone counts as itself. */
export function pairsOf(text: string): Set<string> {
  const characters = [...normal(text)].slice(0, COMPARED)
  if (characters.length === 1) return new Set(characters)
  return new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`))
}

/** Dice: twice what is common ÷ all. Nothing in common with nothing. */
export function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 0
  let common = 0
  for (const pair of a) if (b.has(pair)) common++
  return (2 * common) / (a.size + b.size)
}

/** How alike two texts are, 0 to 1, by pairs of neighbouring characters. */
export const alike = (a: string, b: string): number => dice(pairsOf(a), pairsOf(b))

/** The likest to a title first; among equals as they came. */
export const likestFirst = <T extends { title: string }>(rows: readonly T[], title: string): T[] =>
  rows
    .map((row) => ({ row, near: alike(row.title, title) }))
    .sort((a, b) => b.near - a.near)
    .map(({ row }) => row)

/** Metres, on a flat map: exact enough for a few streets. */
function metres(a: ToldMatter, b: ToldMatter): number | null {
  if (a.latitude === null || a.longitude === null) return null
  if (b.latitude === null || b.longitude === null) return null
  const degree = 111_320
  const middle = ((a.latitude + b.latitude) / 2) * (Math.PI / 180)
  const north = (a.latitude - b.latitude) * degree
  const east = (a.longitude - b.longitude) * degree * Math.cos(middle)
  return Math.hypot(north, east)
}

const numbersIn = (text: string): Set<string> => new Set(normal(text).match(/\d+/g) ?? [])

/** Words of a place; two numbers of houses that differ are two places. */
function placesAlike(a: string, b: string): number {
  const [here, there] = [numbersIn(a), numbersIn(b)]
  const apart = here.size > 0 && there.size > 0 && ![...here].some((number) => there.has(number))
  return alike(a, b) * (apart ? 0.5 : 1)
}

/** How much two places are one, 0 to 1; null where one of them is not known. */
function samePlace(a: ToldMatter, b: ToldMatter): number | null {
  const apart = metres(a, b)
  const words = a.place === null || b.place === null ? null : placesAlike(a.place, b.place)
  if (apart === null) return words
  return Math.max(apart <= NEAR ? 1 : 0, words ?? 0)
}

/**
 * How much two matters look like one, 0 to 1: words, place and field, by weight; what is not known
 * of the place does not count. Symmetric. Only a suggestion: people decide.
 */
export function similarity(a: ToldMatter, b: ToldMatter): number {
  if (Math.abs(a.filedAt - b.filedAt) > SAME_WITHIN) return 0
  const words = Math.max(
    alike(a.title, b.title),
    alike(`${a.title}${a.text}`, `${b.title}${b.text}`),
  )
  const field = a.field === b.field ? 1 : 0
  const place = samePlace(a, b)
  const known = WEIGHT.words + WEIGHT.field + (place === null ? 0 : WEIGHT.place)
  const sum = WEIGHT.words * words + WEIGHT.field * field + WEIGHT.place * (place ?? 0)
  return sum / known
}

/** The most alike first, at most `limit`, none that does not look the same. */
export const lookAlikes = <T extends ToldMatter>(
  matter: ToldMatter,
  others: readonly T[],
  limit: number,
): T[] =>
  others
    .map((other) => ({ other, score: similarity(matter, other) }))
    .filter(({ score }) => score >= LOOKS_SAME)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ other }) => other)
