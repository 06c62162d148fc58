import { randomBytes } from 'node:crypto'
import { toIso } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { normalizeSpoken, randomSpoken } from '@mashang/shared/core/spoken.ts'
import { holdingOf, judgeRelay, RELAY } from '@mashang/shared/suggestions/link-devices.rules.ts'
import { linkErrors, relayLeft } from '@mashang/shared/suggestions/links.errors.ts'
import type { LinkedSuggestion, RelayCode } from '@mashang/shared/suggestions/links.model.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { actByLink, hashOfMark, type LinkHolder, linkFact, openedAnywhere } from './link-holders.ts'
import { countWrongRelay, type LinkRecord, moveLink, setRelay } from './links.store.ts'
import { openLink } from './links.usecases.ts'

const hashOfRelay = (context: Context, { tokenHash }: LinkRecord, code: string): string =>
  context.secrets.hash('suggestion-link-relay', `${tokenHash} ${normalizeSpoken(code)}`)

/** A code for going on on another device, shown once; the one before it is void. */
export const makeRelayCode = (context: Context, holder: LinkHolder): Promise<RelayCode> =>
  actByLink(context, holder, async ({ link }) => {
    const { district, tokenHash, deviceHash } = link
    if (deviceHash === null) throw new Failure(linkErrors.linkNotTaken)
    const code = randomSpoken(RELAY.length, randomBytes)
    const relayUntil = context.clock.now() + RELAY.life
    const relayHash = hashOfRelay(context, link, code)
    await context.db.commit(district, [
      setRelay({ district, tokenHash, deviceHash, relayHash, relayUntil }),
    ])
    return { code, until: toIso(relayUntil), serverTime: toIso(context.clock.now()) }
  })

/** Counts a wrong code before it is told, so that many at once get no more tries than one by one. */
async function refuseWrong(context: Context, link: LinkRecord, left: number): Promise<never> {
  const { district, tokenHash } = link
  const relayHash = link.relayHash ?? ''
  try {
    await context.db.commit(district, [countWrongRelay({ district, tokenHash, relayHash })])
  } catch (error) {
    // Used up or replaced by others' tries since it was read.
    if (error instanceof Conflict) throw new Failure(linkErrors.relayVoid)
    throw error
  }
  if (left === 0) throw new Failure(linkErrors.relayVoid)
  throw new Failure(linkErrors.relayWrong, { detail: relayLeft(left) })
}

/**
 * The link goes on on this device; the one before is told so when it comes next. Sent again because
 * the answer was lost, it changes nothing.
 */
export async function moveByRelay(
  context: Context,
  holder: LinkHolder,
  code: string,
): Promise<LinkedSuggestion> {
  const { link } = await openedAnywhere(context, holder.token)
  const { district, tokenHash, departmentId } = link
  if (holder.mark === null) throw new Failure(linkErrors.linkUnmarked)
  const deviceHash = hashOfMark(context, tokenHash, holder.mark)
  if (holdingOf(link, deviceHash) !== 'elsewhere') return await openLink(context, holder)
  const at = context.clock.now()
  const judged = judgeRelay(link, hashOfRelay(context, link, code), at)
  if (judged.kind === 'void') throw new Failure(linkErrors.relayVoid)
  if (judged.kind === 'wrong') return await refuseWrong(context, link, judged.left)
  const relayHash = link.relayHash ?? ''
  try {
    await context.db.commit(
      district,
      [moveLink({ district, tokenHash, deviceHash, heldSince: at, relayHash })],
      [linkFact(link, 'suggestion.link-moved', at, departmentId)],
    )
  } catch (error) {
    // Moved, or its code used up, at this very moment: opening tells where it is now.
    if (!(error instanceof Conflict)) throw error
  }
  return await openLink(context, holder)
}
