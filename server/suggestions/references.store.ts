import { Failure } from '@mashang/shared/core/errors.ts'
import type { SuggestionCommand } from '@mashang/shared/suggestions/commands.model.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { findDepartment } from '../departments/departments.store.ts'
import { tie } from '../lineage/lineage.store.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import { caughtUp } from './heard.ts'
import { intoOther, issuesBehind } from './origins.store.ts'
import { findSuggestion, mustStay } from './suggestions.store.ts'

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

/** Beside the step itself: what it takes to carry it out. */
interface Beside {
  writes: Write[]
  facts: Fact[]
}

/**
 * What a step names must be there; returns what keeps it there until the commit. Where one is merged
 * into another, whatever led to it leads there from now on.
 */
export async function mustBeThere(
  context: Context,
  { id, origins, actor }: { id: string; origins: readonly string[]; actor: Fact['actor'] },
  command: SuggestionCommand,
): Promise<Beside> {
  if (command.act === 'edit') await mustServe(context, command.cosigners)
  if (command.act === 'assign' || command.act === 'reassign') {
    const named = [command.lead, ...command.co, ...command.separate]
    for (const one of named)
      if (one !== undefined && (await findDepartment(context, one)) === null)
        throw new Failure(suggestionErrors.departmentUnknown, {
          fields: [{ path: 'lead', message: suggestionErrors.departmentUnknown.title }],
        })
  }
  if (command.act === 'merge') {
    const target = await findSuggestion(context, command.into)
    const runs =
      target !== null &&
      target.id !== id &&
      target.matter.submittedAt !== null &&
      !['merged', 'withdrawn', 'declined'].includes(target.state)
    if (!runs)
      throw new Failure(suggestionErrors.mergeTarget, {
        fields: [{ path: 'into', message: suggestionErrors.mergeTarget.title }],
      })
    const { district, revision } = target
    const at = context.clock.now()
    // Those who have heard of the target already have nothing new to hear.
    const known = await issuesBehind(context, target.id)
    const late = origins.filter((issueId) => !known.includes(issueId))
    return {
      writes: [
        mustStay({ district, id: target.id, revision: revision + 1, wasRevision: revision }),
        tie(context, intoOther(id, target.id), at),
      ],
      facts: caughtUp(target, late, { at, actor }, true),
    }
  }
  return { writes: [], facts: [] }
}
