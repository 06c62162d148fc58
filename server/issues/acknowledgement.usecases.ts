import { Failure } from '@mashang/shared/core/errors.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import type { IssueView } from '@mashang/shared/issues/issues.model.ts'
import type { review } from '@mashang/shared/issues/office.model.ts'
import { MAX_REDOS, onceMore } from '@mashang/shared/issues/verdict.rules.ts'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import { clearVerdict, saveAcknowledgement, updateHandling } from './handling.store.ts'
import { issueFor, viewAgain } from './handling.usecases.ts'
import type { IssueRecord } from './issues.store.ts'
import { authorOf, factBy, guardsOf, handlingOf, messageWrite, redoClock } from './issues.writes.ts'

/**
 * The office looks whether an answer was only an acknowledgement. Upheld, it does not count as one
 * within time, and the matter is done once more, unless that has happened already. Voter and
 * representative read the reason.
 */
export async function reviewAcknowledgement(
  context: Context,
  id: string,
  command: z.output<typeof review>,
  actor: Actor,
): Promise<IssueView> {
  const issue = await issueFor(context, id, actor)
  if (issue.acknowledgement !== 'pending') throw new Failure(issueErrors.nothingToReview)
  const at = context.clock.now()
  const { district } = context
  const messageId = newId()
  const author = await authorOf(context, actor, issue)
  const outcome = command.upheld ? 'upheld' : 'rejected'
  const again = command.upheld && issue.state === 'closed' && issue.redos < MAX_REDOS
  await context.db.commit(
    district,
    [
      saveAcknowledgement({ district, id, acknowledgement: outcome }),
      messageWrite(context, issue, {
        id: messageId,
        ...author,
        kind: 'review',
        text: command.reason,
        at,
      }),
      ...(again ? await redoWrites(context, issue, at) : []),
    ],
    [
      factBy(actor, issue, at, `issue.acknowledgement-${outcome}`, { messageId }),
      ...(again ? [factBy(actor, issue, at, 'issue.redo')] : []),
    ],
  )
  return await viewAgain(context, id, actor)
}

const redoWrites = async (context: Context, issue: IssueRecord, at: number): Promise<Write[]> => [
  updateHandling({
    ...handlingOf(issue),
    ...guardsOf(issue),
    state: onceMore(issue.redos).state,
    redos: issue.redos + 1,
    endedAt: null,
  }),
  clearVerdict({ district: context.district, id: issue.id }),
  await redoClock(context, issue, at),
]
