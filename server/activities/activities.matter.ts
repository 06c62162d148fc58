import { activityKinds } from '@mashang/shared/activities/activities.words.ts'
import { whyNotWritten } from '@mashang/shared/activities/decide.rules.ts'
import { fullDayWords } from '@mashang/shared/core/local-time.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { inChunks } from '../core/db/chunks.ts'
import type { Described, ScoredMatter, Seen } from '../core/matter.ts'
import {
  type ActivityRecord,
  findActivities,
  type InviteeRecord,
  invitationsOf,
} from './activities.store.ts'
import { organisesIt } from './activities.views.ts'
import { activityTitle } from './list.usecases.ts'

const found = (context: Context, ids: readonly string[]): Promise<ActivityRecord[]> =>
  inChunks(ids, (some) => findActivities(context, { ids: some }))

/** What somebody said, and was written down for, of each one that they were invited to. */
async function invitedTo(
  context: Context,
  { representativeId: own }: Actor,
): Promise<ReadonlyMap<string, InviteeRecord>> {
  const invitations = own === null ? [] : await invitationsOf(context, own)
  return new Map(invitations.map((one) => [one.activityId, one]))
}

/** Which page of one somebody may open: whoever organises it or was invited. */
const opens = (
  record: ActivityRecord,
  actor: Actor,
  invited: ReadonlyMap<string, InviteeRecord>,
): boolean => organisesIt(record, actor) || invited.has(record.id)

/** To whoever was not there: what it was and when, which is no secret; not what it was about. */
const fromOutside = ({ kind, startsAt }: ActivityRecord): Described => ({
  title: `一次${activityKinds[kind]}`,
  note: fullDayWords(startsAt),
  to: null,
  open: false,
})

const fromInside = ({ id, kind, title, startsAt }: ActivityRecord): Described => ({
  title,
  note: `${activityKinds[kind]} · ${fullDayWords(startsAt)}`,
  to: `/activities/${id}`,
  open: true,
})

function seenAs(
  record: ActivityRecord,
  isOpen: boolean,
  own: InviteeRecord | null,
  now: number,
): Seen {
  const notYet = whyNotWritten(record, own, now)
  return {
    title: activityTitle(record),
    number: null,
    ...(isOpen ? {} : { shut: true }),
    ...(notYet === null ? {} : { notYet }),
  }
}

export const matter: ScoredMatter = {
  named: async (context, ids) =>
    new Map((await found(context, ids)).map((record) => [record.id, `《${record.title}》`])),
  /** Whoever was told of one may know what it is and when; its page is for whoever is in it. */
  seen: async (context, ids, actor) => {
    const invited = await invitedTo(context, actor)
    const now = context.clock.now()
    return new Map(
      (await found(context, ids)).map((one) => [
        one.id,
        seenAs(one, opens(one, actor, invited), invited.get(one.id) ?? null, now),
      ]),
    )
  },
  describe: (context) => async (ids, onlooker) => {
    const actor = onlooker.kind === 'account' ? onlooker.actor : null
    const invited = actor === null ? new Map() : await invitedTo(context, actor)
    return new Map(
      (await found(context, ids)).map((one) => [
        one.id,
        actor !== null && opens(one, actor, invited) ? fromInside(one) : fromOutside(one),
      ]),
    )
  },
}
