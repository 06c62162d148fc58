import { Failure } from '@mashang/shared/core/errors.ts'
import type { Limits } from '@mashang/shared/districts/limits.words.ts'
import type { WithWords } from '@mashang/shared/issues/commands.model.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import type { IssueView } from '@mashang/shared/issues/issues.model.ts'
import { after, isLate, type Move } from '@mashang/shared/issues/issues.rules.ts'
import {
  extend,
  lengthen,
  pause,
  type ResolutionClock,
  resume,
} from '@mashang/shared/issues/resolution.rules.ts'
import { isSubstantive } from '@mashang/shared/issues/substance.rules.ts'
import { calendarNow, calendarOf, type VersionedCalendar } from '../calendars/calendars.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { type DeadlineRecord, stopDeadlines } from '../core/deadlines/deadlines.store.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { limitsOf } from '../districts/districts.store.ts'
import { updateHandling } from './handling.store.ts'
import { issueToHandle, viewAgain } from './handling.usecases.ts'
import type { IssueRecord, MessageRecord } from './issues.store.ts'
import {
  authorOf,
  factBy,
  guardsOf,
  handlingOf,
  messageWrite,
  readWrites,
} from './issues.writes.ts'
import { clockOf, recountWrite, resolutionOf, waitedLongEnough } from './resolution.store.ts'
import { photoClaims, photosToSend, sayOnce } from './words.writes.ts'

/** A running clock goes on by the calendar that it was counted by. */
export const calendarOfClock = (
  context: Context,
  row: DeadlineRecord,
): Promise<VersionedCalendar> =>
  row.calendar === null ? calendarNow(context) : calendarOf(context, row.calendar)

/** What was promised is done, in words; every clock of it stops. */
export async function conclude(
  context: Context,
  id: string,
  words: WithWords & { text: string },
  actor: Actor,
): Promise<IssueView> {
  const issue = await issueToHandle(context, id, actor)
  await sayOnce(context, id, words, actor, () => concludeWith(context, issue, words, actor))
  return await viewAgain(context, id, actor)
}

async function concludeWith(
  context: Context,
  issue: IssueRecord,
  { text, ...words }: WithWords & { text: string },
  actor: Actor,
): Promise<void> {
  const { id } = issue
  const state = after(issue.state, 'conclude')
  const row = await resolutionOf(context, id)
  if (!isSubstantive(text))
    throw new Failure(issueErrors.conclusionNotSubstantive, {
      fields: [{ path: 'text', message: issueErrors.conclusionNotSubstantive.title }],
    })
  const at = context.clock.now()
  const messageId = words.key ?? newId()
  const photos = await photosToSend(context, words.photos)
  const author = await authorOf(context, actor, issue)
  const late = row !== null && isLate(row.dueAt, at)
  await context.db.commit(
    context.district,
    [
      updateHandling({
        ...handlingOf(issue),
        ...guardsOf(issue),
        state,
        // What the office should have decided is done.
        officeTask: null,
        endedAt: at,
      }),
      messageWrite(context, issue, { id: messageId, ...author, kind: 'conclusion', text, at }),
      stopDeadlines({
        district: context.district,
        subjectId: id,
        stoppedAt: at,
        stoppedBy: 'issue.concluded',
      }),
      ...photoClaims(context, photos, { issueId: id, messageId }),
      ...readWrites(issue),
    ],
    [
      factBy(actor, issue, at, 'issue.concluded', {
        messageId,
        late,
        ...(photos.length === 0 ? {} : { photos: photos.length }),
      }),
    ],
  )
}

interface Change {
  move: Move
  fact: string
  kind: MessageRecord['kind']
  /** What the voter reads: the reason or the question. */
  text: string
  data?: NonNullable<Fact['data']>
  decide(
    clock: ResolutionClock,
    now: number,
    calendar: VersionedCalendar['calendar'],
    limits: Limits,
  ): ResolutionClock
}

/** Changes the running clock by one rule, with the words that the voter is told. */
async function changeClock(
  context: Context,
  id: string,
  change: Change,
  actor: Actor,
): Promise<IssueView> {
  const issue = await issueToHandle(context, id, actor)
  const state = after(issue.state, change.move)
  const row = await resolutionOf(context, id)
  if (row === null) throw new Failure(issueErrors.notNow)
  const { version, calendar } = await calendarOfClock(context, row)
  const at = context.clock.now()
  const clock = change.decide(clockOf(row), at, calendar, await limitsOf(context, row.startedAt))
  const messageId = newId()
  const author = await authorOf(context, actor, issue)
  const { kind, text } = change
  await context.db.commit(
    context.district,
    [
      updateHandling({ ...handlingOf(issue), ...guardsOf(issue), state }),
      recountWrite(row, clock, version),
      messageWrite(context, issue, { id: messageId, ...author, kind, text, at }),
      ...readWrites(issue),
    ],
    [
      factBy(actor, issue, at, change.fact, {
        ...change.data,
        messageId,
        clock: 'resolution',
        before: row.dueAt,
        after: clock.dueAt,
        ...(clock.resumeBy === null ? {} : { resumeBy: clock.resumeBy }),
      }),
    ],
  )
  return await viewAgain(context, id, actor)
}

/** Once; the voter reads the reason. */
export const extendResolution = (
  context: Context,
  id: string,
  { days, reason }: { days: number; reason: string },
  actor: Actor,
): Promise<IssueView> =>
  changeClock(
    context,
    id,
    {
      move: 'extend',
      fact: 'clock.extended',
      kind: 'extension',
      text: reason,
      data: { days },
      decide: (clock, now, calendar, limits) => extend(clock, days, now, calendar, limits),
    },
    actor,
  )

/** A complex matter gets more working days. */
export const lengthenResolution = (
  context: Context,
  id: string,
  reason: string,
  actor: Actor,
): Promise<IssueView> =>
  changeClock(
    context,
    id,
    { move: 'extend', fact: 'clock.lengthened', kind: 'extension', text: reason, decide: lengthen },
    actor,
  )

/** Asks the voter; until they speak, or a limit, the clock stands still. */
export const askVoter = (
  context: Context,
  id: string,
  text: string,
  actor: Actor,
): Promise<IssueView> =>
  changeClock(
    context,
    id,
    { move: 'wait', fact: 'clock.paused', kind: 'question', text, decide: pause },
    actor,
  )

export type WhyResumed = 'voter' | 'handler' | 'limit'

/** The write and the data of the fact with which a paused clock goes on. */
export async function resuming(
  context: Context,
  row: DeadlineRecord,
  why: WhyResumed,
  now: number,
) {
  const { version, calendar } = await calendarOfClock(context, row)
  const clock = resume(clockOf(row), now, calendar)
  return {
    write: recountWrite(row, clock, version),
    data: { clock: 'resolution', why, before: row.dueAt, after: clock.dueAt },
  }
}

/** The voter has answered by another way, so whoever handles it lets the clock go on. */
export async function resumeResolution(
  context: Context,
  id: string,
  actor: Actor,
): Promise<IssueView> {
  const issue = await issueToHandle(context, id, actor)
  const row = await resolutionOf(context, id)
  if (row === null) throw new Failure(issueErrors.notNow)
  const at = context.clock.now()
  const { write, data } = await resuming(context, row, 'handler', at)
  await context.db.commit(
    context.district,
    [write],
    [factBy(actor, issue, at, 'clock.resumed', data)],
  )
  return await viewAgain(context, id, actor)
}

/** Lets those go on that have waited as long as they may. Safe to run again. Returns how many. */
export async function resumeAtLimit(context: Context): Promise<number> {
  const now = context.clock.now()
  let resumed = 0
  for (const row of await waitedLongEnough(context, now)) {
    const { write, data } = await resuming(context, row, 'limit', now)
    const fact: Fact = {
      // It goes on from its limit, however late this runs.
      at: now,
      type: 'clock.resumed',
      actor: { kind: 'system', id: null },
      subject: { kind: 'issue', id: row.subjectId },
      data,
    }
    try {
      await context.db.commit(context.district, [write], [fact])
      resumed++
    } catch (error) {
      // The voter spoke at this very moment.
      if (!(error instanceof Conflict)) throw error
    }
  }
  return resumed
}

/** The clock of a matter whose voter has just spoken, where it stood still for that. */
export async function resumedByVoter(context: Context, issue: IssueRecord, now: number) {
  const row = await resolutionOf(context, issue.id)
  return row === null || row.pausedAt === null ? null : await resuming(context, row, 'voter', now)
}
