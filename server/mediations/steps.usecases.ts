import type { WorkCalendar } from '@mashang/shared/calendars/work-calendar.rules.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { dayStartOf } from '@mashang/shared/core/local-time.ts'
import { dueAfter, dueOf } from '@mashang/shared/mediations/clock.rules.ts'
import { decide, isDone, isSettled } from '@mashang/shared/mediations/decide.rules.ts'
import { mediationErrors } from '@mashang/shared/mediations/mediations.errors.ts'
import type {
  MediationCommand,
  MediationView,
} from '@mashang/shared/mediations/mediations.model.ts'
import { calendarNow } from '../calendars/calendars.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { justLeft, leftFacts } from './departed.usecases.ts'
import {
  answerAsMediator,
  insertMediator,
  type MediationRecord,
  type MediatorRecord,
  mediatorsOf,
  runningMediations,
  saveMediation,
} from './mediations.store.ts'
import { asked, mediationFact, mustServe } from './mediations.usecases.ts'
import { ownOf, type Sight, sightOf, viewOf } from './mediations.views.ts'

const typeOf = {
  accept: 'mediation.accepted',
  invite: 'mediation.invited',
  join: 'mediation.joined',
  recuse: 'mediation.recused',
  consent: 'mediation.consented',
  refuse: 'mediation.refused',
  log: 'mediation.logged',
  extend: 'mediation.extended',
  finish: 'mediation.finished',
  withdraw: 'mediation.withdrawn',
  confirm: 'mediation.confirmed',
  correct: 'mediation.corrected',
} as const satisfies Record<MediationCommand['act'], string>

/** Who was asked and what they answered, as a step leaves them. */
async function peopleAfter(
  context: Context,
  { record, mediators, own }: Sight,
  command: MediationCommand,
): Promise<{ mediators: readonly MediatorRecord[]; writes: Write[] }> {
  if (command.act === 'invite') {
    const { representativeId } = command
    const known = mediators.find((one) => one.representativeId === representativeId)
    if (known !== undefined && known.answer !== 'left')
      throw new Failure(mediationErrors.invitedAlready)
    await mustServe(context, representativeId, 'representativeId')
    const one = asked(context, record.id, representativeId)
    // Whoever is back in office after all is asked anew.
    return {
      mediators: [...mediators.filter((other) => other !== known), one],
      writes: [known === undefined ? insertMediator(one) : answerAsMediator(one)],
    }
  }
  if (own === null || (command.act !== 'join' && command.act !== 'recuse'))
    return { mediators, writes: [] }
  const one: MediatorRecord =
    command.act === 'join'
      ? { ...own, answer: 'joined', reason: null }
      : { ...own, answer: 'recused', reason: command.reason }
  return {
    mediators: mediators.map((other) => (other === own ? one : other)),
    writes: [answerAsMediator(one)],
  }
}

/** References and words out of fixed lists only; what somebody typed stays in the table. */
function dataOf(command: MediationCommand, sight: Sight): NonNullable<Fact['data']> {
  switch (command.act) {
    case 'invite':
      return { representativeId: command.representativeId }
    case 'join':
    case 'recuse':
      return { representativeId: sight.own?.representativeId ?? null }
    case 'log':
      return {
        step: command.step,
        ...(command.promisedFor === undefined
          ? {}
          : { promisedFor: dayStartOf(command.promisedFor) }),
      }
    case 'finish':
    case 'correct':
      return { outcome: command.outcome, on: dayStartOf(command.on) }
    case 'accept':
      return {}
    default:
      return { on: dayStartOf(command.on) }
  }
}

/** What it is to everybody who took part: once at the end, anew where the result is put right. */
function doneFacts(
  actor: Actor,
  at: number,
  next: MediationRecord,
  mediators: readonly MediatorRecord[],
  act: MediationCommand['act'],
): Fact[] {
  if (act !== 'correct' && act !== 'finish') return []
  const { id, outcome, endedOn } = next
  return mediators.flatMap(({ representativeId, answer }) => {
    if (answer !== 'joined' || endedOn === null || !isDone(outcome)) return []
    const settled = isSettled(outcome)
    const on = dayStartOf(endedOn)
    const done = { representativeId, settled, outcome, on, confirmed: next.confirmedOn !== null }
    return [
      ...(act === 'correct'
        ? [mediationFact(actor, at, id, 'mediation.undone', { representativeId })]
        : []),
      mediationFact(actor, at, id, 'mediation.done', done),
    ]
  })
}

/** Load → decide → commit; of two who take a step at once the second is told so. */
export async function actOnMediation(
  context: Context,
  id: string,
  command: MediationCommand,
  actor: Actor,
): Promise<MediationView> {
  const sight = await sightOf(context, id, actor)
  const { record, part, own } = sight
  const now = context.clock.now()
  const joined = sight.mediators.filter(({ answer }) => answer === 'joined').length
  const decided = decide(record, command, { part, own: ownOf(own), joined, now })
  const { calendar } = await calendarNow(context)
  const next: MediationRecord = {
    ...record,
    ...decided,
    dueAt: dueAfter(record, decided, calendar),
  }
  const { mediators, writes } = await peopleAfter(context, sight, command)
  // Once it has ended nobody looks again who served until then.
  const ends = next.state === 'ended' && record.state !== 'ended'
  const gone = ends ? justLeft((await mediatorsOf(context, [id])).get(id) ?? [], mediators) : []
  try {
    await context.db.commit(
      context.district,
      [
        saveMediation({ ...next, wasRevision: record.revision }),
        ...writes,
        ...gone.map(answerAsMediator),
      ],
      [
        ...leftFacts(id, now, gone),
        mediationFact(actor, now, id, typeOf[command.act], dataOf(command, sight)),
        ...doneFacts(actor, now, next, mediators, command.act),
      ],
    )
  } catch (error) {
    if (error instanceof Conflict) throw new Failure(coreErrors.conflict)
    throw error
  }
  const mine = mediators.find((one) => one.representativeId === own?.representativeId) ?? null
  return await viewOf(context, { ...sight, record: next, mediators, own: mine })
}

/** What another calendar does to the clocks that run. What is late stays late. */
export async function recountMediations(
  context: Context,
  calendar: WorkCalendar,
): Promise<{ writes: Write[]; facts: Fact[] }> {
  const now = context.clock.now()
  const writes: Write[] = []
  const facts: Fact[] = []
  for (const record of await runningMediations(context)) {
    const dueAt = dueOf(record, calendar)
    if (dueAt === record.dueAt || (record.dueAt !== null && now > record.dueAt)) continue
    const { revision: wasRevision } = record
    writes.push(saveMediation({ ...record, dueAt, revision: wasRevision + 1, wasRevision }))
    facts.push({
      at: now,
      type: 'mediation.clock-moved',
      actor: { kind: 'system', id: null },
      subject: { kind: 'mediation', id: record.id },
      data: { before: record.dueAt, after: dueAt },
    })
  }
  return { writes, facts }
}
