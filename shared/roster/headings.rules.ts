import type { Headings } from './headers.words.ts'
import type { ColumnMapping, RosterCell, RosterSheet } from './roster.model.ts'
import { cellText, comparable } from './values.rules.ts'

/** What a column is headed with: the group above (联系方式) and its own line (手机). */
export type Heading = { group: string; own: string }
/** What a column seems to mean; `reason` tells why it means nothing. */
export type GuessOf<F> = { field: F | null; confidence: number; reason: ColumnMapping['reason'] }
/** A heading stands among the first lines of a sheet. */
export const SEARCHED_ROWS = 50
type Known = { exact: Set<string>; like: RegExp | undefined }
export const known = ({ exact, like }: Headings): Known => ({
  exact: new Set(exact.map(comparable)),
  like,
})

export type KnownField<F> = { field: F; words: Known }
export const knownFields = <F extends string>(table: Record<F, Headings>): KnownField<F>[] =>
  (Object.entries(table) as [F, Headings][]).map(([field, headings]) => ({
    field,
    words: known(headings),
  }))

/** `手机（必填）*` is compared both whole and without what stands in brackets. */
function spellings(header: string): string[] {
  const bare = header.replace(/[（(【[][^）)】\]]*[）)】\]]/gu, '')
  return [...new Set([comparable(header), comparable(bare)])].filter((s) => s !== '')
}

function fit({ exact, like }: Known, names: string[]): number {
  if (names.some((name) => exact.has(name))) return 1
  return like && names.some((name) => name.length <= 20 && like.test(name)) ? 0.6 : 0
}

/** How well a heading means a field: its own line counts most, then both lines together. */
export function fitOf(words: Known, heading: Heading): number {
  const own = fit(words, spellings(heading.own))
  return heading.group === ''
    ? own
    : Math.max(own, fit(words, spellings(heading.group + heading.own)) * 0.9)
}

/** A line of a sheet as texts. */
export const lineOf = (rows: RosterCell[][], row: number) =>
  (rows[row] ?? []).map((cell) => cellText(cell))

/** Headings over two lines: groups above, their own words below. */
export function combine(upper: string[], lower: string[]): Heading[] {
  let group = ''
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, column) => {
    const above = upper[column] ?? ''
    const below = lower[column] ?? ''
    if (above !== '') group = above
    if (below === '') return { group: '', own: above }
    return { group: above !== '' ? above : group, own: below }
  })
}

/** A field goes to the column that means it best; a column means one field at most. */
export function assignTo<F>(
  headings: Heading[],
  fields: readonly KnownField<F>[],
  reserved: (heading: Heading) => GuessOf<F>['reason'],
): GuessOf<F>[] {
  const pairs = headings.flatMap((heading, column) =>
    fields.map(({ field, words }) => ({ field, column, confidence: fitOf(words, heading) })),
  )
  const guesses: GuessOf<F>[] = headings.map((heading) => ({
    field: null,
    confidence: 0,
    reason: reserved(heading),
  }))
  const taken = new Set<F>()
  for (const pair of pairs
    .filter((p) => p.confidence > 0)
    .sort((a, b) => b.confidence - a.confidence)) {
    const guess = guesses[pair.column]
    if (!guess || guess.field || guess.reason !== 'unknown' || taken.has(pair.field)) continue
    taken.add(pair.field)
    guesses[pair.column] = { field: pair.field, confidence: pair.confidence, reason: null }
  }
  return guesses
}

/** A heading on one line that was found in a sheet, and where each field stands below it. */
export interface FoundHeading<F extends string> {
  /** Counts from 1, as the spreadsheet shows it. */
  row: number
  columns: { column: number; header: string; field: F | null }[]
  /** What is needed and no column means. */
  missing: F[]
}

/** What somebody has said of a sheet: where its heading stands, and what some columns (from 1) are. */
export interface SaidOfSheet<F extends string> {
  row?: number | undefined
  fields: ReadonlyMap<number, F | null>
}

/** What was said goes before what was guessed; a field that was given away is nobody else's. */
function withSaid<F extends string>(
  guesses: readonly GuessOf<F>[],
  said: ReadonlyMap<number, F | null>,
): GuessOf<F>[] {
  const given = new Set([...said.values()].filter((field) => field !== null))
  return guesses.map((guess, index) => {
    const field = said.get(index + 1)
    if (field !== undefined) return { field, confidence: field === null ? 0 : 1, reason: null }
    return guess.field !== null && given.has(guess.field)
      ? { field: null, confidence: 0, reason: 'unknown' }
      : guess
  })
}

/**
 * Finds the line of a sheet whose words mean the most fields, before others one with all of `needed`
 * among them; null: no line is long enough. Lists other than rosters are read with it: a line each,
 * known by the words of `headings`, and by what somebody has said of it.
 */
export function findHeading<F extends string>(
  sheet: RosterSheet,
  headings: Record<F, Headings>,
  needed: readonly F[],
  said: SaidOfSheet<F> = { fields: new Map() },
): FoundHeading<F> | null {
  const fields = knownFields(headings)
  let best: { score: number; found: FoundHeading<F> } | null = null
  const [from, to] =
    said.row === undefined
      ? [0, Math.min(SEARCHED_ROWS, sheet.rows.length)]
      : [said.row - 1, said.row]
  for (let row = from; row < Math.min(to, sheet.rows.length); row++) {
    const line = lineOf(sheet.rows, row)
    const guesses = withSaid(
      assignTo(combine(line, []), fields, () => 'unknown'),
      said.fields,
    )
    const missing = needed.filter((field) => !guesses.some((guess) => guess.field === field))
    // A line that has all that is needed goes before every other one.
    const score = scoreOf(guesses) + (missing.length === 0 ? headingsMost(headings) : 0)
    if (filledIn(line) < needed.length || (best !== null && score <= best.score)) continue
    const columns = line.map((header, column) => ({
      column: column + 1,
      header,
      field: guesses[column]?.field ?? null,
    }))
    best = { score, found: { row: row + 1, columns, missing } }
  }
  return best?.found ?? null
}

const filledIn = (line: readonly string[]): number => line.filter((text) => text !== '').length
const headingsMost = (headings: object): number => Object.keys(headings).length

/** How much a line of headings means, all columns together. */
export const scoreOf = (guesses: { confidence: number }[]) =>
  guesses.reduce((sum, g) => sum + g.confidence, 0)
