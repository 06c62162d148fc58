import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { dueOf } from '@mashang/shared/mediations/clock.rules.ts'
import { mediationErrors } from '@mashang/shared/mediations/mediations.errors.ts'
import type { MediationView, NewMediation } from '@mashang/shared/mediations/mediations.model.ts'
import { calendarNow } from '../calendars/calendars.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere } from '../core/db/faults.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { factsOf } from '../core/ledger/ledger.store.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import {
  findMediation,
  insertMediation,
  insertMediator,
  type MediationRecord,
  type MediatorRecord,
} from './mediations.store.ts'
import { viewOf } from './mediations.views.ts'
import { mediatorsNow } from './serving.store.ts'

const forOffice = { part: 'office', own: null, handles: true } as const

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

/** Whom its form asked, without those who were asked later. */
async function askedAtFirst(context: Context, id: string): Promise<string[]> {
  const facts = (await factsOf(context, id)).map(({ type, data }) => ({
    type,
    data: JSON.parse(data) as Record<string, unknown>,
  }))
  const first = facts.find(({ type }) => type === 'mediation.registered')?.data.asked
  return facts
    .flatMap(({ type, data }) =>
      type === 'mediation.invited' ? [String(data.representativeId)] : [],
    )
    .slice(0, typeof first === 'number' ? first : undefined)
}

const areSame = (some: readonly string[], others: readonly string[]): boolean => {
  const [one, other] = [new Set(some), new Set(others)]
  return one.size === other.size && [...one].every((id) => other.has(id))
}

/** The same id gives the same one; with other content it is refused, so that none is lost in silence. */
async function registeredBefore(
  context: Context,
  given: NewMediation,
): Promise<MediationView | null> {
  const { id, title, source, sides, text, caseNumber = null } = given
  const there = await findMediation(context, id)
  if (there === null) return null
  const same =
    there.title === title &&
    there.source === source &&
    there.caseNumber === caseNumber &&
    there.sides === sides &&
    there.text === text &&
    areSame(given.mediatorIds, await askedAtFirst(context, id))
  if (!same) throw new Failure(mediationErrors.keyReused)
  const mediators = (await mediatorsNow(context, [there])).get(id) ?? []
  return await viewOf(context, { record: there, mediators, ...forOffice })
}

/** Sent twice under one id it is there once, also where both come at the same moment. */
export async function registerMediation(
  context: Context,
  given: NewMediation,
  actor: Actor,
): Promise<MediationView> {
  const before = await registeredBefore(context, given)
  if (before !== null) return before
  try {
    return await registering(context, given, actor)
  } catch (error) {
    const faster = error instanceof AlreadyThere ? await registeredBefore(context, given) : null
    if (faster === null) throw error
    return faster
  }
}

async function registering(
  context: Context,
  given: NewMediation,
  actor: Actor,
): Promise<MediationView> {
  const { mediatorIds, id, title, source, sides, text } = given
  const people = [...new Set(mediatorIds)]
  for (const person of people) await mustServe(context, person, 'mediatorIds')
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
      mediationFact(actor, at, id, 'mediation.registered', { source, asked: people.length }),
      ...people.map((representativeId) =>
        mediationFact(actor, at, id, 'mediation.invited', { representativeId }),
      ),
    ],
  )
  return await viewOf(context, { record, mediators, ...forOffice })
}
