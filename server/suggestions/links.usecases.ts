import { randomBytes } from 'node:crypto'
import { DAY, toIso } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import {
  feedbackInForce,
  lettersInForce,
  promiseOpen,
} from '@mashang/shared/suggestions/answers.rules.ts'
import type { Attachment, FileOwner } from '@mashang/shared/suggestions/attachments.model.ts'
import type { LinkedSuggestion } from '@mashang/shared/suggestions/links.model.ts'
import { taskOf } from '@mashang/shared/suggestions/links.rules.ts'
import type { Handler, Party } from '@mashang/shared/suggestions/matter.rules.ts'
import { canNow } from '@mashang/shared/suggestions/open-steps.rules.ts'
import { hasObjected, hasTalked, opinionsOwed } from '@mashang/shared/suggestions/stage.rules.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { among } from './attachments.usecases.ts'
import { findLink, insertLink, type LinkRecord, replaceLinks } from './links.store.ts'
import { aroundOf, shownDue, shownEarliest } from './suggestions.rows.ts'
import { clocksOf, findSuggestion, periodsNow, type SuggestionRecord } from './suggestions.store.ts'
import { byAccount, suggestionFor } from './suggestions.usecases.ts'
import { namesOf } from './suggestions.views.ts'

const hashOf = (context: Context, token: string): string =>
  context.secrets.hash('suggestion-link', token)

/** Until when a department has to do what it was asked for; where that is not counted yet, not before when. */
async function ownDue(
  context: Context,
  id: string,
  departmentId: string,
): Promise<Pick<LinkedSuggestion, 'dueAt' | 'earliestAt'>> {
  const own = (await clocksOf(context, id)).filter(
    (one) => one.stoppedAt === null && one.ownerId === departmentId && one.clock !== 'return',
  )
  const due =
    own.find(({ clock }) => clock === 'answer') ??
    own.find(({ clock }) => clock !== 'contact') ??
    own[0]
  return due === undefined
    ? { dueAt: null, earliestAt: null }
    : { dueAt: shownDue(due.dueAt), earliestAt: shownEarliest(due) }
}

/**
 * A link for one department and one suggestion, shown once, good until what is asked is due and at
 * least for the days of the district; the one before it is void. The token is
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
  if (taskOf(record.matter, departmentId) === null) throw new Failure(suggestionErrors.linkNeedless)
  const at = context.clock.now()
  const { linkDays } = await periodsNow(context)
  const token = randomBytes(24).toString('base64url')
  const { dueAt, earliestAt } = await ownDue(context, id, departmentId)
  const due = dueAt ?? earliestAt
  const expiresAt = Math.max(at + linkDays * DAY, due === null ? 0 : Date.parse(due))
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

export interface Opened {
  link: LinkRecord
  record: SuggestionRecord
  handler: Handler
  task: LinkedSuggestion['task']
}

/** Wrong, used, expired, or no longer theirs: each is refused with its own sentence. */
export async function opened(context: Context, token: string): Promise<Opened> {
  const tokenHash = hashOf(context, token)
  const link = await findLink(context, tokenHash)
  if (link === null) throw new Failure(suggestionErrors.linkWrong)
  if (link.usedAt !== null) throw new Failure(suggestionErrors.linkUsed)
  if (link.replacedAt !== null || context.clock.now() > link.expiresAt)
    throw new Failure(suggestionErrors.linkExpired)
  const record = await findSuggestion(context, link.suggestionId)
  const handler = record?.matter.handlers.find((one) => one.departmentId === link.departmentId)
  // Assigned to others meanwhile: also where it came back later, the link was for the first time.
  if (record === null || handler === undefined || handler.assignedAt > link.createdAt)
    throw new Failure(suggestionErrors.linkNotYours)
  const task = taskOf(record.matter, link.departmentId)
  if (task === null) {
    // The answer may have come between the two reads: then the link was used, not needless.
    const now = await findLink(context, tokenHash)
    throw new Failure(
      now?.usedAt == null ? suggestionErrors.linkNeedless : suggestionErrors.linkUsed,
    )
  }
  return { link, record, handler, task }
}

/** Of a redo: what was wrong with the answer before. */
function againOf({ matter }: SuggestionRecord, own: string): LinkedSuggestion['again'] {
  const before = lettersInForce(matter).find(({ departmentId }) => departmentId === own)
  if (matter.round === 0 || before === undefined) return null
  const said = feedbackInForce(matter)
  const part = said?.apart?.find(({ departmentId }) => departmentId === own)
  return { reason: (part ?? said)?.reason ?? null, letter: before.text }
}

const STEPS = ['contact', 'object', 'ask-extension'] as const

export async function openLink(context: Context, token: string): Promise<LinkedSuggestion> {
  const { link, record, handler, task } = await opened(context, token)
  const promise = task === 'redeem' ? promiseOpen(record.matter, link.departmentId) : null
  const names = await namesOf(context)
  const who: Party = { kind: 'department', id: link.departmentId }
  const clocks = await clocksOf(context, record.id)
  const around = aroundOf(record.matter, clocks, names, context.clock.now())
  // Noting a talk signs for it, too.
  const can = (step: (typeof STEPS)[number]): boolean =>
    canNow(record.matter, step, who, around) ||
    (step === 'contact' && canNow(record.matter, 'receive', who, around))
  return {
    number: names.number(record),
    title: record.title,
    text: record.matter.text,
    secret: record.matter.secret,
    files: [...(record.matter.files ?? [])],
    lead: `${names.representative(record.representativeId)}代表`,
    department: names.department(link.departmentId),
    task,
    promise: promise && { text: promise.text, until: toIso(promise.until) },
    classes: (await periodsNow(context)).classes,
    key: Boolean(record.matter.key),
    ...(await ownDue(context, record.id, link.departmentId)),
    again: task === 'answer' ? againOf(record, link.departmentId) : null,
    received: handler.receivedAt !== null,
    talked: hasTalked(record.matter, link.departmentId),
    objected: hasObjected(record.matter, link.departmentId),
    can: STEPS.filter(can),
    waitsFor:
      task === 'answer' && handler.part === 'lead'
        ? opinionsOwed(record.matter).map(names.department)
        : [],
    opinions: record.matter.opinions.map((one) => ({
      department: names.department(one.departmentId),
      text: one.text,
    })),
    expiresAt: toIso(link.expiresAt),
    serverTime: toIso(context.clock.now()),
  }
}

export const ownerOfLink = ({ tokenHash }: LinkRecord): FileOwner => ({
  kind: 'link',
  id: tokenHash,
})

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
