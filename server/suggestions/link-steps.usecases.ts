import { Failure } from '@mashang/shared/core/errors.ts'
import type { SuggestionCommand } from '@mashang/shared/suggestions/commands.model.ts'
import { isNoted } from '@mashang/shared/suggestions/department.rules.ts'
import type {
  LinkAnswer,
  LinkedSuggestion,
  LinkStep,
} from '@mashang/shared/suggestions/links.model.ts'
import { may, type Party } from '@mashang/shared/suggestions/matter.rules.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import { departmentsWithAccount } from '../accounts/accounts.store.ts'
import { calendarNow } from '../calendars/calendars.store.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { attachmentsAtHand } from './attachments.store.ts'
import { numberedOnce } from './documents.store.ts'
import { actByLink, type Hold, type LinkHolder, type Opened } from './link-holders.ts'
import { useLink } from './links.store.ts'
import { openLink, ownerOfLink } from './links.usecases.ts'
import { issuesBehind } from './origins.store.ts'
import { clocksOf, periodsNow, type SuggestionRecord } from './suggestions.store.ts'
import { namesOf } from './suggestions.views.ts'
import { type Taken, takeSteps } from './suggestions.writes.ts'

/** What the form comes to, step by step; what is missing is refused by the steps themselves. */
function stepsOf(found: Opened, given: Omit<LinkAnswer, 'token'>): SuggestionCommand[] {
  const { record, handler, task } = found
  const steps: SuggestionCommand[] = signsFirst(found) ? [{ act: 'receive' }] : []
  if (task === 'opinion') {
    if (given.opinion === undefined) throw missing('opinion', '请写会办意见。')
    return [...steps, { act: 'opine', text: given.opinion }]
  }
  if (given.letter === undefined) throw missing('letter.text', '请写答复。')
  if (given.signer === undefined) throw missing('signer', '请填写签发的负责人。')
  const { signer, document } = given
  if (task === 'redeem') return [...steps, { act: 'redeem', ...given.letter, signer, document }]
  const talk = given.contact && { act: 'contact' as const, ...given.contact }
  // Noted before, and the word of it was lost on the way back.
  if (talk && !isNoted(record.matter, handler.departmentId, talk)) steps.push(talk)
  return [...steps, { act: 'propose', ...given.letter }, { act: 'sign', signer, document }]
}

const missing = (path: string, message: string): Failure =>
  new Failure(suggestionErrors.notNow, { detail: message, fields: [{ path, message }] })

/** Steps of the department behind a link, decided but not yet written. */
async function taken(
  context: Context,
  { link, record }: Opened,
  commands: readonly SuggestionCommand[],
  at: number,
): Promise<Taken> {
  const { departmentId: id } = link
  const known = (await departmentsWithAccount(context)).has(id)
  const who: Party = { kind: 'department', id, ...(known ? {} : { withoutAccount: true }) }
  const { calendar } = await calendarNow(context)
  const { department, goesOnAs } = await namesOf(context)
  return takeSteps(
    context,
    record,
    await clocksOf(context, record.id),
    commands.map((command) => ({ command, who, actor: { kind: 'system', id: null }, at })),
    {
      periods: await periodsNow(context),
      calendar,
      origins: await issuesBehind(context, record.id),
      gone: [],
      department,
      goesOnAs,
      atHand: await attachmentsAtHand(context, ownerOfLink(link)),
    },
  )
}

/** Whether it has to be signed for before anything else is done. */
const signsFirst = ({ record, handler }: Opened): boolean =>
  handler.receivedAt === null &&
  may(record.matter, 'receive', { kind: 'department', id: handler.departmentId })

/**
 * Signs for it at once, as others may have to speak before the answer; the link stays good, on this
 * device. Pressed again because the answer was lost, it changes nothing.
 */
export async function receiveByLink(
  context: Context,
  holder: LinkHolder,
): Promise<LinkedSuggestion> {
  await actByLink(context, holder, async (found, hold) => {
    const steps: SuggestionCommand[] = found.handler.receivedAt === null ? [{ act: 'receive' }] : []
    if (steps.length === 0 && found.link.deviceHash !== null) return
    const { writes, facts } =
      steps.length === 0
        ? { writes: [], facts: [] }
        : await taken(context, found, steps, context.clock.now())
    await commitHeld(context, hold, writes, facts)
  })
  return await openLink(context, holder)
}

const commitHeld = (context: Context, hold: Hold, writes: Write[], facts: Fact[]) =>
  context.db.commit(context.district, [...hold.writes, ...writes], [...hold.facts, ...facts])

/**
 * What a department does before its answer: what it talked about, that it is not theirs or is after
 * all, that it takes longer. Whoever works on it has signed for it; the link stays good.
 */
export async function stepByLink(
  context: Context,
  holder: LinkHolder,
  step: LinkStep['step'],
): Promise<LinkedSuggestion> {
  await actByLink(context, holder, async (found, hold) => {
    const { record, handler } = found
    // Pressed again because the answer was lost: it changes nothing.
    if (step.act === 'contact' && isNoted(record.matter, handler.departmentId, step)) return
    const signs = step.act !== 'object' && step.act !== 'drop-objection' && signsFirst(found)
    const steps: SuggestionCommand[] = signs ? [{ act: 'receive' }, step] : [step]
    const { writes, facts } = await taken(context, found, steps, context.clock.now())
    await commitHeld(context, hold, writes, facts)
  })
  return await openLink(context, holder)
}

/** What was sent by a link that is used now. */
export interface SentByLink {
  record: SuggestionRecord
  departmentId: string
  opinion: string | null
  at: number
}

/** All of it in one commit with the use of the link: it works once, or not at all. */
export const answerByLink = (
  context: Context,
  holder: LinkHolder,
  given: Omit<LinkAnswer, 'token'>,
): Promise<SentByLink> =>
  actByLink(context, holder, async (found, hold) => {
    const at = context.clock.now()
    const { district } = context
    const { tokenHash, departmentId } = found.link
    const { record, writes, facts } = await taken(context, found, stepsOf(found, given), at)
    const used = useLink({ district, tokenHash, usedAt: at })
    await numberedOnce(commitHeld(context, hold, [used, ...writes], facts))
    const opinion = found.task === 'opinion' ? (given.opinion ?? null) : null
    return { record, departmentId, opinion, at }
  })
