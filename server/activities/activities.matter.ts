import type { Matter } from '../core/matter.ts'
import { activityTitles } from './list.usecases.ts'

export const matter: Matter = {
  /** Whoever was told of one may know what it is and when. */
  seen: async (context, ids) =>
    new Map(
      [...(await activityTitles(context, ids))].map(([id, title]) => [id, { title, number: null }]),
    ),
}
