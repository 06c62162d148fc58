import { changedSince, isUnchanged } from '@mashang/shared/suggestions/changes.rules.ts'
import { asked, type Party } from '@mashang/shared/suggestions/matter.rules.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import type { Context } from '../core/context.ts'
import { factsOf } from '../core/ledger/ledger.store.ts'
import type { SuggestionRecord } from './suggestions.store.ts'

type Changes = Pick<SuggestionView, 'changedSince' | 'unchanged'>

/**
 * To a co-signer who is asked once more: what was changed since they joined it. To whoever leads what
 * came back: whether it is as it was.
 */
export async function changesFor(
  context: Context,
  { id, matter }: SuggestionRecord,
  who: Party,
): Promise<Changes> {
  const nothing: Changes = { changedSince: null, unchanged: false }
  if (who.kind !== 'representative') return nothing
  const waits =
    matter.state === 'cosigning' &&
    asked(matter).some((one) => one.representativeId === who.id && one.confirmedAt === null)
  const returned = matter.state === 'returned' && matter.representativeId === who.id
  if (!waits && !returned) return nothing
  const facts = (await factsOf(context, id)).map(({ type, data }) => ({
    type,
    data: JSON.parse(data),
  }))
  return returned
    ? { ...nothing, unchanged: isUnchanged(facts) }
    : { ...nothing, changedSince: changedSince(facts, who.id) }
}
