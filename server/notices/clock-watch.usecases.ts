import { Failure } from '@mashang/shared/core/errors.ts'
import type { Reading, Reference } from '@mashang/shared/notices/clock-watch.rules.ts'
import { noticeErrors } from '@mashang/shared/notices/notices.errors.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { newId } from '../core/ids.ts'
import { endFreeze, findFreeze, freeze, insertFreeze, thaw } from './clock-watch.store.ts'
import { noticeWrite } from './notices.store.ts'
import { staffNow } from './staff.store.ts'

/** Holds all reminders back and tells the office, in one commit. A Conflict: it is done already. */
export async function freezeClocks(
  context: Context,
  found: { off: number; reference: Reference; lifts: number; at: number },
): Promise<void> {
  const { district } = context
  const { off, reference, lifts, at } = found
  const id = newId()
  const direction = off > 0 ? 'forward' : 'backward'
  const data = { direction, offBy: Math.abs(off) }
  const { wholeOffice } = await staffNow(context)
  await context.db.commit(
    district,
    [
      freeze({ district, freezeId: id, lifts }),
      insertFreeze({
        district,
        id,
        at,
        direction,
        offBy: Math.abs(off),
        referenceAt: reference.at,
        referenceSteady: reference.steady,
        referenceBoot: reference.boot,
        referenceExact: reference.exact,
        liftedAt: null,
        liftedBy: null,
        reason: null,
      }),
      ...wholeOffice.map((account) =>
        noticeWrite(context, {
          recipient: { kind: 'account', id: account },
          kind: 'system.alarm',
          subjectKind: 'clock',
          subjectId: id,
          data: { what: 'clock', ...data },
          at,
        }),
      ),
    ],
    [
      {
        at,
        type: 'clock.frozen',
        actor: { kind: 'system', id: null },
        subject: { kind: 'clock', id },
        data,
      },
    ],
  )
}

/** The time is right again: reminders go on, late ones say so. */
export async function thawByItself(
  context: Context,
  freezeId: string,
  reading: Reading,
): Promise<void> {
  const { district } = context
  await context.db.commit(
    district,
    [
      thaw({
        district,
        wasFreeze: freezeId,
        seenAt: reading.at,
        seenSteady: reading.steady,
        seenBoot: reading.boot,
      }),
      endFreeze({ district, id: freezeId, liftedAt: reading.at, liftedBy: null, reason: null }),
    ],
    [
      {
        at: reading.at,
        type: 'clock.thawed',
        actor: { kind: 'system', id: null },
        subject: { kind: 'clock', id: freezeId },
      },
    ],
  )
}

/** The office says that the time is right; from now on it is measured anew. */
export async function thawByOffice(context: Context, reason: string, by: Actor): Promise<void> {
  const frozen = await findFreeze(context)
  if (frozen === null) throw new Failure(noticeErrors.notFrozen)
  const { district } = context
  const at = context.clock.now()
  try {
    await context.db.commit(
      district,
      [
        // No boot has this name: only that time does not go back is held against what comes next.
        thaw({ district, wasFreeze: frozen.id, seenAt: at, seenSteady: 0, seenBoot: '' }),
        endFreeze({ district, id: frozen.id, liftedAt: at, liftedBy: by.accountId, reason }),
      ],
      [
        {
          at,
          type: 'clock.thawed',
          actor: { kind: 'account', id: by.accountId },
          subject: { kind: 'clock', id: frozen.id },
        },
      ],
    )
  } catch (error) {
    if (error instanceof Conflict) throw new Failure(noticeErrors.notFrozen)
    throw error
  }
}
