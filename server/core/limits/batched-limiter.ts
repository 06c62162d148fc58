import type { Context } from '../context.ts'
import type { Brake, Limit } from './limiter.ts'
import { type CountMany, countTogether, latestEnd } from './shared-limiter.ts'

/** What one process knows of one key. */
interface Known {
  /** Counted by all processes, as of the last time it asked. */
  told: number
  /** Counted here and not told yet; below zero where more was given back. */
  own: number
  endsAt: number
}

/** A tenth of a limit: so much each process may be ahead of what the others know. [default] */
const PART = 10

/**
 * Counts for all processes together, for limits that only brake a flood: each process tells the
 * database of a tenth of the limit at once, so that an ordinary request costs no write, and a flood
 * that is known of none either. So many processes may let through a tenth more each, never a whole
 * limit more. There is no blocking beyond the duration.
 */
export function batchedLimiter(context: Context, limit: Limit): Brake {
  const { clock } = context
  const tell: CountMany = countTogether(context, limit)
  const most = Math.max(1, Math.floor(limit.points / PART))
  const known = new Map<string, Known>()
  let tidyAt = clock.now() + limit.duration

  /** Forgets what is over, so that addresses that came once do not stay. */
  function tidy(now: number): void {
    if (now < tidyAt) return
    tidyAt = now + limit.duration
    for (const [key, { endsAt }] of known) if (endsAt <= now) known.delete(key)
  }

  function of(key: string, now: number): Known {
    tidy(now)
    const found = known.get(key)
    if (found !== undefined && found.endsAt > now && found.endsAt <= latestEnd(limit, now))
      return found
    const made = { told: 0, own: 0, endsAt: now + limit.duration }
    known.set(key, made)
    return made
  }

  async function tellOf(key: string, one: Known): Promise<void> {
    const by = one.own
    one.own = 0
    one.told += by
    try {
      const { points, endsAt } = await tell(key, by)
      // Answers may overtake each other.
      one.told = one.endsAt === endsAt ? Math.max(one.told, points) : points
      one.endsAt = endsAt
    } catch (error) {
      one.own += by
      one.told -= by
      throw error
    }
  }

  return {
    async count(key) {
      const now = clock.now()
      const one = of(key, now)
      one.own += 1
      // Once all are known to be too many, nobody has to hear of more.
      if (one.told <= limit.points && one.own >= most) await tellOf(key, one)
      return one.told + one.own > limit.points ? Math.max(1, one.endsAt - now) : 0
    },
    async giveBack(key) {
      const one = of(key, clock.now())
      // Counted in a window that is over by now.
      if (one.told + one.own <= 0) return
      one.own -= 1
      if (one.own <= -most) await tellOf(key, one)
    },
  }
}
