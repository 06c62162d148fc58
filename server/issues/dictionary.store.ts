import { Failure } from '@mashang/shared/core/errors.ts'
import {
  type Dictionary,
  dictionaryChanges,
  draftsUnderWay,
  type IssueWords,
  isOffered,
  STANDARD_DICTIONARY,
  wordsOf,
} from '@mashang/shared/issues/dictionary.rules.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import type { IssueField, IssueKind } from '@mashang/shared/issues/issues.words.ts'
import type { Context } from '../core/context.ts'
import { type Editions, editionNow, editionOf } from '../districts/editions.store.ts'

export const dictionaryEditions: Editions<Dictionary> = {
  subject: 'dictionary',
  standard: STANDARD_DICTIONARY,
  changesOf: dictionaryChanges,
  fact: 'district.dictionary-changed',
}

export const dictionaryNow = async (context: Context): Promise<Dictionary> =>
  (await editionNow(context, dictionaryEditions)).content

/** What kinds and fields are called today. */
export const issueWords = async (context: Context): Promise<IssueWords> =>
  wordsOf(await dictionaryNow(context))

/**
 * Refuses what is not offered. What the edition before offered is still taken for some days: it may
 * have been written on a phone without a signal.
 */
export async function checkOffered(
  context: Context,
  chosen: { kind: IssueKind; field: IssueField },
): Promise<void> {
  const now = await editionNow(context, dictionaryEditions)
  const offered = isOffered(now.content, chosen)
  if (offered.kind && offered.field) return
  if (draftsUnderWay(now.since, context.clock.now())) {
    const before = await editionOf(context, dictionaryEditions, now.version - 1)
    const was = isOffered(before.content, chosen)
    if ((offered.kind || was.kind) && (offered.field || was.field)) return
  }
  const { kindRetired, fieldRetired } = issueErrors
  const kind = offered.kind ? fieldRetired : kindRetired
  const path = offered.kind ? 'field' : 'kind'
  throw new Failure(kind, { fields: [{ path, message: kind.title }] })
}
