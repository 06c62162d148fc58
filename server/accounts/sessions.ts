import { createHash, randomBytes } from 'node:crypto'
import { isFresh, mustSetUp } from '@mashang/shared/accounts/second-factor.rules.ts'
import { DAY, type EpochMs, HOUR, MINUTE } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import type { Actor, SecondFactor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import { districtNow } from '../districts/districts.store.ts'
import { type AccountRecord, stationsOfAccount } from './accounts.store.ts'
import {
  deleteSession,
  findBySession,
  forgetPrevious,
  insertSession,
  rotateSession,
  type SessionRecord,
  saveProof,
} from './sessions.store.ts'

/** How long a phone stays signed in without being used for signing in again. [default] */
const LIFE = 30 * DAY
/** A token older than this is replaced at its next use. [default] */
const ROTATE_AFTER = 12 * HOUR
/** For requests that were under way with the token that was replaced. */
const GRACE = MINUTE

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/**
 * A new session: the token for the cookie, and the write that keeps its hash.
 * @param provedAt when a code of the second factor was given for it; null: none was
 */
export function newSession(
  context: Context,
  accountId: string,
  provedAt: EpochMs | null = null,
): { token: string; write: Write } {
  const token = randomBytes(32).toString('base64url')
  const now = context.clock.now()
  const write = insertSession({
    district: context.district,
    tokenHash: hashOf(token),
    accountId,
    previousHash: null,
    createdAt: now,
    rotatedAt: now,
    provedAt,
    expiresAt: now + LIFE,
  })
  return { token, write }
}

export const actorOf = (account: AccountRecord): Actor => ({
  accountId: account.id,
  name: account.name,
  role: account.role,
  representativeId: account.representativeId,
  stationId: account.stationId,
  ...(account.moreStations === null ? {} : { stationIds: stationsOfAccount(account) }),
  departmentId: account.departmentId,
  duties: account.duties,
  signing: account.signing,
})

/**
 * Who a token belongs to; null when it is unknown, expired, or its successor has been used. An
 * answer that carries a new token may be lost on the way, so the old one is good until the phone
 * proves that it has the new one. `renewed` is the token that takes its place, for the cookie.
 */
export async function resolveSession(
  context: Context,
  token: string,
): Promise<{ actor: Actor; renewed: string | null } | null> {
  const presented = hashOf(token)
  const found = await findBySession(context, presented)
  const now = context.clock.now()
  if (found === null || found.session.expiresAt <= now) return null
  const { district } = context
  const { tokenHash, previousHash, rotatedAt } = found.session
  const secondFactor = await secondFactorOf(context, found)
  const actor = { ...actorOf(found.account), ...(secondFactor && { secondFactor }) }
  if (now - rotatedAt >= ROTATE_AFTER) {
    const renewed = randomBytes(32).toString('base64url')
    const newHash = hashOf(renewed)
    const done = await written(
      context,
      rotateSession({ district, tokenHash, newHash, previousHash: presented, rotatedAt: now }),
    )
    return { actor, renewed: done ? renewed : null }
  }
  if (presented === tokenHash && previousHash !== null && now - rotatedAt > GRACE)
    await written(context, forgetPrevious({ district, tokenHash }))
  return { actor, renewed: null }
}

/** Only the office's accounts have one, and only they can be told to. */
async function secondFactorOf(
  context: Context,
  { account, session }: { account: AccountRecord; session: SessionRecord },
): Promise<SecondFactor | null> {
  if (account.role !== 'office') return null
  const now = context.clock.now()
  const { secondFactorFrom } = await districtNow(context)
  const since = account.factorSince
  return {
    on: since !== null,
    fresh: isFresh(session.provedAt, now),
    mustSetUp: mustSetUp({ role: account.role, since }, secondFactorFrom, now),
  }
}

/** A code of the second factor was given in this session. */
export const proved = (context: Context, token: string): Write =>
  saveProof({
    district: context.district,
    tokenHash: hashOf(token),
    provedAt: context.clock.now(),
  })

/** Whether a token still is somebody's; nothing is renewed. */
export async function isSignedIn(context: Context, token: string): Promise<boolean> {
  const found = await findBySession(context, hashOf(token))
  return found !== null && found.session.expiresAt > context.clock.now()
}

/** False where another request was faster, or nothing can be written now: all serves on as it was. */
async function written(context: Context, write: Write): Promise<boolean> {
  try {
    await context.db.commit(context.district, [write])
    return true
  } catch (error) {
    if (error instanceof Failure) return false
    throw error
  }
}

export const endSession = (context: Context, token: string): Promise<unknown> =>
  context.db.commit(context.district, [
    deleteSession({ district: context.district, tokenHash: hashOf(token) }),
  ])
