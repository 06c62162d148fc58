import { Failure } from '@mashang/shared/core/errors.ts'
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
import { AlreadyThere } from '../core/db/faults.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import type { RepresentativeRecord } from '../representatives/representatives.store.ts'
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
} from './closings.store.ts'
import { followLedger } from './follow.usecases.ts'
import { actedOnSince, type ClosingRecord } from './points.store.ts'
import { resultPages, setOf } from './result-sets.store.ts'
import { fingerprintOf, moved, type Result, writeSet } from './result-sets.usecases.ts'
import { tellOfSignatures } from './signed.usecases.ts'

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

/** Results of some people as they stand now, a few hundred at a time. */
export async function* resultsNow(
  context: Context,
  row: Pick<ClosingRecord, 'id' | 'period'>,
  people: readonly RepresentativeRecord[],
): AsyncGenerator<Result[]> {
  const appraised = await appraisalsOf(context, row.id)
  for await (const some of accountsOf(context, people, periodOf(row.period)))
    yield some.map(({ person, account }) => ({
      representativeId: person.id,
      total: totalWith(account.total, appraised.get(person.id)?.points ?? 0),
      account: plainOf(account),
    }))
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
  // What the office turns round while this is written is counted once more at the end.
  const at = context.clock.now()
  const noticeUntil = noticeEnd(at)
  const people = await peopleOf(context, periodOf(row.period))
  const run = await writeSet(context, row, resultsNow(context, row, people))
  const signed = { ...row, state: 'notice' as const, signer, reason, signedBy: actor.accountId }
  await moved(
    context,
    [
      moveClosing({
        ...signed,
        signedAt: at,
        noticeUntil,
        results: run,
        told: '',
        was: 'draft',
        ofRun: run,
      }),
    ],
    [closingFact(actor, at, 'points.closing-signed', id, { period: row.period, noticeUntil })],
  )
  await tellOfSignatures(context)
  return await closingView(context, id)
}

/** Of whom the office turned something round since a moment, by itself or because they objected. */
async function turnedSince(context: Context, since: number): Promise<Set<string>> {
  const turned = await actedOnSince(context, since)
  for (const { upheld, decidedAt, representativeId } of await allAppeals(context, false))
    if (upheld === true && (decidedAt ?? 0) >= since) turned.add(representativeId)
  return turned
}

/** A set that was signed, with those counted anew of whom something was turned round since. */
async function* broughtUpToDate(
  context: Context,
  row: ClosingRecord,
  turned: ReadonlySet<string>,
): AsyncGenerator<Result[]> {
  const people = new Map(
    (await peopleOf(context, periodOf(row.period))).map((one) => [one.id, one]),
  )
  for await (const page of resultPages(context, setOf(row))) {
    const again = page.flatMap(({ representativeId }) =>
      turned.has(representativeId) ? (people.get(representativeId) ?? []) : [],
    )
    const fresh = new Map<string, Result>()
    for await (const some of resultsNow(context, row, again))
      for (const one of some) fresh.set(one.representativeId, one)
    yield page.map((one) => fresh.get(one.representativeId) ?? one)
  }
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
  const turned = await turnedSince(context, row.signedAt ?? 0)
  const run = await writeSet(context, row, broughtUpToDate(context, row, turned))
  const fingerprint = await fingerprintOf(context, run)
  // Something was turned round while this was written: it is not in it.
  if ((await turnedSince(context, at + 1)).size > 0) throw new Failure(pointsErrors.closingMoved)
  await moved(
    context,
    [
      moveClosing({
        ...row,
        state: 'closed',
        closedAt: at,
        fingerprint,
        results: run,
        was: 'notice',
        ofRun: run,
      }),
    ],
    [closingFact(actor, at, 'points.closed', id, { period: row.period, fingerprint })],
  )
  return await closingView(context, id)
}
