import { Failure } from '@mashang/shared/core/errors.ts'
import { withAuthorsOf, withoutAuthors } from '@mashang/shared/suggestions/authors.rules.ts'
import { takesIn } from '@mashang/shared/suggestions/moves.rules.ts'
import { cameOnlyWith } from '@mashang/shared/suggestions/once.rules.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { originsWithout, tie, untie } from '../lineage/lineage.store.ts'
import { caughtUp, heardOf } from './heard.ts'
import { countedOnce, mergedBefore, recounted, withAuthors } from './merged.ts'
import { intoOther, issuesBehind } from './origins.store.ts'
import type { SuggestionRecord } from './suggestions.store.ts'

/** A step with what it names, as the rules have seen it. */
export interface Named {
  record: SuggestionRecord
  /** The same after the step. */
  after: SuggestionRecord
  /** The one that a merger names, or that it was merged into; null: it is not there, or none is named. */
  target: SuggestionRecord | null
  /** The voters' matters behind it. */
  origins: readonly string[]
  actor: Fact['actor']
}

/** Beside the step itself: what it takes to carry it out. */
export interface Beside {
  writes: Write[]
  facts: Fact[]
}

const aboutTarget = (
  type: string,
  target: SuggestionRecord,
  from: string,
  by: Pick<Fact, 'at' | 'actor'>,
): Fact => ({
  ...by,
  type,
  subject: { kind: 'suggestion', id: target.id },
  data: { by: 'office', from },
})

/** Whatever led to it leads to the other one from now on, and so do those who wrote it. */
export async function merging(
  context: Context,
  { record, target, origins, actor }: Named,
): Promise<Beside> {
  const { id } = record
  const runs =
    target !== null &&
    target.id !== id &&
    target.matter.submittedAt !== null &&
    takesIn(target.state)
  if (!runs)
    throw new Failure(suggestionErrors.mergeTarget, {
      fields: [{ path: 'into', message: suggestionErrors.mergeTarget.title }],
    })
  const by = { at: context.clock.now(), actor }
  // Those who have heard of the target already have nothing new to hear.
  const known = await issuesBehind(context, target.id)
  const late = origins.filter((issueId) => !known.includes(issueId))
  const once = await countedOnce(context, id, target, by)
  return {
    writes: [
      ...withAuthors(target, withAuthorsOf(target.matter, record.matter, by.at)),
      tie(context, intoOther(id, target.id), by.at),
      ...once.writes,
    ],
    facts: [
      aboutTarget('suggestion.merged-in', target, id, by),
      ...once.facts,
      ...caughtUp(target, late, by, true),
    ],
  }
}

/** The same the other way: who came with it alone goes with it, and each of the two counts for itself. */
export async function unmerging(
  context: Context,
  { record, after, target, origins, actor }: Named,
): Promise<Beside> {
  const { id } = record
  const by = { at: context.clock.now(), actor }
  const own = await mergedBefore(context, id)
  const here = recounted(after, own, by)
  if (target === null) return here
  const link = intoOther(id, target.id)
  const gone = new Set([id, ...own.map((one) => one.id)])
  const others = (await mergedBefore(context, target.id)).filter((one) => !gone.has(one.id))
  const leaving = new Set(
    cameOnlyWith(
      target.matter,
      record.matter,
      others.map(({ matter }) => matter),
    ),
  )
  const matter = withoutAuthors(target.matter, leaving, by.at)
  const there = recounted({ id: target.id, matter }, others, by)
  // Who is behind the other one by another way, too, has been told of no merger.
  const stay = await originsWithout(context, { kind: 'suggestion', id: target.id }, link, 'issue')
  const told = origins.filter((issueId) => !stay.includes(issueId))
  return {
    writes: [...withAuthors(target, matter), untie(context, link), ...here.writes, ...there.writes],
    facts: [
      aboutTarget('suggestion.merged-out', target, id, by),
      ...here.facts,
      ...there.facts,
      ...heardOf(record, { type: 'issue.suggestion-corrected', of: 'merged' }, told, by),
    ],
  }
}
