import { isUnreceived } from './assignment.rules.ts'
import { decidesJudgement, hasJudged, takesLateWords } from './judging.rules.ts'
import {
  lettersInForce,
  lettersNow,
  type Matter,
  may,
  OFFICE,
  type Party,
  type Surroundings,
  unreleased,
} from './matter.rules.ts'
import type { SuggestionAct } from './suggestions.words.ts'

type Around = Pick<Surroundings, 'now' | 'gone' | 'running' | 'feedbackDueAt'>

/** Whether a step that the table allows is called for: not done already, nothing missing for it. */
function isCalledFor(matter: Matter, act: SuggestionAct, who: Party, around: Around): boolean {
  const own = who.kind === 'office' ? '' : who.id
  const joint = matter.cosigners.find(({ representativeId }) => representativeId === own)
  const letters = lettersNow(matter).filter(({ departmentId }) => departmentId === own)
  switch (act) {
    case 'confirm':
      return joint?.confirmedAt == null
    case 'agree':
      return (
        matter.withdrawalAskedAt !== null && joint?.confirmedAt != null && joint.agreedAt === null
      )
    case 'withdraw':
      return matter.withdrawalAskedAt === null
    case 'reassign':
      return isUnreceived(matter)
    case 'receive':
      return matter.handlers.some(
        ({ departmentId, receivedAt }) => departmentId === own && receivedAt === null,
      )
    case 'ask-extension':
      return matter.extension === null
    case 'decide-extension':
      return matter.extension?.granted === null
    case 'propose':
      return (
        letters.length === 0 && matter.contacts.some(({ departmentId }) => departmentId === own)
      )
    case 'rework':
    case 'sign':
      return letters.some(({ signedAt }) => signedAt === null)
    case 'redeem':
      return lettersInForce(matter).some(
        ({ departmentId, promisedFor }) => departmentId === own && promisedFor !== null,
      )
    case 'rate':
      return (
        takesLateWords(matter, around.now) &&
        (who.kind !== 'office' || decidesJudgement(matter, who, around.gone)) &&
        !hasJudged(matter, who, around.gone)
      )
    case 'close':
      return around.feedbackDueAt !== null && around.now > around.feedbackDueAt
    case 'publish':
      return !matter.secret && (matter.publishedAt === null || unreleased(matter))
    case 'unpublish':
      return matter.publishedAt !== null
    case 'mark-key':
      return !matter.key
    case 'unmark-key':
      return Boolean(matter.key)
    case 'remind':
      return around.running.some(
        ({ clock, owner }) => clock !== 'return' && owner.kind !== OFFICE.kind,
      )
    default:
      return true
  }
}

/** What of the table somebody can really do now: the buttons of all desks. */
export const canNow = (matter: Matter, act: SuggestionAct, who: Party, around: Around): boolean =>
  may(matter, act, who) && isCalledFor(matter, act, who, around)

/** Whether it waits for this representative: to be sent, confirmed, agreed to or judged. */
export function waitsForRepresentative(matter: Matter, id: string, around: Around): boolean {
  const who: Party = { kind: 'representative', id }
  const can = (act: SuggestionAct): boolean => canNow(matter, act, who, around)
  return (
    can('submit') ||
    can('confirm') ||
    can('agree') ||
    (can('rate') && decidesJudgement(matter, who, around.gone))
  )
}

/** What only the office can do although no clock of its own runs: to decide, to judge for those who left, to close. */
export const waitsForOffice = (matter: Matter, around: Around): boolean =>
  matter.state === 'mediation' ||
  (matter.state === 'handling' && matter.extension?.granted === null) ||
  (['rate', 'close'] as const).some((act) => canNow(matter, act, { kind: 'office' }, around))
