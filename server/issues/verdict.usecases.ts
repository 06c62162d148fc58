import { Failure } from '@mashang/shared/core/errors.ts'
import type { verdictCommand } from '@mashang/shared/issues/commands.model.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import type { ReceiptView } from '@mashang/shared/issues/issues.model.ts'
import { decideVerdict } from '@mashang/shared/issues/verdict.rules.ts'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { stopDeadlines } from '../core/deadlines/deadlines.store.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { factsOf } from '../core/ledger/ledger.store.ts'
import { limitsOf } from '../districts/districts.store.ts'
import { updateVerdict } from './handling.store.ts'
import { type IssueRecord, insertVerdict, verdictsOf } from './issues.store.ts'
import { receiptView } from './issues.views.ts'
import { redoClock } from './issues.writes.ts'
import { issueOfReceipt, viewAgainByReceipt, voterFact } from './receipt.usecases.ts'
import { resumedByVoter } from './resolution.usecases.ts'
import { suggestedNow } from './suggested.store.ts'
import { factOf } from './timeline.views.ts'

type Command = z.output<typeof verdictCommand>

/** The verdict that counts; none while it is done once more. */
const standing = (command: Command, at: number) => ({
  verdictAnswer: command.answer,
  verdictSolved: command.solved,
  onlyAcknowledged: command.onlyAcknowledged,
  verdictText: command.text ?? null,
  verdictAt: at,
})
const nothingYet = {
  verdictAnswer: null,
  verdictSolved: null,
  onlyAcknowledged: null,
  verdictText: null,
  verdictAt: null,
}

const givenVerdict = (issue: IssueRecord, command: Command, at: number) =>
  insertVerdict({
    district: issue.district,
    id: newId(),
    issueId: issue.id,
    answer: command.answer,
    solved: command.solved,
    onlyAcknowledged: command.onlyAcknowledged,
    text: command.text ?? null,
    at,
  })

/**
 * Two separate questions: the representative's answer, and whether it is solved. Not satisfied, it
 * is done once more by whoever has it, then the office takes it on; earlier answers and verdicts
 * stay. Once for every answer.
 */
export async function judge(context: Context, raw: string, command: Command): Promise<ReceiptView> {
  try {
    return await judgeOnce(context, raw, command)
  } catch (error) {
    // It changed hands, or moved on, while the voter was tapping: what they say holds all the same.
    if (error instanceof Conflict) return await judgeOnce(context, raw, command)
    throw error
  }
}

/** Whether it was heard before its answer was lost. One of an earlier answer is of no later one. */
async function isGiven(context: Context, issue: IssueRecord, command: Command): Promise<boolean> {
  if (command.earlier === undefined) return false
  const given = (await verdictsOf(context, issue.id))[command.earlier]
  if (given === undefined) return false
  const same =
    given.answer === command.answer &&
    given.solved === command.solved &&
    given.onlyAcknowledged === command.onlyAcknowledged &&
    (given.text ?? undefined) === command.text
  if (!same) throw new Failure(issueErrors.notNow)
  return true
}

async function judgeOnce(context: Context, raw: string, command: Command): Promise<ReceiptView> {
  const { issue, receipt } = await issueOfReceipt(context, raw)
  const at = context.clock.now()
  const { district } = context
  if (await isGiven(context, issue, command)) return await receiptView(context, issue, receipt)
  const limits = await limitsOf(context, issue.endedAt ?? at)
  const facts = (await factsOf(context, issue.id)).map(factOf)
  const { judgeable } = await suggestedNow(context, issue.id, facts)
  const decision = decideVerdict({ ...issue, suggested: !judgeable }, command, at, limits)
  const again = decision.next === 'redo'
  const resumed = decision.stops ? null : await resumedByVoter(context, issue, at)
  const stoppedBy = decision.next === null ? 'issue.rated' : 'issue.coordination'
  const said: Fact[] = [
    voterFact(issue, at, 'issue.rated', {
      answer: command.answer,
      solved: command.solved,
      onlyAcknowledged: command.onlyAcknowledged,
      round: issue.redos + 1,
      review: decision.review,
    }),
  ]
  if (decision.next !== null) said.push(voterFact(issue, at, `issue.${decision.next}`))
  if (resumed !== null) said.push(voterFact(issue, at, 'clock.resumed', resumed.data))
  await context.db.commit(
    district,
    [
      updateVerdict({
        district,
        id: issue.id,
        state: decision.state,
        wasState: issue.state,
        ...(again ? nothingYet : standing(command, at)),
        redos: issue.redos + (again ? 1 : 0),
        endedAt: again ? null : issue.endedAt,
        acknowledgement: decision.review ? 'pending' : issue.acknowledgement,
        officeTask:
          decision.next === 'coordination'
            ? 'coordination'
            : decision.stops
              ? null
              : issue.officeTask,
        revision: issue.revision,
      }),
      givenVerdict(issue, command, at),
      ...(decision.stops
        ? [stopDeadlines({ district, subjectId: issue.id, stoppedAt: at, stoppedBy })]
        : []),
      ...(resumed === null ? [] : [resumed.write]),
      ...(again ? [await redoClock(context, issue, at)] : []),
    ],
    said,
  )
  return await viewAgainByReceipt(context, issue.id, receipt)
}
