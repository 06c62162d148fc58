import { inChunks } from '../core/db/chunks.ts'
import type { ScoredMatter } from '../core/matter.ts'
import { findActivities, invitationsOf } from './activities.store.ts'
import { organisesIt } from './activities.views.ts'
import { activityTitle } from './list.usecases.ts'

export const matter: ScoredMatter = {
  named: async (context, ids) =>
    new Map(
      (await inChunks(ids, (some) => findActivities(context, { ids: some }))).map((record) => [
        record.id,
        `《${record.title}》`,
      ]),
    ),
  /** Whoever was told of one may know what it is and when; its page is for whoever is in it. */
  seen: async (context, ids, actor) => {
    const { representativeId: own } = actor
    const invited = new Set(
      own === null ? [] : (await invitationsOf(context, own)).map(({ activityId }) => activityId),
    )
    const found = await findActivities(context, { ids })
    return new Map(
      found.map((record) => {
        const opens = organisesIt(record, actor) || invited.has(record.id)
        const title = activityTitle(record)
        return [record.id, { title, number: null, ...(opens ? {} : { shut: true }) }]
      }),
    )
  },
}
