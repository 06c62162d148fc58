import { Failure } from '@mashang/shared/core/errors.ts'
import { PAPER } from '@mashang/shared/paperwork/paperwork.words.ts'
import type { recordsApi } from '@mashang/shared/records/records.api.ts'
import { recordErrors } from '@mashang/shared/records/records.errors.ts'
import { onPaper } from '@mashang/shared/records/records.words.ts'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { tellRepresentatives } from '../notices/staff.store.ts'
import { insertPaper, papersOf, withdrawPaper } from '../paperwork/paperwork.store.ts'
import { by, dayWritten, once, takeBack } from './keeping.usecases.ts'
import { recordFor } from './records.usecases.ts'

type Given<K extends 'keepPaper' | 'withdrawPaper'> = z.output<
  NonNullable<(typeof recordsApi)[K]['body']>
>
type Change = 'record.paper-kept' | 'record.paper-withdrawn'

const factOf = (
  type: Change,
  {
    id,
    at,
    actor,
    data,
  }: { id: string; at: number; actor: Actor; data: NonNullable<Fact['data']> },
): Fact => ({ at, type, actor: by(actor), subject: { kind: PAPER, id }, data })

/** Whoever it is about is told in the same commit. */
const tell = (
  context: Context,
  kind: Change,
  { id, at, representativeId }: { id: string; at: number; representativeId: string },
): Promise<Write[]> =>
  tellRepresentatives(context, [representativeId], {
    kind,
    subjectKind: PAPER,
    subjectId: id,
    data: {},
    at,
  })

/** What the office has on paper of somebody's duty. */
export async function keepPaper(
  context: Context,
  representativeId: string,
  { id, kind, title, outcome, reference, ...given }: Given<'keepPaper'>,
  actor: Actor,
): Promise<void> {
  await recordFor(context, representativeId, actor)
  if (!onPaper.includes(kind)) throw new Failure(recordErrors.paperOver)
  const at = context.clock.now()
  const on = dayWritten(given.on, at, recordErrors.paperAhead)
  const { district } = context
  const { accountId } = actor
  const words = { kind, title, on, partner: given.partner ?? null, outcome, reference }
  await once(
    context,
    [
      insertPaper({ district, id, representativeId, ...words, accountId, createdAt: at }),
      ...(await tell(context, 'record.paper-kept', { id, at, representativeId })),
    ],
    [factOf('record.paper-kept', { id, at, actor, data: { representativeId, kind, on } })],
    async () =>
      (await papersOf(context, representativeId)).some(
        (one) => one.id === id && one.accountId === accountId,
      ),
  )
}

/** What was written down wrongly is taken back, never edited: both stay, and it scores no more. */
export const takeBackPaper = (
  context: Context,
  representativeId: string,
  id: string,
  { reason }: Given<'withdrawPaper'>,
  actor: Actor,
): Promise<void> =>
  takeBack(context, [representativeId, actor], recordErrors.paperUnknown, async (at) => {
    const paper = (await papersOf(context, representativeId)).find((one) => one.id === id)
    if (paper === undefined) throw new Failure(recordErrors.paperUnknown)
    const { district } = context
    // The day that it speaks of is that of what it takes back.
    const data = { representativeId, on: paper.on }
    return {
      writes: [
        withdrawPaper({ district, id, representativeId, withdrawnAt: at, withdrawal: reason }),
        ...(await tell(context, 'record.paper-withdrawn', { id, at, representativeId })),
      ],
      fact: factOf('record.paper-withdrawn', { id, at, actor, data }),
    }
  })
