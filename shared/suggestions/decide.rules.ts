import { propose, redeem, redoClocks, rework, sign } from './answering.rules.ts'
import {
  close,
  decideExtension,
  decline,
  merge,
  publish,
  reject,
  sendBack,
  settle,
} from './assigner.rules.ts'
import { assign } from './assignment.rules.ts'
import { agree, confirm, edit, refuseToJoin, submit, withdraw } from './authors.rules.ts'
import type { CommandOf, SuggestionCommand } from './commands.model.ts'
import { askExtension, contact, objectTo, opine, receive } from './department.rules.ts'
import {
  type Decision,
  type Matter,
  mustBeAllowed,
  overall,
  type Party,
  refuse,
  type Surroundings,
} from './matter.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'

/**
 * The representative's two answers: on how it was handled, and on what came of it. 不满意 in either
 * opens it once more, the second time the office takes it on. Whoever co-signed judges too, and what
 * they say is kept; what follows is the lead's to say.
 */
function rate(
  matter: Matter,
  command: CommandOf<'rate'>,
  representativeId: string,
  around: Surroundings,
): Decision {
  const { now } = around
  const known = matter.feedbacks.some(
    (one) => one.representativeId === representativeId && one.round === matter.round,
  )
  if (known) refuse(suggestionErrors.alreadyDone)
  const bad = overall(command) === 'dissatisfied'
  if (bad && command.reason === undefined) refuse(suggestionErrors.reasonMissing, 'reason')
  const lead = representativeId === matter.representativeId
  const rated: Matter = {
    ...matter,
    feedbacks: [
      ...matter.feedbacks,
      {
        representativeId,
        round: matter.round,
        attitude: command.attitude,
        result: command.result,
        reason: command.reason ?? null,
        at: now,
      },
    ],
  }
  const data = { attitude: command.attitude, result: command.result, round: matter.round, lead }
  if (!lead) return { matter: rated, data, clocks: [] }
  const clocks: Decision['clocks'] = [{ kind: 'stop', clock: 'feedback' }]
  if (!bad) return { matter: { ...rated, state: 'closed', endedAt: now }, data, clocks }
  if (matter.round > 0) return { matter: { ...rated, state: 'mediation' }, data, clocks }
  return {
    // The earlier letters stay; the next ones belong to another round.
    matter: { ...rated, state: 'redo', round: matter.round + 1 },
    data,
    clocks: [...clocks, ...redoClocks(rated, around)],
  }
}

/**
 * Decides on one step of one person; throws a Failure with the reason, and then nothing changes.
 * The time is an argument, and everything that follows is in what it returns.
 */
export function decide(
  matter: Matter,
  command: SuggestionCommand,
  who: Party,
  around: Surroundings,
): Decision {
  mustBeAllowed(matter, command.act, who)
  const own = who.kind === 'office' ? '' : who.id
  switch (command.act) {
    case 'edit':
      return edit(matter, command)
    case 'submit':
      return submit(matter, around)
    case 'confirm':
      return confirm(matter, who, around)
    case 'refuse':
      return refuseToJoin(matter, who, around)
    case 'withdraw':
      return withdraw(matter, command, around)
    case 'agree':
      return agree(matter, who, around)
    case 'return':
      return sendBack(matter, command, around)
    case 'decline':
      return decline(matter, command, around)
    case 'merge':
      return merge(matter, command, around)
    case 'assign':
      return assign(matter, command, around)
    case 'reject':
      return reject(matter, command, around)
    case 'decide-extension':
      return decideExtension(matter, command, around)
    case 'close':
      return close(matter, around)
    case 'settle':
      return settle(matter, command, around)
    case 'publish':
      return publish(matter, true, around)
    case 'unpublish':
      return publish(matter, false, around)
    case 'receive':
      return receive(matter, own, around)
    case 'object':
      return objectTo(matter, command, own, around)
    case 'contact':
      return contact(matter, command, own, around)
    case 'opine':
      return opine(matter, command, own, around)
    case 'ask-extension':
      return askExtension(matter, command, own, around)
    case 'propose':
      return propose(matter, command, own, around)
    case 'rework':
      return rework(matter, command, own, around)
    case 'sign':
      return sign(matter, command, own, around)
    case 'redeem':
      return redeem(matter, command, own, around)
    case 'rate':
      return rate(matter, command, own, around)
  }
}
