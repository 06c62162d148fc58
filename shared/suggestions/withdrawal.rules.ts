import { DAY } from '../core/clock.ts'
import type { CommandOf } from './commands.model.ts'
import { marked, ownPart, serving } from './cosigners.rules.ts'
import {
  type Cosigner,
  type Decision,
  type Matter,
  type Party,
  type Remark,
  refuse,
  type Surroundings,
} from './matter.rules.ts'
import { moves } from './moves.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'
import { THROWN_AWAY } from './suggestions.words.ts'

/** Taking a suggestion back: asked for by its lead, agreed to by everybody who confirmed, or ended by one. */

/** Whether it waits for co-signers to agree; once it is answered nobody is asked any more, also of a redo. */
export const isWithdrawing = ({ withdrawalAskedAt, state, answeredAt }: Matter): boolean =>
  withdrawalAskedAt !== null && answeredAt === null && moves[state].agree !== undefined

/** Whose word on it is waited for. */
export const askedToAgree = (matter: Matter, gone: readonly string[]): Cosigner[] =>
  serving(matter, gone).filter(
    ({ confirmedAt, agreedAt }) => confirmedAt !== null && agreedAt === null,
  )

/** Joint ones are taken back when everybody who confirmed agrees. */
export function ifAllAgree(matter: Matter, { now, gone }: Surroundings): Decision {
  if (askedToAgree(matter, gone).length > 0) return { matter, data: { agreed: false }, clocks: [] }
  return {
    matter: {
      ...matter,
      state: 'withdrawn',
      endedAt: now,
      // Never handed in, it stands in no list any more: what was attached goes, too.
      files: matter.submittedAt === null ? [] : (matter.files ?? []),
    },
    data: { agreed: true },
    clocks: [{ kind: 'stop-all' }],
  }
}

/** Nobody but its author has read a draft: thrown away, it leaves nothing but that there was one. */
function thrownAway({ attendee: _, ...matter }: Matter): Matter {
  return { ...matter, title: THROWN_AWAY, text: '', cosigners: [], remarks: [] }
}

export function withdraw(
  matter: Matter,
  command: CommandOf<'withdraw'>,
  around: Surroundings,
): Decision {
  if (matter.answeredAt !== null) refuse(suggestionErrors.withdrawAnswered)
  if (matter.withdrawalAskedAt !== null) refuse(suggestionErrors.alreadyDone)
  if ((around.sources ?? []).length > 0) refuse(suggestionErrors.othersGoOnHere)
  const asked = { ...matter, withdrawalAskedAt: around.now }
  if (matter.state === 'draft') return ifAllAgree(thrownAway(asked), around)
  const remark = { act: 'withdraw', text: command.reason, at: around.now } as const
  return ifAllAgree({ ...asked, remarks: [...matter.remarks, remark] }, around)
}

export function agree(matter: Matter, who: Party, around: Surroundings): Decision {
  if (!isWithdrawing(matter)) refuse(suggestionErrors.notNow)
  if (ownPart(matter, who)?.agreedAt != null) refuse(suggestionErrors.alreadyDone)
  return ifAllAgree(marked(matter, who, { agreedAt: around.now }), around)
}

/** Nobody is asked any more, and who agreed has agreed to nothing: it goes on as if nobody had asked. */
export const asIfNotAsked = (matter: Matter, ended: NonNullable<Remark['ended']>): Matter =>
  matter.withdrawalAskedAt === null
    ? matter
    : {
        ...matter,
        withdrawalAskedAt: null,
        cosigners: matter.cosigners.map((one) => ({ ...one, agreedAt: null })),
        remarks: matter.remarks.map((one) =>
          one.act === 'withdraw' && one.at === matter.withdrawalAskedAt ? { ...one, ended } : one,
        ),
      }

export function dropWithdrawal(matter: Matter): Decision {
  if (!isWithdrawing(matter)) refuse(suggestionErrors.notNow)
  return { matter: asIfNotAsked(matter, 'dropped'), data: {}, clocks: [] }
}

/** So long a withdrawal waits until whoever has said nothing is asked once more. [default] */
const ASKED_AGAIN_AFTER = 3 * DAY

/** Asks once more whoever has not said a word on it; null: nobody is waited for, or were asked already. */
export function askAgain(
  matter: Matter,
  { now, gone }: Pick<Surroundings, 'now' | 'gone'>,
): Decision | null {
  const { withdrawalAskedAt: askedAt, withdrawalAskedAgainAt: againAt = 0 } = matter
  const waits = isWithdrawing(matter) && askedToAgree(matter, gone).length > 0
  if (!waits || askedAt === null || againAt > askedAt || now < askedAt + ASKED_AGAIN_AFTER)
    return null
  return { matter: { ...matter, withdrawalAskedAgainAt: now }, data: {}, clocks: [] }
}

/** One who was asked says no: then it is not taken back, whoever has agreed already. */
export function disagree(
  matter: Matter,
  { act, reason }: CommandOf<'disagree'>,
  who: Party,
  { now }: Surroundings,
): Decision {
  const own = ownPart(matter, who)
  if (!isWithdrawing(matter) || own?.confirmedAt == null) return refuse(suggestionErrors.notNow)
  if (own.agreedAt !== null) refuse(suggestionErrors.alreadyDone)
  const stays = asIfNotAsked(matter, 'refused')
  return {
    matter:
      reason === undefined
        ? stays
        : { ...stays, remarks: [...stays.remarks, { act, text: reason, at: now }] },
    data: {},
    clocks: [],
  }
}
