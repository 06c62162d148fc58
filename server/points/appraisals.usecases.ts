import { Failure } from '@mashang/shared/core/errors.ts'
import { mayBeAppraised } from '@mashang/shared/points/closing.rules.ts'
import type { ClosingView } from '@mashang/shared/points/closings.api.ts'
import { periodOf } from '@mashang/shared/points/periods.rules.ts'
import { pointsErrors } from '@mashang/shared/points/points.errors.ts'
import type { AppealView } from '@mashang/shared/points/points.model.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import { peopleOf } from './accounts.usecases.ts'
import { closingOr404, closingView, ruleShape, rulesOf } from './closing.views.ts'
import {
  appraisalsOf,
  closingFact,
  insertAppraisal,
  mustBeDraft,
  mustBeNoticed,
} from './closings.store.ts'
import { appraisalSeal } from './fingerprints.ts'
import type { AppealRecord, ClosingRecord } from './points.store.ts'
import { moved } from './result-sets.usecases.ts'

interface Appraisal {
  representativeId: string
  points: number
  reason: string
}

/** One more appraisal; those before it stay, and the last one counts. */
async function appraisalWrites(
  context: Context,
  row: ClosingRecord,
  command: Appraisal,
  actor: Actor,
): Promise<{ writes: Write[]; facts: Fact[] }> {
  const { representativeId, points } = command
  const people = await peopleOf(context, periodOf(row.period))
  const person = people.find((one) => one.id === representativeId)
  if (person === undefined) throw new Failure(pointsErrors.notFound)
  const rules = await rulesOf(context, row)
  if (!mayBeAppraised(ruleShape(row), person.sector, rules))
    throw new Failure(pointsErrors.noAppraisal)
  const most = rules.appraisalMost
  if (points > most)
    throw new Failure(pointsErrors.appraisalTooHigh, {
      detail: `核定分最多 ${most} 分，请改低一些。`,
      fields: [{ path: 'points', message: `核定分最多 ${most} 分。` }],
    })
  const at = context.clock.now()
  const { district } = context
  const appraisal = { district, id: newId(), closingId: row.id, ...command }
  return {
    writes: [insertAppraisal({ ...appraisal, by: actor.accountId, at })],
    facts: [
      closingFact(actor, at, 'points.appraised', row.id, {
        representativeId,
        points,
        appraisalId: appraisal.id,
        fingerprint: appraisalSeal(appraisal),
      }),
    ],
  }
}

/** 年终核定 of one representative, in the draft. */
export async function appraise(
  context: Context,
  id: string,
  command: Appraisal,
  actor: Actor,
): Promise<ClosingView> {
  const { writes, facts } = await appraisalWrites(
    context,
    await closingOr404(context, id),
    command,
    actor,
  )
  await moved(context, [mustBeDraft({ district: context.district, id }), ...writes], facts, id)
  return await closingView(context, id)
}

/** The same while results are made known, for whoever objected to them; it counts at the end. */
export async function appraiseAnew(
  context: Context,
  { closingId, representativeId }: AppealRecord,
  { points, reason }: Omit<Appraisal, 'representativeId'>,
  actor: Actor,
): Promise<{ writes: Write[]; facts: Fact[] }> {
  if (closingId === null) throw new Failure(pointsErrors.noAppraisal)
  const row = await closingOr404(context, closingId)
  const { writes, facts } = await appraisalWrites(
    context,
    row,
    { representativeId, points, reason },
    actor,
  )
  return {
    writes: [mustBeNoticed({ district: context.district, id: row.id }), ...writes],
    facts,
  }
}

/** What an answer to an objection may change of an appraisal; null: there is none to change. */
export async function appraisableOf(
  context: Context,
  { closingId, representativeId, decidedAt }: AppealRecord,
): Promise<AppealView['appraisable']> {
  if (closingId === null || decidedAt !== null) return null
  const row = await closingOr404(context, closingId)
  const person = await lookUpRepresentative(context, representativeId)
  const rules = await rulesOf(context, row)
  if (!mayBeAppraised(ruleShape(row), person?.sector ?? null, rules)) return null
  const appraised = await appraisalsOf(context, row.id, [representativeId])
  return {
    now: appraised.get(representativeId)?.points ?? null,
    most: rules.appraisalMost,
  }
}
