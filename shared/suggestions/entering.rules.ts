import { dayOfIso } from '../calendars/work-calendar.rules.ts'
import { localDay, localDayStart } from '../core/local-time.ts'
import type { Attachment } from './attachments.model.ts'
import { handedOver } from './authors.rules.ts'
import type { CommandOf } from './commands.model.ts'
import type { EntryObjection } from './entering.model.ts'
import {
  asked,
  type Decision,
  type Matter,
  type Party,
  refuse,
  type Surroundings,
} from './matter.rules.ts'
import { moves } from './moves.rules.ts'
import { sayOtherwiseUntil } from './paper.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'
import { ifAllAgree, isWithdrawing } from './withdrawal.rules.ts'

/**
 * 代录: what was handed in on paper is entered by the office for its lead. It is handed in on the day
 * of the paper, and all that the law counts runs from then. Whoever it names is told, and may say
 * within the days of a judgement that it is not theirs; that stands on it until the office has looked.
 */

/** How far back a paper may have come in, in days; what is older stands in the list of its year. [default] */
const BACK = 366

/** The step by which the office enters one; nobody does it to one that is there. */
export interface Entering {
  act: 'enter'
  on: string
  /** The account that enters it. */
  by: string
  scans: readonly Attachment[]
}

/** @param draft as it would be begun by its lead, with those who signed the paper as co-signers */
export function enter(draft: Matter, { on, by, scans }: Entering, around: Surroundings): Decision {
  const { now, periods } = around
  const [day, today] = [dayOfIso(on), localDay(now)]
  if (day > today || day < today - BACK) refuse(suggestionErrors.entryDay, 'on')
  const from = day === today ? now : localDayStart(day)
  const signed: Matter = {
    ...draft,
    cosigners: draft.cosigners.map((one) => ({
      ...one,
      askedAt: from,
      confirmedAt: from,
      onPaper: true,
    })),
    entry: { on, by, at: now, until: sayOtherwiseUntil(around), scans },
  }
  return {
    ...handedOver(signed, from, periods),
    data: { of: draft.representativeId, paper: true, on: from, signedOn: on },
  }
}

const objectionsIn = (matter: Matter): readonly EntryObjection[] => matter.entry?.objections ?? []
const isOpen = ({ verified }: EntryObjection): boolean => verified === undefined

/** Whether somebody says that it is not theirs, and the office has not looked. */
export const hasOpenObjection = (matter: Matter): boolean => objectionsIn(matter).some(isOpen)

/** Before it is assigned for the first time it is known whose it is. */
export const isHeldUp = (matter: Matter): boolean =>
  matter.state === 'review' && hasOpenObjection(matter)

/** Whom it names by the paper alone. */
const isNamed = (matter: Matter, id: string): boolean =>
  matter.representativeId === id ||
  asked(matter).some(({ representativeId, onPaper }) => representativeId === id && onPaper === true)

const hasSaid = (matter: Matter, id: string): boolean =>
  objectionsIn(matter).some(({ representativeId }) => representativeId === id)

/** Until when somebody may still say that it is not theirs; null: they may not. */
export function disownUntil(matter: Matter, who: Party, now: number): number | null {
  const { entry } = matter
  if (entry === undefined || entry.takenUp === true || who.kind !== 'representative') return null
  return isNamed(matter, who.id) && !hasSaid(matter, who.id) && now <= entry.until
    ? entry.until
    : null
}

export function disown(
  matter: Matter,
  { text }: CommandOf<'disown'>,
  who: Party,
  { now }: Surroundings,
): Decision {
  const { entry } = matter
  if (entry === undefined || who.kind !== 'representative' || !isNamed(matter, who.id))
    return refuse(suggestionErrors.notEntered)
  if (hasSaid(matter, who.id)) refuse(suggestionErrors.alreadyDone)
  if (disownUntil(matter, who, now) === null) refuse(suggestionErrors.disownLate)
  const said = { representativeId: who.id, text: text ?? null, at: now }
  return {
    matter: { ...matter, entry: { ...entry, objections: [...objectionsIn(matter), said] } },
    data: { lead: matter.representativeId === who.id },
    clocks: [],
  }
}

/** What the office found; of a lead's that was none, nothing is left to be handled before an answer. */
export function verify(
  matter: Matter,
  { of, theirs, reason }: CommandOf<'verify'>,
  around: Surroundings,
): Decision {
  const { entry } = matter
  const said = objectionsIn(matter).find((one) => one.representativeId === of && isOpen(one))
  if (entry === undefined || said === undefined) return refuse(suggestionErrors.notNow)
  const verified = { theirs, reason, at: around.now }
  const objections = objectionsIn(matter).map((one) => (one === said ? { ...one, verified } : one))
  const next: Matter = { ...matter, entry: { ...entry, objections } }
  const data = { of, theirs }
  if (theirs) return { matter: next, data, clocks: [] }
  if (of !== matter.representativeId) {
    const left: Matter = {
      ...next,
      cosigners: next.cosigners.map((one) =>
        one.representativeId === of ? { ...one, refusedAt: around.now } : one,
      ),
    }
    if (!isWithdrawing(left)) return { matter: left, data, clocks: [] }
    const after = ifAllAgree(left, around)
    return { ...after, data: { ...after.data, ...data } }
  }
  if (matter.answeredAt !== null || !moves[matter.state].verify?.to.includes('withdrawn'))
    return { matter: next, data, clocks: [] }
  if ((around.sources ?? []).length > 0) refuse(suggestionErrors.othersGoOnHere)
  return { ...withdrawn(next, around), data: { ...data, agreed: true } }
}

const withdrawn = (
  matter: Matter,
  { now }: Pick<Surroundings, 'now'>,
): Pick<Decision, 'matter' | 'clocks'> => ({
  matter: { ...matter, state: 'withdrawn', endedAt: now },
  clocks: [{ kind: 'stop-all' }],
})

/** Whether nothing was built on what was entered: returned unchanged at most. */
export function mayTakeBack(
  { state, entry, remarks, withdrawalAskedAt, key }: Matter,
  { sources = [] }: Pick<Surroundings, 'sources'>,
): boolean {
  if (entry === undefined || entry.takenUp === true || withdrawalAskedAt !== null) return false
  const followed = remarks.some(({ act }) => act !== 'return' || state === 'review')
  return !followed && !key && sources.length === 0
}

/** 撤回代录: what was entered by mistake was never handed in; its number is not given again. */
export function takeBack(
  matter: Matter,
  { reason }: CommandOf<'take-back'>,
  around: Surroundings,
): Decision {
  if (matter.entry === undefined) refuse(suggestionErrors.notEntered)
  if (!mayTakeBack(matter, around)) refuse(suggestionErrors.entryWentOn)
  const remark = { act: 'take-back', text: reason, at: around.now } as const
  return {
    ...withdrawn({ ...matter, remarks: [...matter.remarks, remark] }, around),
    data: { agreed: true },
  }
}
