import { DAY, type EpochMs } from '../core/clock.ts'
import { type IssueField, type IssueKind, STANDARD_FIELDS, STANDARD_KINDS } from './issues.words.ts'

/** What a district calls a key, and whether a voter may choose it. */
export interface Entry<K extends string> {
  key: K
  word: string
  offered: boolean
}

/** Characters of one word: five stand beside each other on a phone. */
export const WORD_LENGTH = 4

/** 类别和领域 of a district, in its order. Every key is in it, also those that are not offered. */
export interface Dictionary {
  kinds: Entry<IssueKind>[]
  fields: Entry<IssueField>[]
}

const standard = <K extends string>(words: Readonly<Record<K, string>>): Entry<K>[] =>
  (Object.keys(words) as K[]).map((key) => ({ key, word: words[key], offered: true }))

export const STANDARD_DICTIONARY: Dictionary = {
  kinds: standard(STANDARD_KINDS),
  fields: standard(STANDARD_FIELDS),
}

const recordOf = <K extends string>(entries: readonly Entry<K>[]): Record<K, string> =>
  Object.fromEntries(entries.map(({ key, word }) => [key, word])) as Record<K, string>

export interface IssueWords {
  kinds: Record<IssueKind, string>
  fields: Record<IssueField, string>
}

/** The words of every key, in the district's order. */
export const wordsOf = ({ kinds, fields }: Dictionary): IssueWords => ({
  kinds: recordOf(kinds),
  fields: recordOf(fields),
})

/** The same of what may be chosen. */
export const offeredOf = ({ kinds, fields }: Dictionary) => ({
  kinds: recordOf(kinds.filter(({ offered }) => offered)) as Partial<IssueWords['kinds']>,
  fields: recordOf(fields.filter(({ offered }) => offered)) as Partial<IssueWords['fields']>,
})
export type OfferedWords = ReturnType<typeof offeredOf>

/**
 * The first of some keys that may be chosen; else whatever may be chosen first.
 * @param offered undefined: nobody said, so anything may be
 */
export const firstOffered = <K extends string>(
  offered: readonly K[] | undefined,
  ...wanted: readonly (K | null)[]
): K =>
  (wanted.find((key) => key !== null && offered?.includes(key) !== false) ?? offered?.[0]) as K

const group = { kinds: '类别', fields: '领域' } as const

/** What one dictionary has that another has not, in words. */
export function dictionaryChanges(before: Dictionary, after: Dictionary): string[] {
  return (['kinds', 'fields'] as const).flatMap((name) => {
    const was = new Map<string, Entry<string>>(before[name].map((entry) => [entry.key, entry]))
    const changes = after[name].flatMap(({ key, word, offered }) => {
      const old = was.get(key)
      return [
        ...(old && old.word !== word ? [`${group[name]}“${old.word}”改叫“${word}”`] : []),
        ...(old && old.offered !== offered
          ? [`${group[name]}“${word}”${offered ? '重新可以选' : '不再给选'}`]
          : []),
      ]
    })
    const order = (entries: readonly Entry<string>[]) => entries.map(({ key }) => key).join()
    return order(before[name]) === order(after[name])
      ? changes
      : [...changes, `${group[name]}的顺序：${after[name].map(({ word }) => word).join('、')}`]
  })
}

/**
 * How long what is not offered any more is still taken: a report may have been written before, on a
 * phone without a signal, and must not come back. [default] Milliseconds.
 */
export const DRAFTS_LIVE = 7 * DAY

export const isOffered = (
  { kinds, fields }: Dictionary,
  chosen: { kind: IssueKind; field: IssueField },
): { kind: boolean; field: boolean } => ({
  kind: kinds.some(({ key, offered }) => offered && key === chosen.kind),
  field: fields.some(({ key, offered }) => offered && key === chosen.field),
})

/** Whether an edition that began then is so young that drafts by the one before may be under way. */
export const draftsUnderWay = (since: EpochMs | null, now: EpochMs): boolean =>
  since !== null && now - since < DRAFTS_LIVE
