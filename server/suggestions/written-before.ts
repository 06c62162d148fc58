import { Failure } from '@mashang/shared/core/errors.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import { THROWN_AWAY } from '@mashang/shared/suggestions/suggestions.words.ts'
import type { newSuggestion } from '@mashang/shared/suggestions/writing.model.ts'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { factsOf } from '../core/ledger/ledger.store.ts'
import { suggestionOfKey } from './drafts.store.ts'
import type { SuggestionRecord } from './suggestions.store.ts'

type Given = z.output<typeof newSuggestion>
type Words = Pick<Given, 'title' | 'text' | 'secret' | 'attendee' | 'cosigners' | 'files'>

export const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one))

/** Whether one still says what is sent once more, and asks the same people. */
export const stillSays = ({ matter }: SuggestionRecord, given: Words): boolean =>
  matter.title === given.title &&
  matter.text === given.text &&
  matter.secret === given.secret &&
  (matter.attendee ?? '') === (given.attendee ?? '') &&
  sameList(
    matter.cosigners.map(({ representativeId }) => representativeId),
    given.cosigners,
  ) &&
  sameList(
    (matter.files ?? []).map(({ id }) => id),
    given.files ?? [],
  )

/** Whether it came out of the same: words to a voter must not reach the one of another matter. */
async function cameOutOf(
  context: Context,
  { id, issueId }: SuggestionRecord,
  given: Given,
): Promise<boolean> {
  if (issueId !== (given.issueId ?? null)) return false
  const written = (await factsOf(context, id)).find(({ type }) => type === 'suggestion.written')
  const { fromKind, fromId } = JSON.parse(written?.data ?? '{}') as Record<string, unknown>
  return fromKind === given.from?.kind && fromId === given.from?.id
}

const GONE = '上一次存的草稿已经删掉了。'
const SUBMITTED =
  '上一次其实已经提交了，这一次改的没有存：要改，请到“我的建议”里打开它看能不能撤回。'

/** The same key gives the same one; with anything else in it it is refused, so that nothing is lost in silence. */
export async function writtenBefore(
  context: Context,
  draftKey: string,
  given: Given,
): Promise<SuggestionRecord | null> {
  const known = await suggestionOfKey(context, draftKey)
  if (known === null || (stillSays(known, given) && (await cameOutOf(context, known, given))))
    return known
  if (known.state === 'draft') throw new Failure(suggestionErrors.keyReused)
  throw new Failure(suggestionErrors.keyReused, {
    detail: `${known.title === THROWN_AWAY ? GONE : SUBMITTED}再按一次，就是另写一件。`,
  })
}
