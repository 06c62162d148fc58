import { answering, mainHandlers } from './answers.rules.ts'
import { asked, type Cosigner, joined, type Matter, type Party } from './matter.rules.ts'
import { extensionsOf } from './more-time.rules.ts'
import { movedIn } from './moved-parts.rules.ts'
import type { SuggestionNoticeKind, SuggestionTask } from './notices.words.ts'
import { promiseOpen } from './promises.rules.ts'
import { speakersOf } from './speaking.rules.ts'
import { askedToAgree, isWithdrawing } from './withdrawal.rules.ts'

/** One thing to be told of a suggestion. */
export interface SuggestionTelling {
  kind: SuggestionNoticeKind
  to: readonly Party[]
  data: Record<string, string>
}

/** Whether a representative has left office. */
type Left = (representativeId: string) => boolean

const office: readonly Party[] = [{ kind: 'office' }]
const forOffice = (task: SuggestionTask): SuggestionTelling => ({
  kind: 'suggestion.for-office',
  to: office,
  data: { task },
})
const representatives = (ids: readonly string[]): Party[] =>
  ids.map((id) => ({ kind: 'representative', id }))
const departments = (handlers: readonly { departmentId: string }[]): Party[] =>
  handlers.map(({ departmentId }) => ({ kind: 'department', id: departmentId }))
const told = (kind: SuggestionNoticeKind, to: readonly Party[]): SuggestionTelling => ({
  kind,
  to,
  data: {},
})

const peopleOf = (those: readonly Cosigner[]): Party[] =>
  representatives(those.map(({ representativeId }) => representativeId))
/** Whose word on taking it back counts. */
const confirmed = (matter: Matter): Cosigner[] =>
  joined(matter).filter(({ confirmedAt }) => confirmedAt !== null)

/** Who had it, and has it no more. */
const taken = (data: Record<string, unknown>): SuggestionTelling[] => {
  const lost = typeof data.lost === 'string' ? data.lost.split(',').filter(Boolean) : []
  return lost.length === 0
    ? []
    : [told('suggestion.taken', departments(lost.map((departmentId) => ({ departmentId }))))]
}

/** A slip is mended among those who come and go; a later change is told to whoever stays, too. */
function reassigned(
  data: Record<string, unknown>,
  handlers: readonly Party[],
  authors: readonly Party[],
): SuggestionTelling[] {
  // Of one that is older than this nobody was in it before.
  const fresh = typeof data.fresh === 'string' ? data.fresh.split(',') : null
  const isFresh = (one: Party): boolean =>
    fresh === null || (one.kind === 'department' && fresh.includes(one.id))
  const movedTo = movedIn(data)
  const staying = data.changed === true ? handlers.filter((one) => !isFresh(one)) : []
  const changed = told('suggestion.handlers-changed', [...staying, ...authors])
  return [
    told(
      'suggestion.arrived',
      handlers.filter((one) => isFresh(one) && movedTo(one) === undefined),
    ),
    ...handlers.map((one) => ({
      kind: 'suggestion.part-changed' as const,
      to: movedTo(one) === undefined ? [] : [one],
      data: { task: movedTo(one) ?? '' },
    })),
    ...taken(data),
    data.changed === true ? changed : told('suggestion.assigned', authors),
    ...(data.answered === true ? [told('suggestion.answered', authors)] : []),
  ]
}

/** Whose paper was entered reads it; who entered it hears that its author says it otherwise. */
const afterWord = (data: Record<string, unknown>): SuggestionTelling[] =>
  data.paper === true
    ? [told('suggestion.rated-for', representatives([String(data.of)]))]
    : data.replaces === true
      ? [forOffice('corrected')]
      : []

/** How a party stands in the ledger among those that are told of many by one fact. */
export const toldKey = (party: Party): string =>
  party.kind === 'office' ? party.kind : `${party.kind}:${party.id}`

/** Of many at once each is told by one of them that there are several. */
function wentOn(
  data: Record<string, unknown>,
  handlers: readonly Party[],
  authors: readonly Party[],
): SuggestionTelling[] {
  const { tells } = data
  if (typeof tells !== 'string')
    return [told('suggestion.went-on', handlers), told('suggestion.goes-on', authors)]
  const those = new Set(tells.split(' '))
  const ofMany = (kind: SuggestionNoticeKind, to: readonly Party[]): SuggestionTelling => ({
    kind,
    to: to.filter((party) => those.has(toldKey(party))),
    data: { task: 'many' },
  })
  return [ofMany('suggestion.went-on', handlers), ofMany('suggestion.goes-on', authors)]
}

/** Whether that day is still promised: it may have been told again, or its list withdrawn, meanwhile. */
function isPromised(matter: Matter, { departmentId, promisedFor }: Record<string, unknown>) {
  const open = promiseOpen(matter, String(departmentId))
  return open !== null && (promisedFor === undefined || promisedFor === open.until)
}

/** Whose clock a fact is about. */
const ownerIn = ({ ownerKind: kind, owner: id }: Record<string, unknown>): Party =>
  kind === 'office' ? { kind } : ({ kind, id } as Party)

/** What is late the office hears, too. */
function pressing(act: 'clock-soon' | 'clock-late', data: Record<string, unknown>) {
  const owner = ownerIn(data)
  const to = act === 'clock-late' && owner.kind !== 'office' ? [owner, ...office] : [owner]
  return { kind: `suggestion.${act}` as const, to, data: { task: String(data.clock) } }
}

/** What is told of one step; `matter` is as it is now, so that nobody is asked for what is done. */
function stepTellings(
  act: string,
  data: Record<string, unknown>,
  matter: Matter,
  left: Left,
): SuggestionTelling[] {
  const lead = representatives([matter.representativeId])
  const joint = representatives(asked(matter).map(({ representativeId }) => representativeId))
  const authors = [...lead, ...joint]
  const handlers = departments(matter.handlers)
  const named: Party[] = [{ kind: 'department', id: String(data.departmentId) }]
  /** What follows from a word on the answer; the same as before it was said otherwise is no news. */
  const followed = (): SuggestionTelling[] => {
    if (data.next === 'redo') return [told('suggestion.redo', departments(answering(matter)))]
    if (data.next === 'mediation') return data.was === 'mediation' ? [] : [forOffice('mediation')]
    return data.next === 'closed' && data.was !== 'closed'
      ? [told('suggestion.rated', handlers)]
      : []
  }
  const submitted = data.submitted === true ? [forOffice('submitted')] : []
  const answered = data.answered === true ? [told('suggestion.answered', authors)] : []
  switch (act) {
    case 'submit': {
      const waited = asked(matter).filter(({ confirmedAt }) => confirmedAt === null)
      const ids = waited.map(({ representativeId }) => representativeId)
      return [told('suggestion.cosign', representatives(ids)), ...submitted]
    }
    case 'enter':
      return [told('suggestion.entered', lead), told('suggestion.entered-joint', joint)]
    case 'disown':
      return [forOffice('disowned')]
    case 'verify': {
      if (data.agreed === true) return [told('suggestion.withdrawn', [...authors, ...handlers])]
      // Who is no co-signer after all has no part in it any more.
      const others = data.of === matter.representativeId || data.theirs !== true ? [] : [data.of]
      return [told('suggestion.entry-verified', [...lead, ...representatives(others.map(String))])]
    }
    case 'take-back':
      return [told('suggestion.entry-taken-back', authors)]
    case 'confirm':
    case 'send-on':
      return submitted
    case 'refuse':
      return [told('suggestion.refused', lead), ...submitted]
    case 'author-left':
      return data.agreed === true
        ? [told('suggestion.withdrawn', [...authors, ...handlers])]
        : submitted
    case 'withdraw':
    case 'withdrawal-waits':
    case 'agree': {
      if (data.agreed === true) return [told('suggestion.withdrawn', [...authors, ...handlers])]
      // It ended before anybody was told that they are asked.
      if (act === 'agree' || !isWithdrawing(matter)) return []
      return [told('suggestion.withdrawal', peopleOf(askedToAgree(matter, [])))]
    }
    case 'drop-withdrawal':
      return [told('suggestion.withdrawal-dropped', peopleOf(confirmed(matter)))]
    case 'disagree':
      return [told('suggestion.withdrawal-refused', [...lead, ...peopleOf(confirmed(matter))])]
    case 'return':
      return [told('suggestion.returned', authors)]
    case 'decline':
      return [told('suggestion.declined', authors)]
    case 'merge':
      return [told('suggestion.merged', authors)]
    case 'unmerge':
      return [told('suggestion.unmerged', authors)]
    case 'resume':
      return [told('suggestion.resumed', authors)]
    case 'assign': {
      const fresh = matter.handlers.filter(({ receivedAt }) => receivedAt === null)
      return [
        told('suggestion.arrived', departments(fresh)),
        ...taken(data),
        told('suggestion.assigned', authors),
        ...answered,
      ]
    }
    case 'go-on':
      return wentOn(data, handlers, authors)
    case 'lay-by':
      return [
        told('suggestion.laid-by', data.departments === 0 ? [] : handlers),
        told('suggestion.goes-not-on', authors),
      ]
    case 'retell':
      return [told('suggestion.retold', [...authors, ...named])]
    case 'reassign':
      return reassigned(data, handlers, authors)
    case 'object':
      return [forOffice('objected')]
    case 'drop-objection':
      // What another one asked is still to be decided on.
      return matter.objection === null ? [told('suggestion.objection-dropped', office)] : []
    case 'reject':
      return [told('suggestion.rejected', named)]
    case 'ask-extension':
      return [forOffice('extension')]
    case 'decide-extension': {
      const given = data.granted === true
      // Told by a former version, which knew of one only.
      const by = data.departmentId === undefined ? departments(extensionsOf(matter)) : named
      return [
        told(given ? 'suggestion.extension-granted' : 'suggestion.extension-refused', by),
        ...(given ? [told('suggestion.extended', authors)] : []),
      ]
    }
    case 'waive':
      return [told('suggestion.waived', [...named, ...departments(mainHandlers(matter))])]
    case 'dispute':
      return data.never === true
        ? [told('suggestion.disputed', named), forOffice('dispute')]
        : [told('suggestion.disputed', [...named, ...office])]
    case 'weigh':
      return [told('suggestion.weighed', [...named, ...authors])]
    case 'sign':
      return answered
    case 'rate':
      return [...afterWord(data), ...followed()]
    case 'mediate':
      return [told('suggestion.mediating', [...authors, ...handlers])]
    case 'settle': {
      const speak = new Set(speakersOf(matter, left))
      const isAsked = (one: Party): boolean => one.kind === 'representative' && speak.has(one.id)
      return [
        told('suggestion.settled-asked', authors.filter(isAsked)),
        told('suggestion.settled', [...authors.filter((one) => !isAsked(one)), ...handlers]),
      ]
    }
    case 'accept':
      return [told('suggestion.settled-word', [...office, ...authors, ...handlers])]
    case 'close':
      return [told('suggestion.closed', [...authors, ...handlers])]
    case 'promise-due':
      return isPromised(matter, data)
        ? [told('suggestion.promise-asked', named), told('suggestion.promise-due', authors)]
        : []
    case 'clock-soon':
    case 'clock-late':
      return [pressing(act, data)]
    case 'redeem':
      return [told('suggestion.redeemed', authors)]
    case 'remind': {
      const task: SuggestionTelling['data'] =
        data.inspects === true
          ? { task: 'inspection' }
          : data.by === 'department'
            ? { task: 'opinion' }
            : {}
      return [{ ...told('suggestion.reminded', [ownerIn(data)]), data: task }]
    }
    case 'mark-key':
      return [told('suggestion.key', [...authors, ...handlers])]
    case 'supervise':
      return [told('suggestion.supervised', [...authors, ...handlers])]
    case 'mark-excellent':
      return [told('suggestion.excellent', [...authors, ...handlers])]
    case 'unmark-excellent':
      return [told('suggestion.not-excellent', [...authors, ...handlers])]
    default:
      return []
  }
}

const isActor = (party: Party, data: Record<string, unknown>): boolean =>
  party.kind === data.by && (party.kind === 'office' || party.id === data.byId)

/** Who has to be told of a fact about a suggestion; never whoever did it. */
export function suggestionTellings(
  fact: { type: string; data: Record<string, unknown> },
  matter: Matter,
  left: Left = () => false,
): SuggestionTelling[] {
  return stepTellings(fact.type.replace(/^suggestion\./, ''), fact.data, matter, left).flatMap(
    ({ to, ...telling }) => {
      // That an author has left is nobody's doing, whoever's step it follows the rules of.
      const byItself = fact.type === 'suggestion.author-left'
      const others = to.filter((party) => byItself || !isActor(party, fact.data))
      return others.length === 0 ? [] : [{ ...telling, to: others }]
    },
  )
}
