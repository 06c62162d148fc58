import { Failure } from '@mashang/shared/core/errors.ts'
import type { SavedView } from '@mashang/shared/views/views.api.ts'
import { viewErrors } from '@mashang/shared/views/views.errors.ts'
import { type ViewTable, viewLimits } from '@mashang/shared/views/views.words.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { deleteView, saveView, type ViewRecord, viewsOf } from './views.store.ts'

const viewOf = ({ id, name, query }: ViewRecord): SavedView => ({ id, name, query })

const viewFact = (context: Context, type: string, id: string, by: Actor): Fact => ({
  at: context.clock.now(),
  type,
  actor: { kind: 'account', id: by.accountId },
  subject: { kind: 'view', id },
})

export const listViews = async (
  context: Context,
  table: ViewTable,
  actor: Actor,
): Promise<SavedView[]> => (await viewsOf(context, actor.accountId, table)).map(viewOf)

/** Keeps a view of one's own; a second one of the same name takes the place of the first. */
export async function keepView(
  context: Context,
  wanted: { table: ViewTable; name: string; query: Record<string, string> },
  actor: Actor,
): Promise<SavedView> {
  const there = await viewsOf(context, actor.accountId, wanted.table)
  const same = there.find((view) => view.name === wanted.name)
  if (!same && there.length >= viewLimits.each) throw new Failure(viewErrors.tooMany)
  const id = newId()
  await context.db.commit(
    context.district,
    [
      saveView({
        district: context.district,
        id,
        accountId: actor.accountId,
        ...wanted,
        createdAt: context.clock.now(),
      }),
    ],
    [viewFact(context, 'view.saved', same?.id ?? id, actor)],
  )
  return { id: same?.id ?? id, name: wanted.name, query: wanted.query }
}

export async function removeView(context: Context, id: string, actor: Actor): Promise<void> {
  try {
    await context.db.commit(
      context.district,
      [deleteView({ district: context.district, id, accountId: actor.accountId })],
      [viewFact(context, 'view.removed', id, actor)],
    )
  } catch (error) {
    if (error instanceof Conflict) throw new Failure(viewErrors.notFound)
    throw error
  }
}
