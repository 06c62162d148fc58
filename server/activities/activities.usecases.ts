import { activityErrors } from '@mashang/shared/activities/activities.errors.ts'
import type { ActivityView } from '@mashang/shared/activities/activities.model.ts'
import type { NewActivity } from '@mashang/shared/activities/commands.model.ts'
import { mustFit } from '@mashang/shared/activities/decide.rules.ts'
import { type Invitation, invitedBy } from '@mashang/shared/activities/invited.rules.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { randomSpoken } from '@mashang/shared/core/spoken.ts'
import type { NoticeKind } from '@mashang/shared/notices/notices.model.ts'
import { type Actor, isOfStation, mayChange } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { randomChunk } from '../core/random.ts'
import { tellRepresentatives } from '../notices/staff.store.ts'
import { allRepresentatives } from '../representatives/representatives.store.ts'
import {
  type ActivityRecord,
  findActivity,
  insertActivity,
  insertInvitee,
  inviteesOf,
} from './activities.store.ts'
import { activityView, organisesIt, type Sight } from './activities.views.ts'

/** Long enough that nobody guesses one: 23 to the 14th. */
const DOOR_CODE = 14

export const activityFact = (
  actor: Actor,
  at: number,
  id: string,
  type: string,
  data: NonNullable<Fact['data']> = {},
): Fact => ({
  at,
  type: `activity.${type}`,
  actor: { kind: 'account', id: actor.accountId },
  subject: { kind: 'activity', id },
  data,
})

/** Foreign and absent look the same. */
export async function activityFor(context: Context, id: string, actor: Actor): Promise<Sight> {
  const record = await findActivity(context, id)
  if (record === null) throw new Failure(activityErrors.notFound)
  if (organisesIt(record, actor))
    return { record, part: 'organiser', own: null, handles: mayChange(actor, 'activities') }
  const own = (await inviteesOf(context, id)).find(
    (one) => one.representativeId === actor.representativeId,
  )
  if (own === undefined) throw new Failure(activityErrors.notFound)
  return { record, part: 'invited', own, handles: true }
}

export const showActivity = async (
  context: Context,
  id: string,
  actor: Actor,
): Promise<ActivityView> => activityView(context, await activityFor(context, id, actor))

/** Ids of those whom an invitation means; a liaison may mean people of their own station only. */
export async function invitedIds(
  context: Context,
  invitation: Invitation,
  actor: Actor,
): Promise<string[]> {
  const people = invitedBy(invitation, await allRepresentatives(context))
  if (people.length === 0)
    throw new Failure(activityErrors.nobodyInvited, {
      fields: [{ path: 'invitation', message: activityErrors.nobodyInvited.title }],
    })
  if (actor.role === 'liaison' && people.some(({ stationId }) => !isOfStation(actor, stationId)))
    throw new Failure(activityErrors.foreignStation)
  return people.map(({ id }) => id)
}

export const listWrites = (
  context: Context,
  activityId: string,
  people: readonly string[],
): Write[] =>
  people.map((representativeId) =>
    insertInvitee({
      district: context.district,
      activityId,
      representativeId,
      answer: 'none',
      attendance: 'unknown',
    }),
  )

/** Tells each of them who has an account; the list shows the organiser whom to call. */
export const tellWrites = (
  context: Context,
  kind: NoticeKind,
  activityId: string,
  people: readonly string[],
  at: number,
): Promise<Write[]> =>
  tellRepresentatives(context, people, {
    kind,
    subjectKind: 'activity',
    subjectId: activityId,
    data: {},
    at,
  })

/** The station of everybody who is invited; of several the liaison's first. */
async function stationBehind(
  context: Context,
  people: readonly string[],
  actor: Actor,
): Promise<string | null> {
  const homes = (await allRepresentatives(context))
    .filter(({ id }) => people.includes(id))
    .map(({ stationId }) => stationId)
  return new Set(homes).size === 1 ? (homes[0] ?? null) : actor.stationId
}

/** Announces an activity: its list is made now, and everybody on it is told in the same commit. */
export async function announce(
  context: Context,
  given: NewActivity,
  actor: Actor,
): Promise<ActivityView> {
  const { id, invitation, ...plan } = given
  if (actor.role === 'liaison' && actor.stationId === null) throw new Failure(coreErrors.forbidden)
  mustFit(plan, 0)
  const people = await invitedIds(context, invitation, actor)
  const at = context.clock.now()
  const record: ActivityRecord = {
    district: context.district,
    id,
    ...plan,
    stationId: actor.role === 'liaison' ? await stationBehind(context, people, actor) : null,
    state: 'open',
    reason: null,
    minutes: null,
    photos: [],
    doorCode: randomSpoken(DOOR_CODE, randomChunk),
    coming: 0,
    revision: 0,
    createdBy: actor.accountId,
    createdAt: at,
    closedAt: null,
  }
  // What is written down afterwards needs no invitation.
  const told =
    record.endsAt > at ? await tellWrites(context, 'activity.invited', id, people, at) : []
  try {
    await context.db.commit(
      context.district,
      [insertActivity(record), ...listWrites(context, id, people), ...told],
      [
        activityFact(actor, at, id, 'announced', {
          kind: record.kind,
          on: record.startsAt,
          mandatory: record.mandatory,
          stationId: record.stationId,
          invited: people.length,
        }),
      ],
    )
  } catch (error) {
    // The same form sent twice; somebody else's is none of theirs.
    if (error instanceof AlreadyThere) {
      const there = await findActivity(context, id)
      if (there?.createdBy === actor.accountId) return await showActivity(context, id, actor)
    }
    throw error
  }
  return await activityView(context, { record, part: 'organiser', own: null, handles: true })
}
