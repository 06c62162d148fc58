import type { EpochMs } from '../core/clock.ts'
import { attachmentsOf } from './attachments.rules.ts'
import { changesOf } from './changes.rules.ts'
import type { CommandOf } from './commands.model.ts'
import { marked, ownPart, serving } from './cosigners.rules.ts'
import {
  asked,
  type Cosigner,
  type Decision,
  joined,
  type Matter,
  OFFICE,
  type Party,
  refuse,
  type Surroundings,
} from './matter.rules.ts'
import { authorsOf } from './once.rules.ts'
import { assignSpan, handedInAt, type Periods } from './periods.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'
import { ifAllAgree, isWithdrawing } from './withdrawal.rules.ts'

/** The steps of the representatives before it is handled: writing and co-signing. */

const plain = (matter: Matter, data: Decision['data'] = {}): Decision => ({
  matter,
  data,
  clocks: [],
})

export function mustBeOthers(cosigners: readonly string[], lead: string): void {
  if (cosigners.includes(lead) || new Set(cosigners).size !== cosigners.length)
    refuse(suggestionErrors.oneself, 'cosigners')
}

/** With what is theirs, and without a step of their own. */
const cameAlong = (representativeId: string, now: number): Cosigner => ({
  representativeId,
  askedAt: now,
  confirmedAt: now,
  refusedAt: null,
  agreedAt: null,
  merged: true,
})

/**
 * Whoever wrote or joined a suggestion that is merged keeps a part in what it goes on in, without a
 * step of theirs. Whoever is asked to co-sign that one answers for themselves.
 */
export function withAuthorsOf(target: Matter, merged: Matter, now: number): Matter {
  const has = new Set([
    target.representativeId,
    ...asked(target).map(({ representativeId }) => representativeId),
    // Who came along once and has refused since is not brought back.
    ...target.cosigners.flatMap((one) =>
      one.merged === true && one.refusedAt !== null ? [one.representativeId] : [],
    ),
  ])
  const coming = authorsOf(merged).filter((id) => !has.has(id))
  if (coming.length === 0) return target
  return {
    ...target,
    cosigners: [
      ...target.cosigners.filter(({ representativeId }) => !coming.includes(representativeId)),
      ...coming.map((id) => cameAlong(id, now)),
    ],
  }
}

/** The same the other way: who came with what is taken out again goes with it. */
export function withoutAuthors(target: Matter, leaving: ReadonlySet<string>, now: number): Matter {
  if (leaving.size === 0) return target
  const went = target.cosigners.flatMap(({ representativeId, askedAt }) =>
    leaving.has(representativeId) && askedAt !== null
      ? [{ representativeId, from: askedAt, until: now }]
      : [],
  )
  return {
    ...target,
    cosigners: target.cosigners.filter(({ representativeId }) => !leaving.has(representativeId)),
    went: [...(target.went ?? []), ...went],
  }
}

/** Whoever has confirmed the old words has not confirmed the new ones; whoever came by a merger stays. */
export function edit(
  matter: Matter,
  command: CommandOf<'edit'>,
  { atHand, now, sources = [] }: Surroundings,
): Decision {
  mustBeOthers(command.cosigners, matter.representativeId)
  const stay = joined(matter).filter(({ merged }) => merged === true)
  const { attendee: _, ...rest } = matter
  const named: Cosigner[] = [
    ...stay.map((one) => ({ ...one, agreedAt: null })),
    ...command.cosigners
      .filter((id) => !stay.some(({ representativeId }) => representativeId === id))
      .map((representativeId) => ({
        representativeId,
        askedAt:
          matter.cosigners.find((one) => one.representativeId === representativeId)?.askedAt ??
          null,
        confirmedAt: null,
        refusedAt: null,
        agreedAt: null,
      })),
  ]
  // Whoever is left out, and has one of their own that goes on in this one, stays with that.
  const known = new Set([matter.representativeId, ...named.map((one) => one.representativeId)])
  const theirs = new Set(sources.flatMap(authorsOf))
  const left = authorsOf(matter).filter((id) => !known.has(id) && theirs.has(id))
  const edited: Matter = {
    ...rest,
    ...(command.attendee === undefined ? {} : { attendee: command.attendee }),
    title: command.title,
    text: command.text,
    secret: command.secret,
    files: attachmentsOf(command.files, matter.files ?? [], atHand),
    withdrawalAskedAt: null,
    cosigners: [...named, ...left.map((id) => cameAlong(id, now))],
    ...(matter.entry === undefined ? {} : { entry: { ...matter.entry, takenUp: true } }),
  }
  return plain(edited, { changed: changesOf(matter, edited).join(' ') })
}

/** It lies with the office, to be assigned; at which session, of one that comes for the first time. */
export function handedOver(
  matter: Matter,
  at: EpochMs,
  periods: Periods,
): Pick<Decision, 'matter' | 'clocks'> {
  const handedIn = matter.submittedAt === null ? handedInAt(periods, at) : null
  return {
    matter: {
      ...matter,
      state: 'review',
      submittedAt: matter.submittedAt ?? at,
      ...(handedIn === null ? {} : { handedIn }),
    },
    clocks: [
      { kind: 'start', clock: 'assign', owner: OFFICE, from: at, span: assignSpan(periods, at) },
    ],
  }
}

/** It is the office's once nobody is waited for. */
function ifAllConfirmed(matter: Matter, { now, periods, gone }: Surroundings): Decision {
  if (serving(matter, gone).some(({ confirmedAt }) => confirmedAt === null))
    return plain({ ...matter, state: 'cosigning' })
  // Who left without a word has not joined, and is no author if they come back.
  const cosigners = matter.cosigners.map((one) =>
    one.confirmedAt === null && one.refusedAt === null ? { ...one, refusedAt: now } : one,
  )
  return {
    ...handedOver({ ...matter, cosigners }, now, periods),
    // Watched before it was returned, it still is.
    data: { submitted: true, ...(matter.key ? { key: true } : {}) },
  }
}

export const submit = (matter: Matter, around: Surroundings): Decision =>
  ifAllConfirmed(
    // Who has refused once is not asked again by sending the same words.
    {
      ...matter,
      cosigners: joined(matter).map((one) => ({
        ...one,
        askedAt: one.askedAt ?? around.now,
        agreedAt: null,
      })),
      // Sent again, it is not taken back.
      withdrawalAskedAt: null,
    },
    around,
  )

export function confirm(matter: Matter, who: Party, around: Surroundings): Decision {
  if (ownPart(matter, who)?.confirmedAt != null) refuse(suggestionErrors.alreadyDone)
  return ifAllConfirmed(marked(matter, who, { confirmedAt: around.now }), around)
}

/** Nobody waits any more for whoever leaves, neither to send it nor to take it back. */
export function refuseToJoin(matter: Matter, who: Party, around: Surroundings): Decision {
  const left = marked(matter, who, { refusedAt: around.now })
  const back = matter.withdrawalAskedAt === null ? null : ifAllAgree(left, around)
  return back?.matter.state === 'withdrawn' ? back : ifAllConfirmed(left, around)
}

/** Those who were asked and have said nothing. */
export const silentOnes = (matter: Matter, gone: readonly string[]): string[] =>
  serving(matter, gone).flatMap(({ representativeId, confirmedAt }) =>
    confirmedAt === null ? [representativeId] : [],
  )

/** The lead waits no longer: whoever has said nothing has not joined. */
export function sendOn(matter: Matter, around: Surroundings): Decision {
  const silent = silentOnes(matter, around.gone)
  if (silent.length === 0 || matter.withdrawalAskedAt !== null) refuse(suggestionErrors.notNow)
  const cosigners = matter.cosigners.map((one) =>
    silent.includes(one.representativeId) ? { ...one, refusedAt: around.now } : one,
  )
  const next = ifAllConfirmed({ ...matter, cosigners }, around)
  return { ...next, data: { ...next.data, silent: silent.length } }
}

/** What follows where whoever was waited for has left office; null: somebody else is, or nobody was. */
export function afterDeparture(matter: Matter, around: Surroundings): Decision | null {
  const gone = joined(matter).filter((one) => around.gone.includes(one.representativeId))
  if (gone.length === 0) return null
  const next = isWithdrawing(matter)
    ? ifAllAgree(matter, around)
    : // Nothing is handed in for a lead who is not there any more.
      matter.state === 'cosigning' && !around.gone.includes(matter.representativeId)
      ? ifAllConfirmed(matter, around)
      : null
  return next === null || next.matter.state === matter.state ? null : next
}
