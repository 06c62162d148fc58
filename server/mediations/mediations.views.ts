import { toIso } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { confirmBy } from '@mashang/shared/mediations/clock.rules.ts'
import { mayTakePart, openActs } from '@mashang/shared/mediations/decide.rules.ts'
import { mediationErrors } from '@mashang/shared/mediations/mediations.errors.ts'
import type { MediationView } from '@mashang/shared/mediations/mediations.model.ts'
import type { MediationPart } from '@mashang/shared/mediations/mediations.words.ts'
import { openPromises } from '@mashang/shared/mediations/promises.rules.ts'
import { timelineOf } from '@mashang/shared/mediations/timeline.rules.ts'
import { type Actor, mayChange, readsDistrict } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { factsOf } from '../core/ledger/ledger.store.ts'
import {
  type RepresentativeRecord,
  representativesById,
} from '../representatives/representatives.store.ts'
import {
  findMediation,
  type MediationRecord,
  type MediatorRecord,
  mediatorsOf,
} from './mediations.store.ts'
import { asTheyServe } from './serving.store.ts'

/** One as somebody sees it. */
export interface Sight {
  record: MediationRecord
  mediators: readonly MediatorRecord[]
  part: MediationPart
  own: MediatorRecord | null
  /** Whoever inspects sees all of it and has no button. */
  handles: boolean
}

/** Who somebody is to one of them; whoever stepped back has nothing to do with it any more. */
export function sightFor(
  record: MediationRecord,
  mediators: readonly MediatorRecord[],
  actor: Actor,
): Sight | null {
  if (actor.role === 'office')
    return readsDistrict(actor)
      ? { record, mediators, part: 'office', own: null, handles: mayChange(actor, 'mediations') }
      : null
  const own = mediators.find((one) => one.representativeId === actor.representativeId)
  if (own === undefined || !mayTakePart(own.answer)) return null
  return { record, mediators, part: 'mediator', own, handles: true }
}

/** Foreign and absent look the same, and take as long: the roster is read for who was asked only. */
export async function sightOf(context: Context, id: string, actor: Actor): Promise<Sight> {
  const record = await findMediation(context, id)
  if (record === null) throw new Failure(mediationErrors.notFound)
  const asked = (await mediatorsOf(context, [id])).get(id) ?? []
  const sight =
    sightFor(record, asked, actor) &&
    sightFor(record, await asTheyServe(context, record.state, asked), actor)
  if (sight === null) throw new Failure(mediationErrors.notFound)
  return sight
}

type People = ReadonlyMap<string, Pick<RepresentativeRecord, 'name'>>
const nameOf = (people: People, id: string): string => people.get(id)?.name ?? '一位代表'

export const whoIsAsked = (
  people: People,
  { representativeId: id, answer }: Pick<MediatorRecord, 'representativeId' | 'answer'>,
) => ({ id, name: nameOf(people, id), answer })

export const ownOf = (own: MediatorRecord | null) =>
  own && { id: own.representativeId, answer: own.answer }

export async function viewOf(
  context: Context,
  { record, mediators, part, own, handles }: Sight,
): Promise<MediationView> {
  const people = await representativesById(context)
  const log = record.log.map((one) => ({
    ...one,
    by: one.by === null ? null : nameOf(people, one.by),
  }))
  const facts = (await factsOf(context, record.id)).map(({ at, type, data }) => ({
    at,
    type,
    data: JSON.parse(data) as Record<string, unknown>,
  }))
  return {
    id: record.id,
    title: record.title,
    source: record.source,
    caseNumber: record.caseNumber,
    sides: record.sides,
    text: record.text,
    mediators: mediators.map((one) => ({
      ...whoIsAsked(people, one),
      // Why somebody stepped back is between them and the office.
      reason: part === 'office' ? one.reason : null,
    })),
    state: record.state,
    dueAt: record.dueAt === null ? null : toIso(record.dueAt),
    consentedOn: record.consentedOn,
    log: log.map(({ step, on, text }) => ({ step, on, text })),
    promises: openPromises(record, context.clock.now()).map(({ nth: _, ...one }) => one),
    timeline: timelineOf(facts, log, (person) => nameOf(people, person)),
    outcome: record.outcome,
    endedOn: record.endedOn,
    reason: record.reason,
    agreement: record.agreement,
    confirmBy:
      record.outcome === 'agreed' && record.endedOn !== null ? confirmBy(record.endedOn) : null,
    confirmedOn: record.confirmedOn,
    registeredAt: toIso(record.createdAt),
    revision: record.revision,
    can: handles ? openActs(record, { part, own: ownOf(own) }) : [],
    serverTime: toIso(context.clock.now()),
  }
}

export const showMediation = async (
  context: Context,
  id: string,
  actor: Actor,
): Promise<MediationView> => viewOf(context, await sightOf(context, id, actor))
