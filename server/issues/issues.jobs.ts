import { DAY, HOUR, MINUTE } from '@mashang/shared/core/clock.ts'
import { ERASE_AFTER } from '@mashang/shared/issues/retention.rules.ts'
import type { Context } from '../core/context.ts'
import type { Job } from '../core/jobs.ts'
import { dropUnusedSeals, originalsOf } from './holds.store.ts'
import { handOverOfThoseWhoLeft } from './leaving.usecases.ts'
import { countWhatWaited } from './recount.usecases.ts'
import { resumeAtLimit } from './resolution.usecases.ts'
import { eraseContact, keptSinceBefore, namelessMessages } from './retention.store.ts'

const BATCH = 500

const EVERY_ONE = 1_000_000_000

/** How many matters hold a contact or a sealed original whose time is over. */
export const oldContacts = async (context: Context): Promise<number> =>
  (await keptSinceBefore(context, context.clock.now() - ERASE_AFTER, EVERY_ONE)).length

/**
 * Erases contacts and sealed originals whose time is over; the ledger keeps that it happened.
 * Returns of how many matters.
 */
export async function eraseOldContacts(context: Context): Promise<number> {
  const at = context.clock.now()
  let erased = 0
  for (;;) {
    const kept = await keptSinceBefore(context, at - ERASE_AFTER, BATCH)
    if (kept.length === 0) return erased
    // What was covered may hold the very name or number that goes now.
    const originals = await Promise.all(kept.map(({ id }) => originalsOf(context, id)))
    await context.db.commit(
      context.district,
      [
        ...kept.flatMap(({ id, contact }) => {
          if (!contact) return []
          const of = { district: context.district, id }
          return [eraseContact(of), namelessMessages(of)]
        }),
        ...originals.map(({ write }) => write),
      ],
      kept.map(({ id, contact }) => ({
        at,
        type: contact ? 'issue.contact-erased' : 'issue.original-erased',
        actor: { kind: 'system', id: null },
        subject: { kind: 'issue', id },
      })),
    )
    for (const { after } of originals) await after()
    context.db.leaveNothing()
    erased += kept.length
  }
}

export const issuesJobs = (context: Context): Job[] => [
  {
    name: 'let clocks go on that waited long enough',
    every: MINUTE,
    run: async () => {
      await resumeAtLimit(context)
    },
  },
  {
    name: 'count clocks that waited for a calendar',
    every: HOUR,
    run: async () => {
      await countWhatWaited(context)
    },
  },
  {
    name: 'hand over matters of those who left',
    every: 5 * MINUTE,
    run: async () => {
      await handOverOfThoseWhoLeft(context)
    },
  },
  {
    name: 'drop seals that belong to nothing',
    every: DAY,
    run: () => dropUnusedSeals(context),
  },
  {
    name: 'erase old contacts',
    every: 6 * HOUR,
    run: async () => {
      await eraseOldContacts(context)
    },
  },
]
