import { activityErrors } from '@mashang/shared/activities/activities.errors.ts'
import type { ActivityView } from '@mashang/shared/activities/activities.model.ts'
import type { ActivityCommand, CommandOf } from '@mashang/shared/activities/commands.model.ts'
import {
  mustBeAllowed,
  mustBeInTime,
  mustFit,
  mustTell,
} from '@mashang/shared/activities/decide.rules.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { findActivity, inviteesOf, mustBeOpen } from './activities.store.ts'
import {
  activityFact,
  activityFor,
  invitedIds,
  listWrites,
  showActivity,
  tellWrites,
} from './activities.usecases.ts'
import type { Sight } from './activities.views.ts'
import { answered, closed, corrected, marked } from './attendance.usecases.ts'
import { photographed, unphotographed } from './photos.usecases.ts'
import { type Around, mustBeRead, type Step, saved } from './step.ts'

async function changed(
  context: Context,
  { record }: Sight,
  { act: _, revision, ...plan }: CommandOf<'change'>,
  { actor, at }: Around,
): Promise<Step> {
  mustBeRead(record, revision)
  mustFit(plan, record.coming)
  const tell = mustTell(record, plan, at)
  const people = (await inviteesOf(context, record.id)).map((one) => one.representativeId)
  const told = tell ? await tellWrites(context, 'activity.moved', record.id, people, at) : []
  return {
    writes: [saved(record, plan), ...told],
    facts: [
      activityFact(actor, at, record.id, tell ? 'moved' : 'changed', {
        kind: plan.kind,
        on: plan.startsAt,
      }),
    ],
  }
}

async function cancelled(
  context: Context,
  { record }: Sight,
  { revision, reason }: CommandOf<'cancel'>,
  { actor, at }: Around,
): Promise<Step> {
  mustBeRead(record, revision)
  const people = (await inviteesOf(context, record.id)).map((one) => one.representativeId)
  return {
    writes: [
      saved(record, { state: 'cancelled', reason }),
      ...(await tellWrites(context, 'activity.cancelled', record.id, people, at)),
    ],
    facts: [activityFact(actor, at, record.id, 'cancelled')],
  }
}

async function invitedMore(
  context: Context,
  { record }: Sight,
  { invitation }: CommandOf<'invite'>,
  { actor, at }: Around,
): Promise<Step> {
  const known = new Set((await inviteesOf(context, record.id)).map((one) => one.representativeId))
  const people = (await invitedIds(context, invitation, actor)).filter((id) => !known.has(id))
  if (people.length === 0) return null
  return {
    writes: [
      mustBeOpen({ district: context.district, id: record.id }),
      ...listWrites(context, record.id, people),
      ...(record.endsAt > at
        ? await tellWrites(context, 'activity.invited', record.id, people, at)
        : []),
    ],
    facts: [activityFact(actor, at, record.id, 'invited', { invited: people.length })],
  }
}

function stepOf(
  context: Context,
  sight: Sight,
  command: ActivityCommand,
  around: Around,
): Step | Promise<Step> {
  switch (command.act) {
    case 'change':
      return changed(context, sight, command, around)
    case 'cancel':
      return cancelled(context, sight, command, around)
    case 'invite':
      return invitedMore(context, sight, command, around)
    case 'come':
    case 'decline':
      return answered(context, sight, command, around)
    case 'mark':
      return marked(context, sight, command, around)
    case 'minute':
      mustBeRead(sight.record, command.revision)
      return {
        writes: [saved(sight.record, { minutes: command.text })],
        facts: [activityFact(around.actor, around.at, sight.record.id, 'minuted')],
      }
    case 'photograph':
      return photographed(context, sight, command.photo, around)
    case 'unphotograph':
      return unphotographed(context, sight, command.photo, around)
    case 'close':
      return closed(context, sight, command, around)
    case 'correct':
      return corrected(context, sight, command, around)
  }
}

/** Why a commit was refused, said for whoever tried it. */
async function whyRefused(
  context: Context,
  id: string,
  act: ActivityCommand['act'],
): Promise<Failure> {
  const now = await findActivity(context, id)
  if (now?.state !== 'open' && act !== 'correct') return new Failure(activityErrors.notNow)
  if (act === 'come' && now?.capacity != null && now.coming >= now.capacity)
    return new Failure(activityErrors.full)
  if (act === 'mark' || act === 'correct') return new Failure(activityErrors.markedMeanwhile)
  return new Failure(coreErrors.conflict)
}

/** Load, decide, commit. Of two at once one gets through, and the other is told so. */
export async function actOn(
  context: Context,
  id: string,
  command: ActivityCommand,
  actor: Actor,
): Promise<ActivityView> {
  const sight = await activityFor(context, id, actor)
  const around = { actor, at: context.clock.now() }
  mustBeAllowed(sight.record.state, command.act, sight.part)
  mustBeInTime(command.act, sight.record, around.at)
  const step = await stepOf(context, sight, command, around)
  if (step !== null)
    try {
      await context.db.commit(context.district, step.writes, step.facts)
    } catch (error) {
      if (error instanceof Conflict) throw await whyRefused(context, id, command.act)
      throw error
    }
  await step?.after?.()
  return await showActivity(context, id, actor)
}
