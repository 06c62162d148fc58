import { Failure } from '@mashang/shared/core/errors.ts'
import type { SuggestionCommand } from '@mashang/shared/suggestions/commands.model.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import { findDepartment, stillStands } from '../departments/departments.store.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import { mergedBefore, recounted } from './merged.ts'
import { type Beside, merging, type Named, unmerging } from './merging.ts'

const UNKNOWN = {
  cosigners: suggestionErrors.cosignerUnknown,
  lead: suggestionErrors.leadUnknown,
} as const

/** Whoever is asked to join, or written down as its lead, must be in office. */
export async function mustServe(
  context: Context,
  ids: readonly string[],
  path: keyof typeof UNKNOWN = 'cosigners',
): Promise<void> {
  for (const id of ids) {
    const found = await lookUpRepresentative(context, id)
    if (found === null || found.state === 'left')
      throw new Failure(UNKNOWN[path], { fields: [{ path, message: UNKNOWN[path].title }] })
  }
}

/** After which steps somebody may have a part in it, or none, that what was merged into it counts by. */
const RECOUNTS: ReadonlySet<SuggestionCommand['act']> = new Set([
  'edit',
  'confirm',
  'refuse',
  'send-on',
  'withdraw',
  'agree',
  'decline',
  'resume',
  'verify',
])

/**
 * What a step names must be there; returns what keeps it there until the commit. Where one is merged
 * into another, whatever led to it leads there from now on, and so do those who wrote it.
 */
export async function mustBeThere(
  context: Context,
  named: Named,
  command: SuggestionCommand,
): Promise<Beside> {
  const { record } = named
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
    const writes: Write[] = []
    for (const one of [command.lead, ...command.co, ...command.separate]) {
      if (one === undefined) continue
      if ((await findDepartment(context, one)) === null)
        throw new Failure(suggestionErrors.departmentUnknown, {
          fields: [{ path: 'lead', message: suggestionErrors.departmentUnknown.title }],
        })
      writes.push(stillStands({ district: context.district, id: one }))
    }
    return { writes, facts: [] }
  }
  if (command.act === 'merge') return await merging(context, named)
  if (command.act === 'unmerge') return await unmerging(context, named)
  if (!RECOUNTS.has(command.act)) return { writes: [], facts: [] }
  const by = { at: context.clock.now(), actor: named.actor }
  return recounted(named.after, await mergedBefore(context, record.id), by)
}
