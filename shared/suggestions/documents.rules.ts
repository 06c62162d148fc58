import type { EpochMs } from '../core/clock.ts'
import { localParts } from '../core/local-time.ts'
import { refuse } from './matter.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'

/** 发文字号 (GB/T 9704 7.2.5): who gives it, the year, the running number without zeros before it. */
export interface DocumentNumber {
  mark: string
  year: number
  number: number
}

/** Brackets as people type them; what is printed has the hexagonal ones. */
const WRITTEN =
  /^(?<mark>\p{Script=Han}{1,12})[〔[［(（【](?<year>\d{4})[〕\]］)）】]第?(?<number>\d{1,6})号?$/u

/** What somebody typed; null: it is no 发文字号. */
export function documentNumberIn(typed: string): DocumentNumber | null {
  const found = WRITTEN.exec(typed.replaceAll(/\s/g, ''))?.groups
  const number = Number(found?.number)
  return found?.mark === undefined || !(number > 0)
    ? null
    : { mark: found.mark, year: Number(found.year), number }
}

/** "江建函〔2026〕12号" */
export const documentWords = ({ mark, year, number }: DocumentNumber): string =>
  `${mark}〔${year}〕${number}号`

/** How the number of a letter that is signed now is written; an official letter has one. */
export function documentOf(typed: string | undefined, now: EpochMs): string {
  if (typed === undefined) return refuse(suggestionErrors.documentMissing, 'document')
  const read = documentNumberIn(typed)
  if (read === null) return refuse(suggestionErrors.documentUnfit, 'document')
  if (read.year !== localParts(now).year) refuse(suggestionErrors.documentYear, 'document')
  return documentWords(read)
}

/**
 * The number that comes next, as the one before was written.
 * @param last the one that the department gave last; null: none yet, and then nobody knows its mark
 * @param highest of that mark in this year; 0: none yet
 */
export const nextDocument = (
  last: Pick<DocumentNumber, 'mark'> | null,
  year: number,
  highest: number,
): string | null =>
  last === null ? null : documentWords({ mark: last.mark, year, number: highest + 1 })
