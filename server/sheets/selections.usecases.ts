import { Failure } from '@mashang/shared/core/errors.ts'
import type { SavedSelection } from '@mashang/shared/sheets/batches.api.ts'
import type { BatchSelect } from '@mashang/shared/sheets/batches.model.ts'
import { choosesNobody } from '@mashang/shared/sheets/plan.rules.ts'
import { batchErrors, selectionErrors } from '@mashang/shared/sheets/sheets.errors.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere } from '../core/db/faults.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { expand, resolved } from './plan.usecases.ts'
import {
  allSelections,
  deleteSelection,
  insertSelection,
  type SelectionRecord,
  selectionOr404,
} from './selections.store.ts'

const viewOf = async (
  context: Context,
  { id, name, select }: Pick<SelectionRecord, 'id' | 'name' | 'select'>,
): Promise<SavedSelection> => ({
  id,
  name,
  select,
  sheets: (await expand(context, select)).entries.length,
})

export async function listSelections(context: Context): Promise<SavedSelection[]> {
  const views: SavedSelection[] = []
  for (const row of await allSelections(context)) views.push(await viewOf(context, row))
  return views
}

const factOf = (context: Context, actor: Actor, id: string, type: string): Fact => ({
  at: context.clock.now(),
  type,
  actor: { kind: 'account', id: actor.accountId },
  subject: { kind: 'sheet-selection', id },
})

/**
 * Keeps what was chosen under a name. Areas and members stay what they are, so that the list follows
 * the roster; a saved list in it is put in its place, so that it may be removed.
 */
export async function saveSelection(
  context: Context,
  wanted: { name: string; select: BatchSelect },
  actor: Actor,
): Promise<SavedSelection> {
  if (choosesNobody(wanted.select)) throw new Failure(batchErrors.nobody)
  const select = await resolved(context, wanted.select)
  const row = { id: newId(), name: wanted.name, select }
  try {
    await context.db.commit(
      context.district,
      [insertSelection({ district: context.district, ...row, createdAt: context.clock.now() })],
      [factOf(context, actor, row.id, 'selection.saved')],
    )
  } catch (error) {
    if (error instanceof AlreadyThere) throw new Failure(selectionErrors.nameTaken)
    throw error
  }
  return await viewOf(context, row)
}

export async function removeSelection(context: Context, id: string, actor: Actor): Promise<void> {
  await selectionOr404(context, id)
  await context.db.commit(
    context.district,
    [deleteSelection({ district: context.district, id })],
    [factOf(context, actor, id, 'selection.removed')],
  )
}
