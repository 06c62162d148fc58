import { activityErrors } from '@mashang/shared/activities/activities.errors.ts'
import type { Attendance } from '@mashang/shared/activities/activities.words.ts'
import {
  factOf,
  finalAttendance,
  type Invitee,
  isAwaited,
} from '@mashang/shared/activities/attendance.rules.ts'
import type { CommandOf } from '@mashang/shared/activities/commands.model.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import {
  type ActivityRecord,
  givePlace,
  insertCorrection,
  inviteesOf,
  mustBeOpen,
  saveAnswer,
  saveAttendance,
  takePlace,
} from './activities.store.ts'
import { activityFact, tellWrites } from './activities.usecases.ts'
import type { Sight } from './activities.views.ts'
import { type Around, mustBeRead, type Step, saved } from './step.ts'

/** 报名 or 请假: a place is taken or given back in the commit of the answer. */
export function answered(
  context: Context,
  { record, own }: Sight,
  command: CommandOf<'come'> | CommandOf<'decline'>,
  { actor, at }: Around,
): Step {
  if (own === null) throw new Failure(activityErrors.notYours)
  const { district } = context
  const answer = command.act === 'come' ? 'coming' : 'away'
  const reason = command.act === 'decline' ? command.reason : null
  if (own.answer === answer && own.reason === reason) return null
  const { activityId, representativeId } = own
  const place =
    answer === 'coming'
      ? takePlace({ district, id: record.id })
      : givePlace({ district, id: record.id, by: own.answer === 'coming' ? 1 : 0 })
  return {
    writes: [
      place,
      saveAnswer({
        district,
        activityId,
        representativeId,
        answer,
        reason,
        answeredAt: at,
        was: own.answer,
      }),
    ],
    facts: [
      activityFact(actor, at, record.id, answer === 'coming' ? 'accepted' : 'declined', {
        representativeId,
      }),
    ],
  }
}

/** Nobody is absent where they were free to stay away, nor before it has begun: leave may still be asked for. */
function mustBeAwaited(
  { mandatory, startsAt }: ActivityRecord,
  invitee: Pick<Invitee, 'answer'>,
  attendance: Attendance,
  now: number,
): void {
  if (attendance !== 'absent') return
  if (!isAwaited(invitee, mandatory)) throw new Failure(activityErrors.neverAwaited)
  if (now < startsAt) throw new Failure(activityErrors.absentAhead)
}

/** Ticks of the organiser; what is there already is passed over. */
export async function marked(
  context: Context,
  { record }: Sight,
  { items }: CommandOf<'mark'>,
  { actor, at }: Around,
): Promise<Step> {
  const { district } = context
  const list = new Map(
    (await inviteesOf(context, record.id)).map((one) => [one.representativeId, one]),
  )
  const fresh = items.filter(({ representativeId, attendance, was }) => {
    const known = list.get(representativeId)
    if (known === undefined) throw new Failure(activityErrors.personUnknown)
    mustBeAwaited(record, known, attendance, at)
    if (known.attendance === attendance) return false
    if (known.attendance !== was) throw new Failure(activityErrors.markedMeanwhile)
    return true
  })
  if (fresh.length === 0) return null
  return {
    writes: [
      mustBeOpen({ district, id: record.id }),
      ...fresh.map(({ representativeId, attendance, was }) =>
        saveAttendance({
          district,
          activityId: record.id,
          representativeId,
          attendance,
          was,
          scannedAt: null,
        }),
      ),
    ],
    facts: fresh.map(({ representativeId, attendance, was }) =>
      activityFact(actor, at, record.id, 'marked', { representativeId, was, attendance }),
    ),
  }
}

/** What the ledger keeps of one representative; the points and the record are made from these. */
const personalFact = (
  { actor, at }: Around,
  record: ActivityRecord,
  representativeId: string,
  type: string,
  more: NonNullable<Fact['data']> = {},
): Fact => ({
  at,
  type,
  actor: { kind: 'account', id: actor.accountId },
  subject: { kind: 'activity', id: record.id },
  data: { representativeId, kind: record.kind, on: record.startsAt, ...more },
})

/** The end: attendance is final, and each one's fact stands in the ledger. */
export async function closed(
  context: Context,
  { record }: Sight,
  { revision, unmarked }: CommandOf<'close'>,
  around: Around,
): Promise<Step> {
  mustBeRead(record, revision)
  // Nobody was told of what was entered afterwards: who was absent is for a person to say, of each.
  if (unmarked === 'absent' && record.createdAt > record.startsAt)
    throw new Failure(activityErrors.enteredLate)
  const list = await inviteesOf(context, record.id)
  const writes: Write[] = [saved(record, { state: 'closed', closedAt: around.at })]
  const facts: Fact[] = [activityFact(around.actor, around.at, record.id, 'closed')]
  const absent: string[] = []
  for (const one of list) {
    const attendance = finalAttendance(one, record.mandatory, unmarked)
    if (attendance === 'absent') absent.push(one.representativeId)
    if (attendance !== null)
      facts.push(
        personalFact(around, record, one.representativeId, factOf(record.kind, attendance)),
      )
    // Written for everybody: whoever is ticked or answers meanwhile makes the closing begin anew.
    writes.push(
      saveAttendance({
        ...one,
        attendance: attendance ?? 'unknown',
        was: one.attendance,
      }),
    )
  }
  writes.push(...(await tellWrites(context, 'activity.missed', record.id, absent, around.at)))
  return { writes, facts }
}

/** After the end nothing is edited: a correction is an entry of its own. */
export async function corrected(
  context: Context,
  { record }: Sight,
  { representativeId, attendance, was, reason }: CommandOf<'correct'>,
  around: Around,
): Promise<Step> {
  const { district } = context
  const known = (await inviteesOf(context, record.id)).find(
    (one) => one.representativeId === representativeId,
  )
  if (known === undefined) throw new Failure(activityErrors.personUnknown)
  mustBeAwaited(record, known, attendance, around.at)
  if (known.attendance === attendance) return null
  if (known.attendance !== was) throw new Failure(activityErrors.markedMeanwhile)
  const of = { district, activityId: record.id, representativeId, attendance, was }
  return {
    writes: [
      saveAttendance({ ...of, scannedAt: known.scannedAt }),
      insertCorrection({
        ...of,
        id: newId(),
        reason,
        accountId: around.actor.accountId,
        at: around.at,
      }),
      // Their record and their points change by it.
      ...(await tellWrites(
        context,
        attendance === 'absent' ? 'activity.missed' : 'activity.corrected',
        record.id,
        [representativeId],
        around.at,
      )),
    ],
    facts: [
      personalFact(around, record, representativeId, 'activity.corrected', { was, attendance }),
    ],
  }
}
