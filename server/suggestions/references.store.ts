import { Failure } from '@mashang/shared/core/errors.ts'
import { withAuthorsOf } from '@mashang/shared/suggestions/authors.rules.ts'
import type { SuggestionCommand } from '@mashang/shared/suggestions/commands.model.ts'
import { takesIn } from '@mashang/shared/suggestions/moves.rules.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { findDepartment } from '../departments/departments.store.ts'
import { tie } from '../lineage/lineage.store.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import { caughtUp } from './heard.ts'
import { countedOnce, withAuthors } from './merged.ts'
import { intoOther, issuesBehind, unwillingAmong } from './origins.store.ts'
import type { SuggestionRecord } from './suggestions.store.ts'

/** Whoever is asked to join must be in office. */
export async function mustServe(context: Context, cosigners: readonly string[]): Promise<void> {
  for (const id of cosigners) {
    const found = await lookUpRepresentative(context, id)
    if (found === null || found.state === 'left')
      throw new Failure(suggestionErrors.cosignerUnknown, {
        fields: [{ path: 'cosigners', message: suggestionErrors.cosignerUnknown.title }],
      })
  }
}

interface Named {
  record: SuggestionRecord
  /** The one that a merger names, as the rules have seen it; null: it is not there, or none is named. */
  target: SuggestionRecord | null
  /** The voters' matters behind it. */
  origins: readonly string[]
  actor: Fact['actor']
}

/** Beside the step itself: what it takes to carry it out. */
interface Beside {
  writes: Write[]
  facts: Fact[]
}

/**
 * What a step names must be there; returns what keeps it there until the commit. Where one is merged
 * into another, whatever led to it leads there from now on, and so do those who wrote it.
 */
export async function mustBeThere(
  context: Context,
  { record, target, origins, actor }: Named,
  command: SuggestionCommand,
): Promise<Beside> {
  if (command.act === 'publish' && command.evenSo !== true)
    if ((await unwillingAmong(context, origins)) > 0)
      throw new Failure(suggestionErrors.voterUnwilling)
  if (command.act === 'edit') {
    // Who came with a suggestion that was merged stays, serving or not.
    const merged = record.matter.cosigners.filter((one) => one.merged === true)
    const stays = new Set(merged.map(({ representativeId }) => representativeId))
    await mustServe(
      context,
      command.cosigners.filter((one) => !stays.has(one)),
    )
  }
  if (command.act === 'assign' || command.act === 'reassign') {
    const named = [command.lead, ...command.co, ...command.separate]
    for (const one of named)
      if (one !== undefined && (await findDepartment(context, one)) === null)
        throw new Failure(suggestionErrors.departmentUnknown, {
          fields: [{ path: 'lead', message: suggestionErrors.departmentUnknown.title }],
        })
  }
  if (command.act === 'merge') {
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
    const at = context.clock.now()
    // Those who have heard of the target already have nothing new to hear.
    const known = await issuesBehind(context, target.id)
    const late = origins.filter((issueId) => !known.includes(issueId))
    const once = await countedOnce(context, id, target, { at, actor })
    return {
      writes: [
        ...withAuthors(target, withAuthorsOf(target.matter, record.matter, at)),
        tie(context, intoOther(id, target.id), at),
        ...once.writes,
      ],
      facts: [
        {
          at,
          type: 'suggestion.merged-in',
          actor,
          subject: { kind: 'suggestion', id: target.id },
          data: { by: 'office', from: id },
        },
        ...once.facts,
        ...caughtUp(target, late, { at, actor }, true),
      ],
    }
  }
  return { writes: [], facts: [] }
}
