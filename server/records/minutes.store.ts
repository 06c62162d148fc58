import { and, eq, inArray } from 'drizzle-orm'
import { activitiesTables } from '../activities/activities.table.ts'
import type { Context } from '../core/context.ts'
import { inChunks } from '../core/db/chunks.ts'

/** The minutes of some activities, by id. */
export async function minutesOf(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { activities: a } = context.db.tables(activitiesTables)
  const rows = await inChunks(ids, (some) =>
    context.db.read
      .select({ id: a.id, minutes: a.minutes })
      .from(a)
      .where(and(eq(a.district, context.district), inArray(a.id, some))),
  )
  return new Map(rows.flatMap(({ id, minutes }) => (minutes === null ? [] : [[id, minutes]])))
}
