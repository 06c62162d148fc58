import { dayOfIso, isoOfDay } from '../calendars/work-calendar.rules.ts'
import type { EpochMs } from '../core/clock.ts'
import { coreErrors, type ErrorKind, Failure } from '../core/errors.ts'
import { localDay } from '../core/local-time.ts'
import { type Clocked, confirmBy, extendable } from './clock.rules.ts'
import { mediationErrors as errors } from './mediations.errors.ts'
import type { Logged, MediationCommand } from './mediations.model.ts'
import {
  type MediationAct,
  type MediationOutcome,
  type MediationPart,
  type MediationState,
  type MediatorAnswer,
  mediationActs,
  mediationLimits,
  notWritten,
} from './mediations.words.ts'
import { moves } from './moves.rules.ts'

/** What a step looks at and changes; its clock is counted out of it. */
export interface Mediation extends Clocked {
  dueAt: EpochMs | null
  consentedOn: string | null
  log: readonly Logged[]
  outcome: MediationOutcome | null
  endedOn: string | null
  reason: string | null
  agreement: string | null
  appliedOn: string | null
  confirmedOn: string | null
  revision: number
}

/** Who steps, when, and how those who were asked have answered. */
export interface Around {
  part: MediationPart
  /** The own answer of a mediator, and who it is. */
  own: { id: string; answer: MediatorAnswer } | null
  joined: number
  now: EpochMs
}

const isOpen = (
  { state, outcome, confirmedOn }: Pick<Mediation, 'state' | 'outcome' | 'confirmedOn'>,
  act: MediationAct,
  { part, own }: Pick<Around, 'part' | 'own'>,
): boolean => {
  if (moves[state][act]?.by.includes(part) !== true) return false
  if (act === 'join') return own?.answer === 'none'
  if (act === 'log') return part === 'office' || own?.answer === 'joined'
  if (act === 'confirm') return outcome === 'agreed' && confirmedOn === null
  // What never came to be mediated has no result to put right.
  if (act === 'correct') return outcome !== 'refused' && outcome !== 'withdrawn'
  return true
}

/** What of it this person may do now. */
export const openActs = (
  was: Pick<Mediation, 'state' | 'outcome' | 'confirmedOn'>,
  around: Pick<Around, 'part' | 'own'>,
): MediationAct[] =>
  (Object.keys(mediationActs) as MediationAct[]).filter((act) => isOpen(was, act, around))

/** Whoever stepped back or left office has nothing to do with it any more. */
export const mayTakePart = (answer: MediatorAnswer): boolean =>
  answer === 'none' || answer === 'joined'

/** Where the office has to accept one, or to ask both sides. */
export const waitsForOffice: readonly MediationState[] = ['registered', 'accepted']

/** Whether it waits for a step of the office, or for the answer of somebody who was asked. */
export const waitsFor = (state: MediationState, asked: MediatorAnswer | null): boolean =>
  asked === null ? waitsForOffice.includes(state) : state !== 'ended' && asked === 'none'

/**
 * Why nothing may be written out of it by this person; null: it may. Whoever writes of it has part in
 * it, as whoever writes down its steps.
 */
export const whyNotWritten = (
  was: Pick<Mediation, 'state' | 'outcome' | 'confirmedOn'>,
  around: Pick<Around, 'part' | 'own'>,
): string | null => {
  if (isOpen(was, 'log', around)) return null
  return around.own?.answer === 'joined' ? notWritten.unbegun : notWritten.unjoined
}

/** What has to be there before a step, of the matter and not of what is typed; null: nothing is missing. */
export function missingFor(
  act: MediationAct,
  { log }: { log: readonly Pick<Logged, 'step'>[] },
  joined: number,
): ErrorKind | null {
  if ((act === 'consent' || act === 'finish') && joined === 0) return errors.nobodyJoined
  if (act === 'finish' && !log.some(({ step }) => step === 'mediate')) return errors.notMediated
  return null
}

/** It was mediated to an end, whatever came of it: that is what is told of a representative. */
export const isDone = (outcome: MediationOutcome | null): boolean =>
  outcome === 'agreed' || outcome === 'reconciled' || outcome === 'failed'
export const isSettled = (outcome: MediationOutcome | null): boolean =>
  outcome === 'agreed' || outcome === 'reconciled'

const at = (kind: ErrorKind, path: string): Failure =>
  new Failure(kind, { fields: [{ path, message: kind.title }] })

function mustBeDay(on: string, after: string, now: EpochMs, path = 'on'): void {
  if (dayOfIso(on) > localDay(now) || on < after) throw at(errors.dayOut, path)
}

const dayOf = (moment: EpochMs): string => isoOfDay(localDay(moment))

function ended(
  was: Mediation,
  given: { outcome: MediationOutcome; on: string; reason?: string | undefined },
): Mediation {
  return {
    ...was,
    state: 'ended',
    outcome: given.outcome,
    endedOn: given.on,
    reason: given.reason ?? null,
  }
}

/** The result as it is written down, at the end or put right later. */
function resulted(
  was: Mediation,
  given: Extract<MediationCommand, { act: 'finish' | 'correct' }>,
  now: EpochMs,
): Mediation {
  mustBeDay(given.on, was.consentedOn ?? dayOf(was.createdAt), now)
  const agreed = given.outcome === 'agreed'
  if (agreed && given.agreement === undefined) throw at(errors.agreementMissing, 'agreement')
  if (given.outcome === 'failed' && given.reason === undefined)
    throw at(errors.reasonMissing, 'reason')
  return { ...ended(was, given), agreement: agreed ? (given.agreement ?? null) : null }
}

function logged(
  was: Mediation,
  { step, on, text, promisedFor, kept }: Extract<MediationCommand, { act: 'log' }>,
  { own, now }: Around,
): Mediation {
  const isAfter = step === 'follow' || step === 'suggest'
  if (isAfter !== (was.state === 'ended')) throw at(errors.stepNotNow, 'step')
  if (was.log.length >= mediationLimits.steps) throw new Failure(errors.full)
  mustBeDay(on, (isAfter ? was.endedOn : was.consentedOn) ?? dayOf(was.createdAt), now)
  if (promisedFor !== undefined && dayOfIso(promisedFor) <= localDay(now))
    throw at(errors.promisePast, 'promisedFor')
  const line: Logged = {
    step,
    on,
    text,
    by: own?.id ?? null,
    ...(promisedFor === undefined ? {} : { promisedFor }),
    ...(kept === true ? { kept } : {}),
  }
  return { ...was, log: [...was.log, line] }
}

function stepped(was: Mediation, command: MediationCommand, around: Around): Mediation {
  const { now } = around
  switch (command.act) {
    case 'accept':
      return { ...was, state: 'accepted', acceptedAt: now }
    case 'consent':
      mustBeDay(command.on, dayOf(was.createdAt), now)
      return { ...was, state: 'mediating', consentedOn: command.on }
    case 'refuse':
    case 'withdraw':
      mustBeDay(command.on, dayOf(was.createdAt), now)
      return ended(was, {
        ...command,
        outcome: command.act === 'refuse' ? 'refused' : 'withdrawn',
      })
    case 'log':
      return logged(was, command, around)
    case 'extend': {
      const { first, last } = extendable(was, now)
      const day = dayOfIso(command.on)
      if (day < first) throw at(errors.notLonger, 'on')
      if (day > last) throw at(errors.tooLong, 'on')
      return { ...was, extendedTo: command.on }
    }
    case 'finish':
      return resulted(was, command, now)
    case 'correct': {
      const next = resulted(was, command, now)
      // Confirmed was the agreement that there is no more, or on another day.
      const same = next.agreement === was.agreement && next.endedOn === was.endedOn
      return same ? next : { ...next, appliedOn: null, confirmedOn: null }
    }
    case 'confirm': {
      const { appliedOn, on } = command
      mustBeDay(appliedOn, was.endedOn ?? '', now, 'appliedOn')
      if (appliedOn > confirmBy(was.endedOn ?? '')) throw at(errors.confirmedTooLate, 'appliedOn')
      mustBeDay(on, appliedOn, now)
      return { ...was, appliedOn, confirmedOn: on }
    }
    default:
      // Who takes part stands beside it.
      return was
  }
}

/** What becomes of one by a step; refuses what may not be, and what was seen too long ago. */
export function decide(was: Mediation, command: MediationCommand, around: Around): Mediation {
  if (!isOpen(was, command.act, around)) throw new Failure(errors.notNow)
  if (command.revision !== was.revision) throw new Failure(coreErrors.conflict)
  const missing = missingFor(command.act, was, around.joined)
  if (missing !== null) throw new Failure(missing)
  return { ...stepped(was, command, around), revision: was.revision + 1 }
}
