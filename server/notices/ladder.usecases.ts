import { setImmediate as breathe } from 'node:timers/promises'
import {
  decideReminder,
  type Ladder,
  ladderOf,
  nextRemindAt,
  type Reminder,
} from '@mashang/shared/districts/ladder.rules.ts'
import { LEVEL_AFTER } from '@mashang/shared/issues/flood.rules.ts'
import { accountsToTell, type Staff } from '@mashang/shared/notices/recipients.rules.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { districtNow } from '../districts/districts.store.ts'
import { quietClocks } from '../issues/groups.store.ts'
import {
  claimLevel,
  clocksAfter,
  clocksNeverFitted,
  clocksToRemind,
  endOfStretch,
  fitClock,
  type RunningClock,
} from './ladder.store.ts'
import { noticeWrite } from './notices.store.ts'
import { staffNow } from './staff.store.ts'
import { cursorWrite, lastTold } from './telling.store.ts'

/** Clocks that are looked at in one go; their commits share transactions. */
const BATCH = 200

/**
 * Says what is due of every running clock: claim, notices and fact in one commit, so that a level
 * is said once whatever restarts and however many processes sweep. Safe to run again at any time.
 * Returns how many levels were said.
 * @param trustedNow the time, or null as soon as it cannot be trusted
 */
export async function sweepLadder(
  context: Context,
  trustedNow: () => number | null,
  stopping?: AbortSignal,
): Promise<number> {
  const ladder = ladderOf(await districtNow(context))
  let said = 0
  while (stopping?.aborted !== true) {
    const now = trustedNow()
    if (now === null) break
    const clocks = await clocksToRemind(context, now, BATCH)
    if (clocks.length === 0) break
    const staff = await staffNow(context)
    const speakers = await speakersOfHeld(context, clocks, now)
    const quiet = new Set([
      ...(await quietClocks(context, clocks)),
      ...clocks.filter((clock) => isHeld(clock) && !speakers.has(clock.id)).map(({ id }) => id),
    ])
    const speaking = clocks.filter(({ id }) => !quiet.has(id))
    const done = await Promise.all(
      speaking.map((clock) =>
        remind(context, clock, ladder, staff, now, speakers.get(clock.id) ?? []),
      ),
    )
    // Where one that speaks for others was stopped at this very moment, they are looked at again.
    if (!done.includes('lost')) {
      const silent = clocks.filter(({ id }) => quiet.has(id))
      done.push(
        ...(await Promise.all(silent.map((clock) => remind(context, clock, ladder, null, now)))),
      )
    }
    said += done.filter((outcome) => outcome === 'said').length
    // All of them went to another process, or changed hands: the next turn looks again.
    if (clocks.length < BATCH || done.every((outcome) => outcome === 'lost')) break
  }
  return said
}

const isHeld = (clock: RunningClock): boolean => clock.ownerKind === 'office'

/**
 * Of what is held in a flood one speaks for all that are as far, at most once an hour: the office
 * looks at them together. Gives the speakers, each with what says that it has spoken.
 */
async function speakersOfHeld(
  context: Context,
  clocks: readonly RunningClock[],
  now: number,
): Promise<Map<string, Write[]>> {
  const first = new Map<number, string>()
  for (const clock of clocks)
    if (isHeld(clock) && !first.has(clock.remindedHours)) first.set(clock.remindedHours, clock.id)
  const speakers = new Map<string, Write[]>()
  for (const [hours, id] of first) {
    const reader = `held after ${hours}`
    const heardAt = await lastTold(context, reader)
    // A clock that was ahead for a moment must not keep everybody silent until then.
    if (heardAt === null || heardAt > now || now - heardAt >= LEVEL_AFTER)
      speakers.set(id, [cursorWrite(context, heardAt, now, reader)])
  }
  return speakers
}

async function remind(
  context: Context,
  clock: RunningClock,
  ladder: Ladder,
  staff: Staff | null,
  now: number,
  besides: readonly Write[] = [],
): Promise<'said' | 'fitted' | 'lost'> {
  const reminder = decideReminder(clock, ladder, now)
  try {
    if (reminder === null) {
      await context.db.commit(context.district, [fitted(context, clock, ladder)])
      return 'fitted'
    }
    await say(context, clock, reminder, staff, now, besides)
    return 'said'
  } catch (error) {
    // Another process was faster, or it was answered or handed over at this very moment.
    if (error instanceof Conflict || error instanceof AlreadyThere) return 'lost'
    throw error
  }
}

/** @param staff null: another matter of its group says it */
async function say(
  context: Context,
  clock: RunningClock,
  reminder: Reminder,
  staff: Staff | null,
  at: number,
  besides: readonly Write[],
): Promise<void> {
  const { district } = context
  const { kind, level, hours, late } = reminder
  const handler = { kind: clock.ownerKind, id: clock.ownerId }
  const accounts = staff === null ? [] : accountsToTell(reminder.to, handler, staff)
  const data = { deadlineId: clock.id, clock: clock.clock, level, hours, late }
  await context.db.commit(
    district,
    [
      claimLevel({
        district,
        id: clock.id,
        ownerId: clock.ownerId,
        wasHours: clock.remindedHours,
        remindedHours: hours,
        remindAt: reminder.nextAt,
      }),
      ...besides,
      ...accounts.map((id) =>
        noticeWrite(context, {
          recipient: { kind: 'account', id },
          kind,
          subjectKind: clock.subjectKind,
          subjectId: clock.subjectId,
          data: { ...data, dueAt: clock.dueAt, ...(isHeld(clock) ? { held: true } : {}) },
          at,
        }),
      ),
    ],
    [
      {
        at,
        type: kind,
        actor: { kind: 'system', id: null },
        subject: { kind: clock.subjectKind, id: clock.subjectId },
        data: {
          ...data,
          ...(reminder.skipped.length === 0 ? {} : { skipped: reminder.skipped.join(' ') }),
          ...(staff === null ? { together: true } : {}),
          told: accounts.length,
        },
      },
    ],
  )
}

const fitted = (context: Context, clock: RunningClock, ladder: Ladder) =>
  fitClock({
    district: context.district,
    id: clock.id,
    wasHours: clock.remindedHours,
    remindAt: nextRemindAt(clock, ladder),
  })

/**
 * Fits every running clock to a ladder that is new to it. What is owed already under the one before
 * stays as it is, for the sweep. Safe to break off and begin again. Returns whether it came to the
 * end.
 */
export async function fitClocks(
  context: Context,
  ladder: Ladder,
  stopping?: AbortSignal,
): Promise<boolean> {
  let last = ''
  while (stopping?.aborted !== true) {
    const clocks = await clocksAfter(context, last, BATCH)
    const writes = clocks
      .filter((clock) => clock.remindAt === null || clock.remindAt >= ladder.since)
      .filter((clock) => clock.remindAt !== nextRemindAt(clock, ladder))
      .map((clock) => fitted(context, clock, ladder))
    if (writes.length > 0) await context.db.commit(context.district, writes)
    if (clocks.length < BATCH) return true
    last = clocks.at(-1)?.id ?? last
  }
  return false
}

/** Running clocks that are looked through in one go, so that nobody waits for the look. */
const STRETCH = 1_000

/**
 * Fits running clocks that a former version opened after all others had been fitted, while it ran
 * beside this one. Safe to break off and begin again. Returns how many it fitted.
 */
export async function fitForgottenClocks(
  context: Context,
  ladder: Ladder,
  stopping?: AbortSignal,
): Promise<number> {
  let done = 0
  let after = 0
  while (stopping?.aborted !== true) {
    const until = await endOfStretch(context, after, STRETCH)
    const forgotten = await clocksNeverFitted(context, { after, until })
    const writes = forgotten
      .filter((clock) => nextRemindAt(clock, ladder) !== null)
      .map((clock) => fitted(context, clock, ladder))
    if (writes.length > 0) await context.db.commit(context.district, writes)
    done += writes.length
    if (until === null) break
    after = until
    // SQLite answers at once, and would keep requests waiting from one stretch to the next.
    await breathe()
  }
  return done
}
