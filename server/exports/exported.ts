import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'

/**
 * Who took what out of the system, before its first byte leaves.
 * @param of the word for it in the ledger
 */
export async function noteExport(
  context: Context,
  { accountId }: Actor,
  of: { table: string; rows: number; columns: number; format: string; of?: string },
): Promise<void> {
  const { table, ...data } = of
  await context.db.commit(
    context.district,
    [],
    [
      {
        at: context.clock.now(),
        type: 'table.exported',
        actor: { kind: 'account', id: accountId },
        subject: { kind: 'table', id: table },
        data,
      },
    ],
  )
}
