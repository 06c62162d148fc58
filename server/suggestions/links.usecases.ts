import { randomBytes } from 'node:crypto'
import { DAY, toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { feedbackInForce, lettersInForce } from '@mashang/shared/suggestions/answers.rules.ts'
import type { Attachment, FileOwner } from '@mashang/shared/suggestions/attachments.model.ts'
import { linkErrors } from '@mashang/shared/suggestions/links.errors.ts'
import type { LinkedSuggestion } from '@mashang/shared/suggestions/links.model.ts'
import { taskOf } from '@mashang/shared/suggestions/links.rules.ts'
import type { Party } from '@mashang/shared/suggestions/matter.rules.ts'
import { canNow } from '@mashang/shared/suggestions/open-steps.rules.ts'
import { promiseOpen } from '@mashang/shared/suggestions/promises.rules.ts'
import { hasObjected, hasTalked, opinionsOwed } from '@mashang/shared/suggestions/stage.rules.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import { isWithdrawing } from '@mashang/shared/suggestions/withdrawal.rules.ts'
import { departmentsWithAccount } from '../accounts/accounts.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import { among, keepAttachment } from './attachments.usecases.ts'
import { contactViews } from './contacts.views.ts'
import { lastContactOf, nextDocumentOf } from './documents.store.ts'
import { draftView } from './drafts.views.ts'
import { actByLink, hashOfToken, type LinkHolder, opened } from './link-holders.ts'
import { insertLink, type LinkRecord, replaceLinks } from './links.store.ts'
import { extensionViews } from './remarks.views.ts'
import { aroundOf, shownDue, shownEarliest } from './suggestions.rows.ts'
import { clocksOf, periodsNow, type SuggestionRecord } from './suggestions.store.ts'
import { byAccount, suggestionFor } from './suggestions.usecases.ts'
import { namesOf } from './suggestions.views.ts'

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
 * @param guards what must hold still when it is written
 */
export async function makeLink(
  context: Context,
  id: string,
  departmentId: string,
  actor: Actor,
  guards: readonly Write[] = [],
): Promise<{ url: string; expiresAt: string }> {
  const { record } = await suggestionFor(context, id, actor)
  if (!record.matter.handlers.some((one) => one.departmentId === departmentId))
    throw new Failure(suggestionErrors.departmentUnknown, {
      fields: [{ path: 'departmentId', message: suggestionErrors.departmentUnknown.title }],
    })
  const task = taskOf(record.matter, departmentId)
  if (task === null) throw new Failure(linkErrors.linkNeedless)
  const at = context.clock.now()
  const { linkDays, accountSigns } = await periodsNow(context)
  // Whoever can sign in signs there; a co-handler's opinion has no signature.
  const signsIn = accountSigns && task !== 'opinion'
  if (signsIn && (await departmentsWithAccount(context)).has(departmentId))
    throw new Failure(suggestionErrors.linkForAccount)
  const token = randomBytes(24).toString('base64url')
  const { dueAt, earliestAt } = await ownDue(context, id, departmentId)
  const due = dueAt ?? earliestAt
  const expiresAt = Math.max(at + linkDays * DAY, due === null ? 0 : Date.parse(due))
  const { district } = context
  await context.db.commit(
    district,
    [
      ...guards,
      replaceLinks({ district, suggestionId: id, departmentId, replacedAt: at }),
      insertLink({
        district,
        tokenHash: hashOfToken(context, token),
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

/** Of a redo: what was wrong with the answer before. */
function againOf({ matter }: SuggestionRecord, own: string): LinkedSuggestion['again'] {
  const before = lettersInForce(matter).find(({ departmentId }) => departmentId === own)
  if (matter.round === 0 || before === undefined) return null
  const said = feedbackInForce(matter)
  const part = said?.apart?.find(({ departmentId }) => departmentId === own)
  return { reason: (part ?? said)?.reason ?? null, letter: before.text }
}

const STEPS = ['contact', 'object', 'drop-objection', 'ask-extension'] as const

export async function openLink(context: Context, holder: LinkHolder): Promise<LinkedSuggestion> {
  const { link, record, handler, task } = await opened(context, holder)
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
    promise: promise && {
      text: promise.text,
      until: toIso(promise.until),
      agreed: promise.agreed,
    },
    classes: (await periodsNow(context)).classes,
    key: Boolean(record.matter.key),
    ...(await ownDue(context, record.id, link.departmentId)),
    again: task === 'answer' ? againOf(record, link.departmentId) : null,
    received: handler.receivedAt !== null,
    talked: hasTalked(record.matter, link.departmentId),
    objected: hasObjected(record.matter, link.departmentId),
    contacts: contactViews(record.matter, names).filter(
      ({ department }) => department.id === link.departmentId,
    ),
    withdrawing: isWithdrawing(record.matter),
    extension:
      extensionViews(record.matter, clocks, names).find(
        ({ departmentId }) => departmentId === link.departmentId,
      ) ?? null,
    draft: task === 'answer' ? draftView(record.matter, link.departmentId, names) : null,
    can: STEPS.filter(can),
    waitsFor:
      task === 'answer' && handler.part === 'lead'
        ? opinionsOwed(record.matter).map(names.department)
        : [],
    opinions: record.matter.opinions.map((one) => ({
      department: names.department(one.departmentId),
      text: one.text,
    })),
    nextDocument: task === 'opinion' ? null : await nextDocumentOf(context, link.departmentId),
    lastContact: task === 'opinion' ? null : await lastContactOf(context, link.departmentId),
    expiresAt: toIso(link.expiresAt),
    heldSince: toIsoOrNull(link.heldSince),
    serverTime: toIso(context.clock.now()),
  }
}

export const ownerOfLink = ({ tokenHash }: LinkRecord): FileOwner => ({
  kind: 'link',
  id: tokenHash,
})

/** One file of the suggestion behind a link. */
export async function linkedFile(
  context: Context,
  holder: LinkHolder,
  file: string,
): Promise<Attachment> {
  const { record } = await opened(context, holder)
  return among(record.matter.files ?? [], file)
}

/** Keeps a file that comes by a link, which takes the link up, or holds that it is still theirs. */
export const keepLinkedFile = (
  context: Context,
  holder: LinkHolder,
  path: string,
  name: string,
): Promise<Attachment> =>
  actByLink(context, holder, (found, hold) =>
    keepAttachment(context, path, name, ownerOfLink(found.link), hold),
  )
