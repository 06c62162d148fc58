import { randomBytes } from 'node:crypto'
import { DAY, toIso } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import type { Attachment, FileOwner } from '@mashang/shared/suggestions/attachments.model.ts'
import type { SuggestionCommand } from '@mashang/shared/suggestions/commands.model.ts'
import type { LinkAnswer, LinkedSuggestion } from '@mashang/shared/suggestions/links.model.ts'
import type { Handler, Party } from '@mashang/shared/suggestions/matter.rules.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import { calendarNow } from '../calendars/calendars.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { attachmentsAtHand } from './attachments.store.ts'
import { among } from './attachments.usecases.ts'
import { findLink, insertLink, type LinkRecord, replaceLinks, useLink } from './links.store.ts'
import { issuesBehind } from './origins.store.ts'
import { clocksOf, findSuggestion, periodsNow, type SuggestionRecord } from './suggestions.store.ts'
import { byAccount, suggestionFor } from './suggestions.usecases.ts'
import { namesOf } from './suggestions.views.ts'
import { takeSteps } from './suggestions.writes.ts'

const hashOf = (context: Context, token: string): string =>
  context.secrets.hash('suggestion-link', token)

/**
 * A link for one department and one suggestion, shown once; the one before it is void. The token is
 * in the fragment of the address, so that no server on the way writes it down.
 */
export async function makeLink(
  context: Context,
  id: string,
  departmentId: string,
  actor: Actor,
): Promise<{ url: string; expiresAt: string }> {
  const { record } = await suggestionFor(context, id, actor)
  if (!record.matter.handlers.some((one) => one.departmentId === departmentId))
    throw new Failure(suggestionErrors.departmentUnknown, {
      fields: [{ path: 'departmentId', message: suggestionErrors.departmentUnknown.title }],
    })
  const at = context.clock.now()
  const { linkDays } = await periodsNow(context)
  const token = randomBytes(24).toString('base64url')
  const expiresAt = at + linkDays * DAY
  const { district } = context
  await context.db.commit(
    district,
    [
      replaceLinks({ district, suggestionId: id, departmentId, replacedAt: at }),
      insertLink({
        district,
        tokenHash: hashOf(context, token),
        suggestionId: id,
        departmentId,
        createdAt: at,
        expiresAt,
      }),
    ],
    [
      {
        at,
        type: 'suggestion.link-made',
        actor: byAccount(actor),
        subject: { kind: 'suggestion', id },
        data: { by: 'office', departmentId, expiresAt },
      },
    ],
  )
  return {
    url: `${context.config.publicUrl}/office/department-answer#${token}`,
    expiresAt: toIso(expiresAt),
  }
}

interface Opened {
  link: LinkRecord
  record: SuggestionRecord
  handler: Handler
}

/** Wrong, used, expired, or no longer theirs: each is refused with its own sentence. */
async function opened(context: Context, token: string): Promise<Opened> {
  const link = await findLink(context, hashOf(context, token))
  if (link === null) throw new Failure(suggestionErrors.linkWrong)
  if (link.usedAt !== null) throw new Failure(suggestionErrors.linkUsed)
  if (link.replacedAt !== null || context.clock.now() > link.expiresAt)
    throw new Failure(suggestionErrors.linkExpired)
  const record = await findSuggestion(context, link.suggestionId)
  const handler = record?.matter.handlers.find((one) => one.departmentId === link.departmentId)
  // Assigned to others meanwhile: also where it came back later, the link was for the first time.
  if (record === null || handler === undefined || handler.assignedAt > link.createdAt)
    throw new Failure(suggestionErrors.linkNotYours)
  return { link, record, handler }
}

export async function openLink(context: Context, token: string): Promise<LinkedSuggestion> {
  const { link, record, handler } = await opened(context, token)
  const names = await namesOf(context)
  return {
    number: names.number(record),
    title: record.title,
    text: record.matter.text,
    files: [...(record.matter.files ?? [])],
    lead: `${names.representative(record.representativeId)}代表`,
    department: names.department(link.departmentId),
    part: handler.part,
    expiresAt: toIso(link.expiresAt),
    serverTime: toIso(context.clock.now()),
  }
}

const ownerOfLink = ({ tokenHash }: LinkRecord): FileOwner => ({ kind: 'link', id: tokenHash })

/** Whoever holds a link that is good, as the owner of what they send before they answer. */
export const linkOwner = async (context: Context, token: string): Promise<FileOwner> =>
  ownerOfLink((await opened(context, token)).link)

/** One file of the suggestion behind a link. */
export async function linkedFile(
  context: Context,
  given: { token: string; file: string },
): Promise<Attachment> {
  const { record } = await opened(context, given.token)
  return among(record.matter.files ?? [], given.file)
}

/** What the form comes to, step by step; what is missing is refused by the steps themselves. */
function stepsOf({ record, handler }: Opened, given: LinkAnswer): SuggestionCommand[] {
  const steps: SuggestionCommand[] = []
  const canReceive = handler.receivedAt === null && ['assigned', 'handling'].includes(record.state)
  if (canReceive) steps.push({ act: 'receive' })
  if (handler.part === 'co') {
    if (given.opinion === undefined) throw missing('opinion', '请写会办意见。')
    return [...steps, { act: 'opine', text: given.opinion }]
  }
  if (given.letter === undefined) throw missing('letter.text', '请写答复。')
  if (given.contact !== undefined) steps.push({ act: 'contact', ...given.contact })
  return [...steps, { act: 'propose', ...given.letter }, { act: 'sign', signer: given.signer }]
}

const missing = (path: string, message: string): Failure =>
  new Failure(suggestionErrors.notNow, { detail: message, fields: [{ path, message }] })

/** All of it in one commit with the use of the link: it works once, or not at all. */
export async function answerByLink(
  context: Context,
  given: LinkAnswer,
): Promise<{ number: string | null; answered: boolean }> {
  const found = await opened(context, given.token)
  const { link, record } = found
  const at = context.clock.now()
  const who: Party = { kind: 'department', id: link.departmentId }
  const { calendar } = await calendarNow(context)
  const taken = takeSteps(
    context,
    record,
    await clocksOf(context, record.id),
    stepsOf(found, given).map((command) => ({
      command,
      who,
      actor: { kind: 'system', id: null },
      at,
    })),
    {
      periods: await periodsNow(context),
      calendar,
      origins: await issuesBehind(context, record.id),
      gone: [],
      atHand: await attachmentsAtHand(context, ownerOfLink(link)),
    },
  )
  try {
    await context.db.commit(
      context.district,
      [
        useLink({ district: context.district, tokenHash: link.tokenHash, usedAt: at }),
        ...taken.writes,
      ],
      taken.facts,
    )
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    // Sent twice at once: the other one got through. Or the matter itself has moved on.
    await opened(context, given.token)
    throw error
  }
  return {
    number: (await namesOf(context)).number(taken.record),
    answered: taken.record.state === 'answered',
  }
}
