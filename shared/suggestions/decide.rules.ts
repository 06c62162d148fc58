import { propose, redeem, rework, sign } from './answering.rules.ts'
import { close, decline, merge, publish, reject, sendBack, unpublish } from './assigner.rules.ts'
import { assign, reassign } from './assignment.rules.ts'
import { confirm, edit, refuseToJoin, sendOn, submit } from './authors.rules.ts'
import type { SuggestionCommand } from './commands.model.ts'
import { contact, dropObjection, objectTo, opine, receive } from './department.rules.ts'
import { dispute, weigh } from './disputes.rules.ts'
import { disown, isHeldUp, takeBack, verify } from './entering.rules.ts'
import { goOn, layBy, retell } from './going-on.rules.ts'
import { rate } from './judging.rules.ts'
import {
  type Decision,
  type Matter,
  mustBeAllowed,
  type Party,
  refuse,
  type Surroundings,
} from './matter.rules.ts'
import { askExtension, decideExtension } from './more-time.rules.ts'
import { accept, mediate, settle } from './settling.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'
import {
  markExcellent,
  markKey,
  markSecret,
  remind,
  supervise,
  unmarkExcellent,
  unmarkKey,
} from './supervision.rules.ts'
import { resume, unmerge } from './takeback.rules.ts'
import { waive } from './waiving.rules.ts'
import { agree, disagree, dropWithdrawal, withdraw } from './withdrawal.rules.ts'

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
      return edit(matter, command, around)
    case 'submit':
      return submit(matter, around)
    case 'confirm':
      return confirm(matter, who, around)
    case 'refuse':
      return refuseToJoin(matter, who, around)
    case 'send-on':
      return sendOn(matter, around)
    case 'withdraw':
      return withdraw(matter, command, around)
    case 'agree':
      return agree(matter, who, around)
    case 'drop-withdrawal':
      return dropWithdrawal(matter)
    case 'disagree':
      return disagree(matter, command, who, around)
    case 'return':
      return sendBack(matter, command, around)
    case 'decline':
      return decline(matter, command, around)
    case 'merge':
      return merge(matter, command, around)
    case 'unmerge':
      return unmerge(matter, command, around)
    case 'resume':
      return resume(matter, command, around)
    case 'assign':
      if (isHeldUp(matter)) refuse(suggestionErrors.entryDisputed)
      return assign(matter, command, around)
    case 'reassign':
      return reassign(matter, command, around)
    case 'go-on':
      return goOn(matter, command, around)
    case 'lay-by':
      return layBy(matter, command, around)
    case 'retell':
      return retell(matter, command, around)
    case 'reject':
      return reject(matter, command, around)
    case 'decide-extension':
      return decideExtension(matter, command, around)
    case 'close':
      return close(matter, around)
    case 'mediate':
      return mediate(matter, command, around)
    case 'settle':
      return settle(matter, command, around)
    case 'accept':
      return accept(matter, command, who, around)
    case 'disown':
      return disown(matter, command, who, around)
    case 'verify':
      return verify(matter, command, around)
    case 'take-back':
      return takeBack(matter, command, around)
    case 'publish':
      return publish(matter, command, around)
    case 'unpublish':
      return unpublish(matter, command, around)
    case 'receive':
      return receive(matter, own, around)
    case 'object':
      return objectTo(matter, command, own, around)
    case 'drop-objection':
      return dropObjection(matter, own, around)
    case 'contact':
      return contact(matter, command, own, around)
    case 'dispute':
      return dispute(matter, command, who, around)
    case 'weigh':
      return weigh(matter, command, around)
    case 'opine':
      return opine(matter, command, own, around)
    case 'waive':
      return waive(matter, command, around)
    case 'ask-extension':
      return askExtension(matter, command, own, around)
    case 'propose':
      return propose(matter, command, own, around)
    case 'rework':
      return rework(matter, command, own, around)
    case 'sign':
      return sign(matter, command, who, around)
    case 'redeem':
      return redeem(matter, command, who, around)
    case 'rate':
      return rate(matter, command, who, around)
    case 'mark-key':
      return markKey(matter, command, around)
    case 'unmark-key':
      return unmarkKey(matter, command, around)
    case 'supervise':
      return supervise(matter, command, around)
    case 'mark-excellent':
      return markExcellent(matter, command, around)
    case 'unmark-excellent':
      return unmarkExcellent(matter, command, around)
    case 'mark-secret':
    case 'unmark-secret':
      return markSecret(matter, command, around)
    case 'remind':
      return remind(matter, command, who, around)
  }
}
