import { SECOND } from '@mashang/shared/core/clock.ts'
import type { Context } from '../context.ts'
import type { Job } from '../jobs.ts'

/** How soon what another process wrote is noticed. */
const NEWS = SECOND
/** How long nothing is looked at where nothing was written: some of it comes due by time alone. */
const AT_LEAST = 10 * SECOND

/**
 * Work that follows what is written into these tables, left out while nothing was: an idle process
 * asks its database once a second what the others wrote, however many such jobs it has. One that
 * failed is done again at its next turn.
 */
export function whenTouched(
  { db, district }: Pick<Context, 'db' | 'district'>,
  tables: readonly string[],
  work: Job['run'],
  atLeast = AT_LEAST,
): Job['run'] {
  let seen: number | null = null
  let until = 0
  return async (stopping) => {
    await db.news(district, NEWS)
    // Before reading, so that what is committed meanwhile is seen by the next turn.
    const revision = db.revisions.of(tables)
    const now = performance.now()
    if (revision === seen && now < until) return
    seen = null
    await work(stopping)
    seen = revision
    until = now + atLeast
  }
}
