import { Failure } from '@mashang/shared/core/errors.ts'
import { holdingOf } from '@mashang/shared/suggestions/link-devices.rules.ts'
import { elsewhereSince, linkErrors } from '@mashang/shared/suggestions/links.errors.ts'
import type { LinkedSuggestion } from '@mashang/shared/suggestions/links.model.ts'
import { linkedHandler, taskOf } from '@mashang/shared/suggestions/links.rules.ts'
import type { Handler } from '@mashang/shared/suggestions/matter.rules.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { findLink, holdLink, type LinkRecord, takeUpLink } from './links.store.ts'
import { findSuggestion, type SuggestionRecord } from './suggestions.store.ts'

/** Whoever comes by a link, with the mark of their device; null: it has none yet. */
export interface LinkHolder {
  token: string
  mark: string | null
}

export const hashOfToken = (context: Context, token: string): string =>
  context.secrets.hash('suggestion-link', token)

/** Of the mark for one link: what two links keep of the same device has nothing in common. */
export const hashOfMark = (context: Context, tokenHash: string, mark: string): string =>
  context.secrets.hash('suggestion-link-device', `${tokenHash} ${mark}`)

const ownHash = (context: Context, { tokenHash }: LinkRecord, { mark }: LinkHolder) =>
  mark === null ? null : hashOfMark(context, tokenHash, mark)

/** The link where it can be used still; null where it cannot, or there is none. */
export async function goodLink(context: Context, token: string): Promise<LinkRecord | null> {
  const link = await findLink(context, hashOfToken(context, token))
  const over = link === null || link.usedAt !== null || link.replacedAt !== null
  return over || context.clock.now() > link.expiresAt ? null : link
}

export interface Opened {
  link: LinkRecord
  record: SuggestionRecord
  handler: Handler
  task: LinkedSuggestion['task']
}

/** Wrong, used, replaced, expired, or no longer theirs: each is refused with its own sentence. */
export async function openedAnywhere(context: Context, token: string): Promise<Opened> {
  const tokenHash = hashOfToken(context, token)
  const link = await findLink(context, tokenHash)
  if (link === null) throw new Failure(linkErrors.linkWrong)
  if (link.usedAt !== null) throw new Failure(linkErrors.linkUsed)
  if (link.replacedAt !== null) throw new Failure(linkErrors.linkReplaced)
  if (context.clock.now() > link.expiresAt) throw new Failure(linkErrors.linkExpired)
  const record = await findSuggestion(context, link.suggestionId)
  const handler = record === null ? null : linkedHandler(record.matter, link)
  if (record === null || handler === null) throw new Failure(linkErrors.linkNotYours)
  const task = taskOf(record.matter, link.departmentId)
  if (task === null) {
    // The answer may have come between the two reads: then the link was used, not needless.
    const now = await findLink(context, tokenHash)
    throw new Failure(now?.usedAt == null ? linkErrors.linkNeedless : linkErrors.linkUsed)
  }
  return { link, record, handler, task }
}

/** The same on one device; where another one has it, nothing of the suggestion is said. */
export async function opened(context: Context, holder: LinkHolder): Promise<Opened> {
  const found = await openedAnywhere(context, holder.token)
  const { link } = found
  if (holdingOf(link, ownHash(context, link, holder)) === 'elsewhere')
    throw new Failure(linkErrors.linkElsewhere, {
      ...(link.heldSince === null ? {} : { detail: elsewhereSince(link.heldSince) }),
    })
  return found
}

/** What is written along with an act by a link: it takes it up, or holds that it is still theirs. */
export interface Hold {
  writes: Write[]
  facts: Fact[]
}

function holdOf(context: Context, { link }: Opened, deviceHash: string): Hold {
  const { district, tokenHash, departmentId } = link
  if (link.deviceHash !== null)
    return { writes: [holdLink({ district, tokenHash, deviceHash })], facts: [] }
  const at = context.clock.now()
  return {
    writes: [takeUpLink({ district, tokenHash, deviceHash, heldSince: at })],
    facts: [linkFact(link, 'suggestion.link-taken', at, departmentId)],
  }
}

export const linkFact = (
  { suggestionId }: LinkRecord,
  type: 'suggestion.link-taken' | 'suggestion.link-moved',
  at: number,
  byId: string,
): Fact => ({
  at,
  type,
  actor: { kind: 'system', id: null },
  subject: { kind: 'suggestion', id: suggestionId },
  data: { by: 'department', byId },
})

/**
 * A link as it is before an act by it. Whoever has no mark is refused: the link would belong to a
 * device that nobody has.
 */
export async function openedToAct(
  context: Context,
  holder: LinkHolder,
): Promise<{ found: Opened; deviceHash: string }> {
  const found = await opened(context, holder)
  const deviceHash = ownHash(context, found.link, holder)
  if (deviceHash === null) throw new Failure(linkErrors.linkUnmarked)
  return { found, deviceHash }
}

/** One act by a link. What it writes is committed with `hold`, or not at all. */
export async function actByLink<T>(
  context: Context,
  holder: LinkHolder,
  act: (found: Opened, hold: Hold) => Promise<T>,
): Promise<T> {
  const { found, deviceHash } = await openedToAct(context, holder)
  try {
    return await act(found, holdOf(context, found, deviceHash))
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    // Another device or the answer itself got through between two of our readings: said here.
    const now = await openedToAct(context, holder)
    const takenUpHere = found.link.deviceHash === null && now.found.link.deviceHash !== null
    // This very device was faster with another press; what was refused by a rule stays refused.
    if (!(error instanceof Conflict && takenUpHere)) throw error
    return await act(now.found, holdOf(context, now.found, deviceHash))
  }
}
