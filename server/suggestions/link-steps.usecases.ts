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
import { calendarNow } from '../calendars/calendars.store.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { attachmentsAtHand } from './attachments.store.ts'
import { useLink } from './links.store.ts'
import { type Opened, opened, openLink, ownerOfLink } from './links.usecases.ts'
import { issuesBehind } from './origins.store.ts'
import { clocksOf, periodsNow } from './suggestions.store.ts'
import { namesOf } from './suggestions.views.ts'
import { type Taken, takeSteps } from './suggestions.writes.ts'

/** What the form comes to, step by step; what is missing is refused by the steps themselves. */
function stepsOf({ record, handler, task }: Opened, given: LinkAnswer): SuggestionCommand[] {
  const steps: SuggestionCommand[] = []
  const who: Party = { kind: 'department', id: handler.departmentId }
  if (handler.receivedAt === null && may(record.matter, 'receive', who))
    steps.push({ act: 'receive' })
  if (task === 'opinion') {
    if (given.opinion === undefined) throw missing('opinion', '请写会办意见。')
    return [...steps, { act: 'opine', text: given.opinion }]
  }
  if (given.letter === undefined) throw missing('letter.text', '请写答复。')
  if (given.signer === undefined) throw missing('signer', '请填写签发的负责人。')
  if (task === 'redeem') return [...steps, { act: 'redeem', ...given.letter, signer: given.signer }]
  const talk = given.contact && { act: 'contact' as const, ...given.contact }
  // Noted before, and the word of it was lost on the way back.
  if (talk && !isNoted(record.matter, handler.departmentId, talk)) steps.push(talk)
  return [...steps, { act: 'propose', ...given.letter }, { act: 'sign', signer: given.signer }]
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
  const who: Party = { kind: 'department', id: link.departmentId }
  const { calendar } = await calendarNow(context)
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
      atHand: await attachmentsAtHand(context, ownerOfLink(link)),
    },
  )
}

/**
 * Signs for it at once, as others may have to speak before the answer; the link stays good. Pressed
 * again because the answer was lost, it changes nothing.
 */
export async function receiveByLink(context: Context, token: string): Promise<LinkedSuggestion> {
  const found = await opened(context, token)
  if (found.handler.receivedAt !== null) return await openLink(context, token)
  const { writes, facts } = await taken(context, found, [{ act: 'receive' }], context.clock.now())
  await context.db.commit(context.district, writes, facts)
  return await openLink(context, token)
}

/**
 * What a department does before its answer: what it talked about, that it is not theirs, that it takes
 * longer. Whoever works on it has signed for it; the link stays good.
 */
export async function stepByLink(context: Context, given: LinkStep): Promise<LinkedSuggestion> {
  const found = await opened(context, given.token)
  const { record, handler } = found
  const own = handler.departmentId
  const who: Party = { kind: 'department', id: own }
  // Pressed again because the answer was lost: it changes nothing.
  if (given.step.act === 'contact' && isNoted(record.matter, own, given.step))
    return await openLink(context, given.token)
  const signs =
    given.step.act !== 'object' && handler.receivedAt === null && may(record.matter, 'receive', who)
  const steps: SuggestionCommand[] = signs ? [{ act: 'receive' }, given.step] : [given.step]
  const { writes, facts } = await taken(context, found, steps, context.clock.now())
  await context.db.commit(context.district, writes, facts)
  return await openLink(context, given.token)
}

/** All of it in one commit with the use of the link: it works once, or not at all. */
export async function answerByLink(
  context: Context,
  given: LinkAnswer,
): Promise<{ number: string | null; answered: boolean }> {
  const found = await opened(context, given.token)
  const at = context.clock.now()
  const { district } = context
  const { tokenHash } = found.link
  try {
    const { record, writes, facts } = await taken(context, found, stepsOf(found, given), at)
    await context.db.commit(
      district,
      [useLink({ district, tokenHash, usedAt: at }), ...writes],
      facts,
    )
    return {
      number: (await namesOf(context)).number(record),
      answered: record.state === 'answered',
    }
  } catch (error) {
    // Sent twice at once, and the other one got through between two of our readings.
    if (error instanceof Conflict || error instanceof Failure) await opened(context, given.token)
    throw error
  }
}
