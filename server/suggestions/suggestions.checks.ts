import { Failure } from '@mashang/shared/core/errors.ts'
import type { SuggestionCommand } from '@mashang/shared/suggestions/commands.model.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import { findDepartment } from '../departments/departments.store.ts'
import { issueFor } from '../issues/handling.usecases.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import { findSuggestion, mustStay } from './suggestions.store.ts'

/** Whoever is asked to co-sign must be in office. */
export async function mustServe(context: Context, cosigners: readonly string[]): Promise<void> {
  for (const id of cosigners) {
    const found = await lookUpRepresentative(context, id)
    if (found === null || found.state === 'left')
      throw new Failure(suggestionErrors.cosignerUnknown, {
        fields: [{ path: 'cosigners', message: suggestionErrors.cosignerUnknown.title }],
      })
  }
}

/** A voter's matter is made into a suggestion by whoever has it. */
export async function mustBeTheirs(context: Context, issueId: string, actor: Actor): Promise<void> {
  try {
    await issueFor(context, issueId, actor)
  } catch (error) {
    if (error instanceof Failure && error.kind.status === 404)
      throw new Failure(suggestionErrors.issueUnknown)
    throw error
  }
}

/** What a step names must be there; returns what keeps it there until the commit. */
export async function mustBeThere(
  context: Context,
  id: string,
  command: SuggestionCommand,
): Promise<Write[]> {
  if (command.act === 'edit') await mustServe(context, command.cosigners)
  if (command.act === 'assign') {
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
    return [mustStay({ district, id: target.id, revision: revision + 1, wasRevision: revision })]
  }
  return []
}
