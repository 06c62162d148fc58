import { untilWords } from '@mashang/shared/core/local-time.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { tellRepresentatives } from '../notices/staff.store.ts'
import { moveTold } from './closings.store.ts'
import { allClosings, type ClosingRecord } from './points.store.ts'
import { idsAfter, setOf } from './result-sets.store.ts'

/** Tells some more of them; false: everybody was told. */
async function tellSome(context: Context, row: ClosingRecord, was: string): Promise<string | null> {
  const { district } = context
  const { id, signedAt, noticeUntil, closedAt } = row
  const people = await idsAfter(context, setOf(row), was)
  const told = people.at(-1) ?? null
  await context.db.commit(district, [
    moveTold({ district, id, was, told }),
    ...(await tellRepresentatives(context, people, {
      ...(closedAt === null
        ? {
            kind: 'points.signed' as const,
            data: { until: untilWords(noticeUntil ?? 0) },
            at: signedAt ?? 0,
          }
        : { kind: 'points.settled' as const, data: {}, at: closedAt }),
      subjectKind: 'point-closing',
      subjectId: id,
    })),
  ])
  return told
}

/**
 * Tells everybody whose points were signed or settled, some in a commit, each once: how far it came stands with
 * the closing. After an interruption the job goes on.
 */
export async function tellOfSignatures(context: Context, stopping?: AbortSignal): Promise<void> {
  for (const row of await allClosings(context))
    try {
      for (let was = row.told; was !== null && stopping?.aborted !== true; )
        was = await tellSome(context, row, was)
    } catch (error) {
      // Another process tells them.
      if (!(error instanceof Conflict)) throw error
    }
}
