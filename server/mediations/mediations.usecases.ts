import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { dueOf } from '@mashang/shared/mediations/clock.rules.ts'
import { mediationErrors } from '@mashang/shared/mediations/mediations.errors.ts'
import type { MediationView, NewMediation } from '@mashang/shared/mediations/mediations.model.ts'
import { calendarNow } from '../calendars/calendars.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import {
  findMediation,
  insertMediation,
  insertMediator,
  type MediationRecord,
  type MediatorRecord,
  mediatorsOf,
} from './mediations.store.ts'
import { viewOf } from './mediations.views.ts'

export const mediationFact = (
  actor: Actor,
  at: EpochMs,
  id: string,
  type: string,
  data: NonNullable<Fact['data']> = {},
): Fact => ({
  at,
  type,
  actor: { kind: 'account', id: actor.accountId },
  subject: { kind: 'mediation', id },
  data,
})

/** Only who serves can be asked. */
export async function mustServe(context: Context, id: string, path: string): Promise<void> {
  const person = await lookUpRepresentative(context, id)
  if (person?.state === 'serving') return
  throw new Failure(mediationErrors.nobody, {
    fields: [{ path, message: mediationErrors.nobody.title }],
  })
}

export const asked = (
  context: Context,
  mediationId: string,
  representativeId: string,
): MediatorRecord => ({
  district: context.district,
  mediationId,
  representativeId,
  answer: 'none',
  reason: null,
})

/** Sent twice under one id it is there once; other words under it are refused. */
export async function registerMediation(
  context: Context,
  given: NewMediation,
  actor: Actor,
): Promise<MediationView> {
  const { mediatorIds, id, title, source, sides, text } = given
  const people = [...new Set(mediatorIds)]
  for (const person of people) await mustServe(context, person, 'mediatorIds')
  const there = await findMediation(context, id)
  if (there !== null) {
    if (there.title !== title || there.text !== text || there.sides !== sides)
      throw new Failure(coreErrors.conflict)
    const mediators = (await mediatorsOf(context, [id])).get(id) ?? []
    return await viewOf(context, {
      record: there,
      mediators,
      part: 'office',
      own: null,
      handles: true,
    })
  }
  const at = context.clock.now()
  const { calendar } = await calendarNow(context)
  const begun = { state: 'registered', createdAt: at, acceptedAt: null, extendedTo: null } as const
  const record: MediationRecord = {
    ...begun,
    district: context.district,
    id,
    title,
    source,
    caseNumber: given.caseNumber ?? null,
    sides,
    text,
    dueAt: dueOf(begun, calendar),
    consentedOn: null,
    endedOn: null,
    appliedOn: null,
    confirmedOn: null,
    log: [],
    outcome: null,
    reason: null,
    agreement: null,
    revision: 0,
  }
  const mediators = people.map((person) => asked(context, id, person))
  await context.db.commit(
    context.district,
    [insertMediation(record), ...mediators.map(insertMediator)],
    [
      mediationFact(actor, at, id, 'mediation.registered', { source }),
      ...people.map((representativeId) =>
        mediationFact(actor, at, id, 'mediation.invited', { representativeId }),
      ),
    ],
  )
  return await viewOf(context, { record, mediators, part: 'office', own: null, handles: true })
}
