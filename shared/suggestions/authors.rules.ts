import { attachmentsOf } from './attachments.rules.ts'
import type { CommandOf } from './commands.model.ts'
import {
  type Decision,
  joined,
  type Matter,
  OFFICE,
  type Party,
  refuse,
  type Surroundings,
} from './matter.rules.ts'
import { workingDays } from './periods.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'

/** The steps of the representatives before it is handled: writing, co-signing, taking back. */

const plain = (matter: Matter, data: Decision['data'] = {}): Decision => ({
  matter,
  data,
  clocks: [],
})

export function mustBeOthers(cosigners: readonly string[], lead: string): void {
  if (cosigners.includes(lead) || new Set(cosigners).size !== cosigners.length)
    refuse(suggestionErrors.oneself, 'cosigners')
}

/** Whoever has confirmed the old words has not confirmed the new ones. */
export function edit(
  matter: Matter,
  command: CommandOf<'edit'>,
  { atHand }: Surroundings,
): Decision {
  mustBeOthers(command.cosigners, matter.representativeId)
  return plain({
    ...matter,
    title: command.title,
    text: command.text,
    secret: command.secret,
    files: attachmentsOf(command.files, matter.files ?? [], atHand),
    withdrawalAskedAt: null,
    cosigners: command.cosigners.map((representativeId) => ({
      representativeId,
      askedAt:
        matter.cosigners.find((one) => one.representativeId === representativeId)?.askedAt ?? null,
      confirmedAt: null,
      refusedAt: null,
      agreedAt: null,
    })),
  })
}

/** It is the office's once nobody is waited for. */
function ifAllConfirmed(matter: Matter, { now, periods }: Surroundings): Decision {
  if (joined(matter).some(({ confirmedAt }) => confirmedAt === null))
    return plain({ ...matter, state: 'cosigning' })
  return {
    matter: { ...matter, state: 'review', submittedAt: matter.submittedAt ?? now },
    data: { submitted: true },
    clocks: [
      {
        kind: 'start',
        clock: 'assign',
        owner: OFFICE,
        from: now,
        span: workingDays(periods.assignDays),
      },
    ],
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

const marked = (
  matter: Matter,
  who: Party,
  change: Partial<Matter['cosigners'][number]>,
): Matter => ({
  ...matter,
  cosigners: matter.cosigners.map((one) =>
    who.kind === 'representative' && one.representativeId === who.id ? { ...one, ...change } : one,
  ),
})

const own = (matter: Matter, who: Party) =>
  matter.cosigners.find(
    ({ representativeId }) => who.kind === 'representative' && representativeId === who.id,
  )

export function confirm(matter: Matter, who: Party, around: Surroundings): Decision {
  if (own(matter, who)?.confirmedAt != null) refuse(suggestionErrors.alreadyDone)
  return ifAllConfirmed(marked(matter, who, { confirmedAt: around.now }), around)
}

/** Nobody waits any more for whoever leaves, neither to send it nor to take it back. */
export function refuseToJoin(matter: Matter, who: Party, around: Surroundings): Decision {
  const left = marked(matter, who, { refusedAt: around.now })
  const back = matter.withdrawalAskedAt === null ? null : ifAllAgree(left, around)
  return back?.matter.state === 'withdrawn' ? back : ifAllConfirmed(left, around)
}

/** Joint ones are taken back when everybody who confirmed agrees. */
function ifAllAgree(matter: Matter, { now }: Surroundings): Decision {
  const waited = joined(matter).some(
    ({ confirmedAt, agreedAt }) => confirmedAt !== null && agreedAt === null,
  )
  if (waited) return plain(matter, { agreed: false })
  return {
    matter: {
      ...matter,
      state: 'withdrawn',
      endedAt: now,
      // Nobody but its author has read it: what was attached goes, too.
      files: matter.submittedAt === null ? [] : (matter.files ?? []),
    },
    data: { agreed: true },
    clocks: [{ kind: 'stop-all' }],
  }
}

export function withdraw(
  matter: Matter,
  command: CommandOf<'withdraw'>,
  around: Surroundings,
): Decision {
  if (matter.withdrawalAskedAt !== null) refuse(suggestionErrors.alreadyDone)
  return ifAllAgree(
    {
      ...matter,
      withdrawalAskedAt: around.now,
      remarks: [...matter.remarks, { act: 'withdraw', text: command.reason, at: around.now }],
    },
    around,
  )
}

export function agree(matter: Matter, who: Party, around: Surroundings): Decision {
  if (matter.withdrawalAskedAt === null) refuse(suggestionErrors.notNow)
  if (own(matter, who)?.agreedAt != null) refuse(suggestionErrors.alreadyDone)
  return ifAllAgree(marked(matter, who, { agreedAt: around.now }), around)
}
