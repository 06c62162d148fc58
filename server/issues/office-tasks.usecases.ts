import { Failure } from '@mashang/shared/core/errors.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import type { IssueView } from '@mashang/shared/issues/issues.model.ts'
import { after, decideResponse, RESPONSE_RULE } from '@mashang/shared/issues/issues.rules.ts'
import type { officeDecision } from '@mashang/shared/issues/office.model.ts'
import { isSubstantive } from '@mashang/shared/issues/substance.rules.ts'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import { stopDeadlines } from '../core/deadlines/deadlines.store.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { limitsOf } from '../districts/districts.store.ts'
import { waitingTogether } from './groups.store.ts'
import { mustSeeAll } from './groups.usecases.ts'
import { updateHandling } from './handling.store.ts'
import { concludedAtOnce, issueFor, issueToHandle, viewAgain } from './handling.usecases.ts'
import type { IssueRecord } from './issues.store.ts'
import { authorOf, factBy, guardsOf, handlingOf, messageWrite } from './issues.writes.ts'
import { reassign } from './oversight.usecases.ts'

/** Passed on as often as it may be: the office says who answers. The clocks run on. */
export async function askOffice(
  context: Context,
  id: string,
  reason: string,
  actor: Actor,
): Promise<IssueView> {
  const issue = await issueToHandle(context, id, actor)
  const state = after(issue.state, 'ask-office')
  if (issue.bounces < (await limitsOf(context)).bounces) throw new Failure(issueErrors.notForOffice)
  // Asked already: a second click changes nothing.
  if (issue.officeTask !== null) return await viewAgain(context, id, actor)
  const at = context.clock.now()
  const messageId = newId()
  const author = await authorOf(context, actor, issue)
  await context.db.commit(
    context.district,
    [
      updateHandling({ ...handlingOf(issue), ...guardsOf(issue), state, officeTask: 'bounces' }),
      messageWrite(context, issue, {
        id: messageId,
        ...author,
        kind: 'office-request',
        text: reason,
        at,
      }),
    ],
    [factBy(actor, issue, at, 'issue.office-asked', { messageId })],
  )
  return await viewAgain(context, id, actor)
}

/**
 * The office decides on what waits for it: a representative who answers, or the answer itself. What
 * it coordinates, it ends in words.
 */
export async function decide(
  context: Context,
  id: string,
  command: z.output<typeof officeDecision>,
  actor: Actor,
): Promise<IssueView> {
  const issue = await issueFor(context, id, actor)
  if (issue.officeTask === null) throw new Failure(issueErrors.notNow)
  if (command.assign !== undefined) return await reassign(context, id, command.assign, actor)
  const text = command.text ?? ''
  if (issue.officeTask === 'coordination') await settle(context, issue, text, actor)
  else await answerFor(context, issue, text, actor)
  return await viewAgain(context, id, actor)
}

async function settle(
  context: Context,
  issue: IssueRecord,
  text: string,
  actor: Actor,
): Promise<void> {
  const state = after(issue.state, 'settle')
  if (!isSubstantive(text))
    throw new Failure(issueErrors.conclusionNotSubstantive, {
      fields: [{ path: 'text', message: issueErrors.conclusionNotSubstantive.title }],
    })
  const at = context.clock.now()
  const messageId = newId()
  const author = await authorOf(context, actor, issue)
  await context.db.commit(
    context.district,
    [
      updateHandling({
        ...handlingOf(issue),
        ...guardsOf(issue),
        state,
        officeTask: null,
        endedAt: at,
      }),
      messageWrite(context, issue, { id: messageId, ...author, kind: 'coordination', text, at }),
    ],
    [factBy(actor, issue, at, 'issue.settled', { messageId })],
  )
}

/**
 * Nobody else's punctuality is touched: an answer of the office is nobody's own. It goes to all of a
 * group that wait, each with a clock, a fact and a notice of its own.
 */
async function answerFor(
  context: Context,
  issue: IssueRecord,
  text: string,
  actor: Actor,
): Promise<void> {
  const at = context.clock.now()
  const together = await waitingTogether(context, issue, 'answer')
  mustSeeAll(together, actor)
  const said = await Promise.all(
    [issue, ...together].map((one) => answerOne(context, one, text, at, actor)),
  )
  await context.db.commit(
    context.district,
    said.flatMap(({ writes }) => writes),
    said.flatMap(({ facts }) => facts),
  )
}

/** The writes and facts of the office's answer to one matter. */
async function answerOne(
  context: Context,
  issue: IssueRecord,
  text: string,
  at: number,
  actor: Actor,
): Promise<{ writes: Write[]; facts: Fact[] }> {
  const { district } = context
  const decision = decideResponse(
    issue,
    { decision: 'answer', text, settled: true },
    at,
    issue.bounces,
  )
  const messageId = newId()
  const author = await authorOf(context, actor, issue)
  return {
    writes: [
      updateHandling({
        ...handlingOf(issue),
        ...guardsOf(issue),
        state: decision.state,
        respondedAt: decision.respondedAt,
        officeTask: null,
        endedAt: at,
      }),
      messageWrite(context, issue, { id: messageId, ...author, kind: 'answer', text, at }),
      stopDeadlines({ district, subjectId: issue.id, stoppedAt: at, stoppedBy: 'issue.answered' }),
    ],
    facts: [
      factBy(actor, issue, at, 'issue.answered', {
        messageId,
        first: decision.stopsClock,
        late: decision.stopsClock && decision.late,
        rule: RESPONSE_RULE,
        ...(issue.groupId === null ? {} : { groupId: issue.groupId }),
      }),
      await concludedAtOnce(context, issue, messageId, at, actor),
    ],
  }
}
