import { lettersNow, owesAnswer } from './answers.rules.ts'
import { mayBeReassigned } from './assignment.rules.ts'
import { silentOnes } from './authors.rules.ts'
import { isToBeWeighed, mayBeDisputed } from './disputes.rules.ts'
import { disownUntil, hasOpenObjection, isHeldUp, mayTakeBack } from './entering.rules.ts'
import { isUntouched, listedPromises } from './going-on.rules.ts'
import { decidesJudgement, judgesInPlace, mayJudge, papersOpen } from './judging.rules.ts'
import { dueOf, type Matter, may, type Party, type Surroundings } from './matter.rules.ts'
import { extensionOf, extensionsAsked } from './more-time.rules.ts'
import { promiseOpen } from './promises.rules.ts'
import { awaitsRelease } from './publishing.rules.ts'
import { isAskedToAccept } from './settling.rules.ts'
import { speaksForAuthors } from './speaking.rules.ts'
import { hasObjected, hasTalked, isAtWork, opinionsOwed } from './stage.rules.ts'
import { isLeftUnanswered } from './state-words.rules.ts'
import type { OfficeSuggestionTask, SuggestionAct, SuggestionClock } from './suggestions.words.ts'
import { mayUrge } from './supervision.rules.ts'
import { unmergeRefusal } from './takeback.rules.ts'
import { waivable } from './waiving.rules.ts'
import { isWithdrawing } from './withdrawal.rules.ts'

type Around = Pick<
  Surroundings,
  'now' | 'gone' | 'running' | 'feedbackDueAt' | 'target' | 'sources'
>

/** Whether a step that the table allows is called for: not done already, nothing missing for it. */
function isCalledFor(matter: Matter, act: SuggestionAct, who: Party, around: Around): boolean {
  const own = who.kind === 'office' ? '' : who.id
  const joint = matter.cosigners.find(({ representativeId }) => representativeId === own)
  const isOpen = (clock: SuggestionClock): boolean => {
    const due = dueOf(around, clock, own)
    return due !== null && around.now <= due
  }
  const letters = lettersNow(matter).filter(({ departmentId }) => departmentId === own)
  switch (act) {
    case 'confirm':
      return joint?.confirmedAt == null
    case 'send-on':
      return matter.withdrawalAskedAt === null && silentOnes(matter, around.gone).length > 0
    case 'agree':
    case 'disagree':
      return isWithdrawing(matter) && joint?.confirmedAt != null && joint.agreedAt === null
    case 'drop-withdrawal':
      return isWithdrawing(matter)
    case 'withdraw':
      return (
        matter.answeredAt === null &&
        matter.withdrawalAskedAt === null &&
        (around.sources ?? []).length === 0
      )
    case 'unmerge':
      return unmergeRefusal(around.target) === null
    case 'assign':
      return !isHeldUp(matter)
    case 'disown':
      return disownUntil(matter, who, around.now) !== null
    case 'verify':
      return hasOpenObjection(matter)
    case 'take-back':
      return mayTakeBack(matter, around)
    case 'reassign':
      return mayBeReassigned(matter)
    case 'go-on':
      return isLeftUnanswered(matter)
    case 'lay-by':
      return isUntouched(matter)
    case 'retell':
      return listedPromises(matter).length > 0
    case 'receive':
      return (
        !hasObjected(matter, own) &&
        matter.handlers.some(
          ({ departmentId, receivedAt }) => departmentId === own && receivedAt === null,
        )
      )
    case 'object':
      return (
        matter.round === 0 && !hasObjected(matter, own) && letters.length === 0 && isOpen('return')
      )
    case 'drop-objection':
      return hasObjected(matter, own)
    case 'opine':
      return !hasObjected(matter, own)
    case 'contact':
      return isAtWork(matter, own)
    case 'dispute':
      return speaksForAuthors(matter, who, around.gone) && matter.contacts.some(mayBeDisputed)
    case 'weigh':
      return matter.contacts.some(isToBeWeighed)
    case 'ask-extension':
      return (
        extensionOf(matter, own) === null &&
        letters.length === 0 &&
        matter.round === 0 &&
        isAtWork(matter, own) &&
        isOpen('answer')
      )
    case 'decide-extension':
      return extensionsAsked(matter).length > 0
    case 'waive':
      return matter.round === 0 && waivable(matter, around).length > 0
    case 'propose':
      return (
        owesAnswer(matter, own) &&
        letters.length === 0 &&
        isAtWork(matter, own) &&
        hasTalked(matter, own) &&
        opinionsOwed(matter).length === 0
      )
    case 'sign':
      return (
        isAtWork(matter, own) &&
        hasTalked(matter, own) &&
        opinionsOwed(matter).length === 0 &&
        letters.some(({ signedAt }) => signedAt === null)
      )
    case 'rework':
      return letters.some(({ signedAt }) => signedAt === null)
    case 'redeem':
      return promiseOpen(matter, own) !== null && !owesAnswer(matter, own)
    case 'rate':
      return who.kind === 'office'
        ? judgesInPlace(matter, around) || papersOpen(matter, around).length > 0
        : mayJudge(matter, who, around)
    case 'accept':
      return isAskedToAccept(matter, who, around)
    case 'close':
      return around.feedbackDueAt !== null && around.now > around.feedbackDueAt
    case 'publish':
      return awaitsRelease(matter)
    case 'unpublish':
      return matter.publishedAt !== null
    case 'mark-key':
      return !matter.key
    case 'unmark-key':
    case 'supervise':
      return Boolean(matter.key)
    case 'mark-excellent':
      return !matter.excellent
    case 'unmark-excellent':
      return Boolean(matter.excellent)
    case 'mark-secret':
      return !matter.secret
    case 'unmark-secret':
      return matter.secret
    case 'remind':
      return around.running.some((one) => mayUrge(who, one))
    default:
      return true
  }
}

/** What of the table somebody can really do now: the buttons of all desks. */
export const canNow = (matter: Matter, act: SuggestionAct, who: Party, around: Around): boolean =>
  may(matter, act, who) && isCalledFor(matter, act, who, around)

/** Whether it waits for this representative: to be sent, confirmed, agreed to, judged or accepted. */
export function waitsForRepresentative(matter: Matter, id: string, around: Around): boolean {
  const who: Party = { kind: 'representative', id }
  const can = (act: SuggestionAct): boolean => canNow(matter, act, who, around)
  return (
    can('submit') ||
    can('confirm') ||
    can('agree') ||
    can('accept') ||
    // What was entered from paper may be said otherwise; nobody waits for that.
    (matter.state === 'answered' && can('rate') && decidesJudgement(matter, who, around.gone))
  )
}

/** What of it waits for the office itself: to decide, to bring together, to judge for those who left, to close. */
export function officeTasksOf(matter: Matter, around: Around): OfficeSuggestionTask[] {
  const can = (act: SuggestionAct): boolean => canNow(matter, act, { kind: 'office' }, around)
  const waits: Record<OfficeSuggestionTask, boolean> = {
    review: matter.state === 'review',
    objection: matter.state === 'objected',
    extension: can('decide-extension'),
    dispute: can('weigh'),
    entry: can('verify'),
    mediation: matter.state === 'mediation',
    judge: can('rate') && judgesInPlace(matter, around),
    close: can('close'),
  }
  return (Object.keys(waits) as OfficeSuggestionTask[]).filter((task) => waits[task])
}

export const waitsForOffice = (matter: Matter, around: Around): boolean =>
  officeTasksOf(matter, around).length > 0
