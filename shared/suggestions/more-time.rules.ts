import { NOT_COUNTED_YET } from '../issues/resolution.rules.ts'
import { lettersNow, mainHandlers } from './answers.rules.ts'
import type { CommandOf } from './commands.model.ts'
import { type Decision, dueOf, type Matter, refuse, type Surroundings } from './matter.rules.ts'
import { months } from './periods.rules.ts'
import { mustBeAtWork } from './stage.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'
import type { Extension } from './supervision.model.ts'

/** 延期: once for each answer, so of several that answer apart once for each. */

/** All that was asked for, the first one first. */
export const extensionsOf = ({ extension, moreExtensions = [] }: Matter): Extension[] =>
  extension === null ? [] : [extension, ...moreExtensions]

/** In place of what the same department asked before, else as the last one. */
function withExtension(matter: Matter, made: Extension): Pick<Matter, 'extension'> {
  const all = extensionsOf(matter)
  const isOwn = ({ departmentId }: Extension): boolean => departmentId === made.departmentId
  const [extension = made, ...moreExtensions] = all.some(isOwn)
    ? all.map((one) => (isOwn(one) ? made : one))
    : [...all, made]
  return { extension, ...(moreExtensions.length === 0 ? {} : { moreExtensions }) }
}

/** What counts for a department: its own, and what was granted to whoever led before it. */
export function extensionOf(matter: Matter, own: string): Extension | null {
  const all = extensionsOf(matter)
  const leads = matter.handlers.some(
    ({ departmentId, part }) => departmentId === own && part === 'lead',
  )
  return (
    (leads ? all.find(({ granted }) => granted === true) : undefined) ??
    all.find(({ departmentId }) => departmentId === own) ??
    null
  )
}

/** Whether whoever asked does not answer it any more. */
export const isHandedOver = (matter: Matter, { departmentId, granted }: Extension): boolean =>
  granted === null && !mainHandlers(matter).some((one) => one.departmentId === departmentId)

/** Who waits for a word on more time; nobody who has drafted the answer already, or has lost it. */
export function extensionsAsked(matter: Matter): Extension[] {
  // What lapsed before the answer is nobody's question any more when that is made anew.
  if (matter.round > 0) return []
  const drafted = new Set(lettersNow(matter).map(({ departmentId }) => departmentId))
  return extensionsOf(matter).filter(
    (one) => one.granted === null && !drafted.has(one.departmentId) && !isHandedOver(matter, one),
  )
}

/** Whether a question for more time is nobody's any more without a word on it. */
export const extensionLapsed = (matter: Matter, one: Extension): boolean =>
  one.granted === null && !extensionsAsked(matter).includes(one)

/** Once, and before the answer is late. */
export function askExtension(
  matter: Matter,
  command: CommandOf<'ask-extension'>,
  own: string,
  around: Surroundings,
): Decision {
  const { now } = around
  mustBeAtWork(matter, own)
  if (matter.round > 0) refuse(suggestionErrors.notNow)
  if (lettersNow(matter).some(({ departmentId }) => departmentId === own))
    refuse(suggestionErrors.alreadyProposed)
  if (extensionOf(matter, own) !== null) refuse(suggestionErrors.extendedOnce)
  const due = dueOf(around, 'answer', own)
  if (due === null) return refuse(suggestionErrors.notNow)
  if (now > due) refuse(suggestionErrors.tooLateToExtend)
  return {
    matter: {
      ...matter,
      ...withExtension(matter, {
        departmentId: own,
        askedAt: now,
        reason: command.reason,
        granted: null,
      }),
      remarks: [...matter.remarks, { act: 'ask-extension', text: command.reason, at: now }],
    },
    data: {},
    clocks: [],
  }
}

/** Which question is meant; of several it has to be said. */
function questionMeant(matter: Matter, department: string | undefined): Extension {
  const [first, ...more] = extensionsAsked(matter)
  if (department === undefined && more.length > 0)
    return refuse(suggestionErrors.whichExtension, 'department')
  const meant =
    department === undefined
      ? first
      : extensionsAsked(matter).find(({ departmentId }) => departmentId === department)
  return meant ?? refuse(suggestionErrors.notAsked)
}

export function decideExtension(
  matter: Matter,
  { granted, department, reason }: CommandOf<'decide-extension'>,
  around: Surroundings,
): Decision {
  const { now, periods } = around
  const asked = questionMeant(matter, department)
  const { departmentId } = asked
  const due = dueOf(around, 'answer', departmentId)
  // What is done once more has another deadline than the 交办单 says.
  const before =
    granted && matter.answeredAt === null
      ? { decidedAt: now, ...(due === null || due === NOT_COUNTED_YET ? {} : { dueBefore: due }) }
      : {}
  return {
    matter: {
      ...matter,
      ...withExtension(matter, {
        ...asked,
        granted,
        saidAt: now,
        ...(reason === undefined ? {} : { said: reason }),
        ...before,
      }),
      remarks: [
        ...matter.remarks,
        ...(reason === undefined
          ? []
          : [{ act: 'decide-extension' as const, text: reason, at: now }]),
      ],
    },
    data: { granted, months: periods.extendedMonths, departmentId },
    clocks: granted
      ? [
          {
            kind: 'recount',
            clock: 'answer',
            owner: departmentId,
            span: months(periods.extendedMonths),
          },
        ]
      : [],
  }
}
