import { dayOfIso } from '../calendars/work-calendar.rules.ts'
import { endOfDay } from '../calendars/working-time.rules.ts'
import { type ErrorKind, Failure } from '../core/errors.ts'
import { localDay } from '../core/local-time.ts'
import { allSigned, answering, classOf, lettersNow, owesAnswer } from './answers.rules.ts'
import { ifAllSigned } from './assignment.rules.ts'
import { attachmentsOf } from './attachments.rules.ts'
import type { CommandOf } from './commands.model.ts'
import { isTooFar } from './days-said.rules.ts'
import { documentOf } from './documents.rules.ts'
import { draftFor, keptDraft } from './drafts.rules.ts'
import {
  type Decision,
  type Letter,
  type Matter,
  type Party,
  refuse,
  type Surroundings,
} from './matter.rules.ts'
import { promiseInstead, promiseOpen } from './promises.rules.ts'
import { signedBy, signerOf } from './signing.rules.ts'
import { hasTalked, isTalkDisputed, mustBeAtWork, opinionsOwed, stageOf } from './stage.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'

/** The answer: drafted, signed by the department's head, and told again on the promised day. */

/** The end of the promised day; only class B has one, and it lies ahead. */
function promiseOf(
  command: Pick<CommandOf<'propose'>, 'class' | 'promisedFor'>,
  now: number,
): number | null {
  if (command.class !== 'B') {
    if (command.promisedFor !== undefined) refuse(suggestionErrors.promiseUnwanted, 'promisedFor')
    return null
  }
  const day = command.promisedFor === undefined ? null : dayOfIso(command.promisedFor)
  if (day === null || day <= localDay(now))
    return refuse(suggestionErrors.promiseMissing, 'promisedFor')
  if (isTooFar(day, now)) return refuse(suggestionErrors.promiseFar, 'promisedFor')
  return endOfDay(day)
}

/** Only class A holds both what is done and what is not yet. */
function solvedOf({
  class: of,
  solved,
}: Pick<CommandOf<'propose'>, 'class' | 'solved'>): Pick<Letter, 'solved'> {
  if (solved === undefined) return {}
  return of === 'A' ? { solved } : refuse(suggestionErrors.solvedUnwanted, 'solved')
}

/** Whom to ask about a letter, as far as somebody was named. */
const contactOf = ({
  contactPerson,
  contactPhone,
}: Pick<Letter, 'contactPerson' | 'contactPhone'>): Pick<
  Letter,
  'contactPerson' | 'contactPhone'
> => ({
  ...(contactPerson === undefined ? {} : { contactPerson }),
  ...(contactPhone === undefined ? {} : { contactPhone }),
})

/** A letter as it is written down, before anybody signs it; without its files. */
export const writtenNow = (
  { round }: Matter,
  said: Pick<
    CommandOf<'propose'>,
    'text' | 'class' | 'promisedFor' | 'solved' | 'contactPerson' | 'contactPhone'
  >,
  own: string,
  { now, periods }: Pick<Surroundings, 'now' | 'periods'>,
): Letter => ({
  round,
  departmentId: own,
  text: said.text,
  class: said.class,
  said: periods.classes[said.class],
  promisedFor: promiseOf(said, now),
  ...solvedOf(said),
  ...contactOf(said),
  proposedAt: now,
  signer: null,
  signedAt: null,
  redeems: false,
})

/** Where a suggestion stands while not every department has answered. */
const stillOpen = (matter: Matter): Matter => ({ ...matter, state: stageOf(matter) })

function talkMissing(matter: Matter, own: string): ErrorKind | null {
  if (hasTalked(matter, own)) return null
  if (isTalkDisputed(matter, own)) return suggestionErrors.contactDisputed
  return matter.round === 0 ? suggestionErrors.noContact : suggestionErrors.noContactSince
}

/**
 * Not without having talked, nor before the co-handlers have spoken, whoever came after the draft, too;
 * what is missing is said at once.
 */
function mustBeReady(matter: Matter, own: string): void {
  const talk = talkMissing(matter, own)
  const opinions = opinionsOwed(matter).length > 0 ? suggestionErrors.opinionMissing : null
  if (talk !== null && opinions !== null)
    throw new Failure(talk, { detail: `${talk.title}${opinions.title}` })
  const missing = talk ?? opinions
  if (missing !== null) refuse(missing)
}

export function propose(
  matter: Matter,
  command: CommandOf<'propose'>,
  own: string,
  around: Surroundings,
): Decision {
  mustBeAtWork(matter, own)
  if (!answering(matter).some(({ departmentId }) => departmentId === own))
    refuse(suggestionErrors.answerStands)
  if (lettersNow(matter).some(({ departmentId }) => departmentId === own))
    refuse(suggestionErrors.alreadyProposed)
  mustBeReady(matter, own)
  const before = draftFor(matter, own)
  const letter: Letter = {
    ...writtenNow(matter, command, own, around),
    files: attachmentsOf(command.files, before?.files ?? [], around.atHand),
  }
  return {
    matter: stillOpen({ ...matter, letters: [...matter.letters, letter] }),
    data: { class: command.class, round: matter.round },
    clocks: [],
  }
}

/** What waits for a signature. */
export const unsignedOf = (matter: Matter, own: string): Letter =>
  lettersNow(matter).find((one) => one.departmentId === own && one.signedAt === null) ??
  refuse(suggestionErrors.notNow)

/** What is left where a department has nothing to write anew any more. */
const notSentBack = ({ sentBack }: Matter, own: string): Pick<Matter, 'sentBack'> =>
  sentBack === undefined
    ? {}
    : { sentBack: sentBack.filter(({ departmentId }) => departmentId !== own) }

/** Nothing was sent yet: of a draft that its head did not sign words and files are kept, to be changed. */
export function rework(
  matter: Matter,
  command: CommandOf<'rework'>,
  own: string,
  { now }: Surroundings,
): Decision {
  const letter = unsignedOf(matter, own)
  const { sentBack = [] } = notSentBack(matter, own)
  return {
    matter: stillOpen({
      ...matter,
      letters: matter.letters.filter((one) => one !== letter),
      sentBack: [...sentBack, keptDraft(letter, command.reason)],
      remarks: [...matter.remarks, { act: 'rework', text: command.reason, at: now }],
    }),
    data: {},
    clocks: [],
  }
}

const idOf = (who: Party): string => (who.kind === 'office' ? '' : who.id)

/** Signed by the department's head; the answer of the whole is there with the last one. */
export function sign(
  matter: Matter,
  command: CommandOf<'sign'>,
  who: Party,
  around: Surroundings,
): Decision {
  const { now } = around
  const own = idOf(who)
  mustBeAtWork(matter, own)
  const letter = unsignedOf(matter, own)
  // What was noted may have been disputed since it was drafted.
  mustBeReady(matter, own)
  // It lay so long that what it promises is late before anybody reads it.
  if (letter.promisedFor !== null && letter.promisedFor <= now) refuse(suggestionErrors.promisePast)
  const document = documentOf(command.document, now)
  const signed: Letter = {
    ...letter,
    ...signerOf(command.signer, who, around.periods),
    departmentName: around.department(own),
    document,
    signedAt: now,
  }
  const after = {
    ...matter,
    letters: matter.letters.map((one) => (one === letter ? signed : one)),
    ...notSentBack(matter, own),
  }
  const clocks: Decision['clocks'] = [
    { kind: 'stop', clock: 'answer', owner: own },
    { kind: 'stop', clock: 'return', owner: own },
    // A letter of the next round takes the place of an earlier promise.
    ...promiseInstead(signed.promisedFor, own, now),
  ]
  const said = letter.said ?? null
  const { round, promisedFor } = letter
  const data = {
    class: letter.class,
    said,
    round,
    promisedFor,
    document,
    signedBy: signedBy(signed),
  }
  const whole = ifAllSigned(after, around)
  return whole === null
    ? { matter: stillOpen(after), data: { ...data, answered: false, whole: null }, clocks }
    : {
        matter: whole.matter,
        data: { ...data, answered: true, whole: classOf(whole.matter) },
        clocks: [...clocks, ...whole.clocks],
      }
}

/** On the promised day: what became of it. Solved, or another day, or told why not. */
export function redeem(
  matter: Matter,
  command: CommandOf<'redeem'>,
  who: Party,
  { now, atHand, periods, department }: Surroundings,
): Decision {
  const own = idOf(who)
  if (promiseOpen(matter, own) === null) refuse(suggestionErrors.noPromise)
  // The answer that is due anyway takes the place of the promise.
  if (owesAnswer(matter, own)) refuse(suggestionErrors.answerOwed)
  const letter: Letter = {
    ...writtenNow(matter, command, own, { now, periods }),
    departmentName: department(own),
    ...signerOf(command.signer, who, periods),
    document: documentOf(command.document, now),
    signedAt: now,
    redeems: true,
    files: attachmentsOf(command.files, [], atHand),
  }
  const after = { ...matter, letters: [...matter.letters, letter] }
  return {
    matter: after,
    data: {
      class: command.class,
      said: letter.said ?? null,
      promisedFor: letter.promisedFor,
      document: letter.document ?? null,
      signedBy: signedBy(letter),
      // Others may still owe their part: the first time, or once more.
      whole: allSigned(matter) ? classOf(after) : null,
    },
    clocks: promiseInstead(letter.promisedFor, own, now),
  }
}

/** The clocks of doing it once more, for each department that answers in that round. */
export const redoClocks = (matter: Matter, { now, periods }: Surroundings): Decision['clocks'] =>
  answering(matter).map(({ departmentId }) => ({
    kind: 'start',
    clock: 'answer',
    owner: { kind: 'department', id: departmentId },
    from: now,
    span: { unit: 'month', count: periods.redoMonths },
  }))
