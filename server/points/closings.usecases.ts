import { createHash } from 'node:crypto'
import { Failure } from '@mashang/shared/core/errors.ts'
import { untilWords } from '@mashang/shared/core/local-time.ts'
import {
  mayBeAppraised,
  mayClose,
  maySign,
  mustBeOver,
  noticeEnd,
} from '@mashang/shared/points/closing.rules.ts'
import { periodOf } from '@mashang/shared/points/periods.rules.ts'
import { plainOf } from '@mashang/shared/points/plain.rules.ts'
import type { ClosingView } from '@mashang/shared/points/points.api.ts'
import { pointsErrors } from '@mashang/shared/points/points.errors.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { tellRepresentatives } from '../notices/staff.store.ts'
import { totalWith } from './account.views.ts'
import { accountsOf, peopleOf } from './accounts.usecases.ts'
import { allAppeals } from './appeals.store.ts'
import { closingOr404, closingView, openOf, ruleShape } from './closing.views.ts'
import {
  appraisalsOf,
  insertAppraisal,
  insertClosing,
  moveClosing,
  mustBeDraft,
  type ResultRecord,
  resultsOf,
  saveResult,
} from './closings.store.ts'
import { followLedger } from './follow.usecases.ts'
import { actedOnSince, type ClosingRecord } from './points.store.ts'

const closingFact = (
  actor: Actor,
  at: number,
  type: string,
  id: string,
  data: NonNullable<Fact['data']> = {},
): Fact => ({
  at,
  type,
  actor: { kind: 'account', id: actor.accountId },
  subject: { kind: 'point-closing', id },
  data,
})

/** Begins a closing; there is one of a period. */
export async function draftClosing(
  context: Context,
  period: string,
  actor: Actor,
): Promise<ClosingView> {
  const at = context.clock.now()
  mustBeOver(periodOf(period), at)
  const id = newId()
  try {
    await context.db.commit(
      context.district,
      [insertClosing({ district: context.district, id, period, state: 'draft', createdAt: at })],
      [closingFact(actor, at, 'points.closing-drafted', id, { period })],
    )
  } catch (error) {
    if (error instanceof AlreadyThere) throw new Failure(pointsErrors.closingThere)
    throw error
  }
  return await closingView(context, id)
}

/** 年终核定 of one representative; only a draft takes one. */
export async function appraise(
  context: Context,
  id: string,
  command: { representativeId: string; points: number; reason: string },
  actor: Actor,
): Promise<ClosingView> {
  const view = await closingView(context, id)
  const row = await closingOr404(context, id)
  const { representativeId } = command
  const person = (await peopleOf(context, periodOf(row.period))).find(
    (one) => one.id === representativeId,
  )
  if (person === undefined) throw new Failure(pointsErrors.notFound)
  if (!mayBeAppraised(ruleShape(row), person.sector)) throw new Failure(pointsErrors.noAppraisal)
  if (command.points > view.appraisalMost)
    throw new Failure(pointsErrors.appraisalTooHigh, {
      detail: `核定分最多 ${view.appraisalMost} 分，请改低一些。`,
      fields: [{ path: 'points', message: `核定分最多 ${view.appraisalMost} 分。` }],
    })
  const { district } = context
  const at = context.clock.now()
  await moved(
    context,
    [
      mustBeDraft({ district, id }),
      insertAppraisal({
        district,
        id: newId(),
        closingId: id,
        ...command,
        by: actor.accountId,
        at,
      }),
    ],
    [closingFact(actor, at, 'points.appraised', id, { representativeId, points: command.points })],
  )
  return await closingView(context, id)
}

async function moved(context: Context, writes: Write[], facts: Fact[]): Promise<void> {
  try {
    await context.db.commit(context.district, writes, facts)
  } catch (error) {
    if (error instanceof Conflict) throw new Failure(pointsErrors.closingMoved)
    throw error
  }
}

/** Everybody's results as they stand now. */
export async function resultsNow(context: Context, row: ClosingRecord): Promise<ResultRecord[]> {
  const period = periodOf(row.period)
  const appraised = await appraisalsOf(context, row.id)
  const results: ResultRecord[] = []
  for await (const some of accountsOf(context, await peopleOf(context, period), period))
    for (const { person, account } of some)
      results.push({
        district: context.district,
        closingId: row.id,
        representativeId: person.id,
        total: totalWith(account.total, appraised.get(person.id)?.points ?? 0),
        account: plainOf(account),
      })
  return results
}

/** Signed by somebody, with a reason; representatives are told, and see it five days long. */
export async function signClosing(
  context: Context,
  id: string,
  { signer, reason }: { signer: string; reason: string },
  actor: Actor,
): Promise<ClosingView> {
  const row = await closingOr404(context, id)
  await followLedger(context)
  maySign(ruleShape(row), await openOf(context, row))
  const at = context.clock.now()
  const noticeUntil = noticeEnd(at)
  const signed = { ...row, state: 'notice' as const, signer, reason, signedBy: actor.accountId }
  const results = await resultsNow(context, row)
  const people = results.map(({ representativeId }) => representativeId)
  await moved(
    context,
    [
      moveClosing({ ...signed, signedAt: at, noticeUntil, was: 'draft' }),
      ...results.map(saveResult),
      ...(await tellRepresentatives(context, people, {
        kind: 'points.signed',
        subjectKind: 'point-closing',
        subjectId: id,
        data: { until: untilWords(noticeUntil) },
        at,
      })),
    ],
    [closingFact(actor, at, 'points.closing-signed', id, { period: row.period, noticeUntil })],
  )
  return await closingView(context, id)
}

/** SHA-256 over everyone's results in a fixed order: whoever changes one changes it. */
export function fingerprintOf(results: readonly ResultRecord[]): string {
  const hash = createHash('sha256')
  const sorted = [...results].sort((a, b) => (a.representativeId < b.representativeId ? -1 : 1))
  for (const { representativeId, total, account } of sorted)
    hash.update(`${JSON.stringify([representativeId, total, account])}\n`)
  return hash.digest('hex')
}

/**
 * The end: results of whose objections were upheld, or whose entries the office did something to
 * while the notice ran, are counted once more; then nothing changes.
 */
export async function endClosing(context: Context, id: string, actor: Actor): Promise<ClosingView> {
  const row = await closingOr404(context, id)
  await followLedger(context)
  const at = context.clock.now()
  mayClose(ruleShape(row), (await openOf(context, row)).appeals, at)
  const turned = await actedOnSince(context, row.signedAt ?? 0)
  for (const { upheld, decidedAt, representativeId } of await allAppeals(context, false))
    if (upheld === true && (decidedAt ?? 0) >= (row.signedAt ?? 0)) turned.add(representativeId)
  const fresh = new Map(
    (await resultsNow(context, row))
      .filter(({ representativeId }) => turned.has(representativeId))
      .map((one) => [one.representativeId, one]),
  )
  const results = (await resultsOf(context, id)).map(
    (one) => fresh.get(one.representativeId) ?? one,
  )
  const fingerprint = fingerprintOf(results)
  await moved(
    context,
    [
      moveClosing({ ...row, state: 'closed', closedAt: at, fingerprint, was: 'notice' }),
      ...[...fresh.values()].map(saveResult),
    ],
    [closingFact(actor, at, 'points.closed', id, { period: row.period, fingerprint })],
  )
  return await closingView(context, id)
}
