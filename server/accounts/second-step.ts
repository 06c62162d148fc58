import { createHash, randomBytes } from 'node:crypto'
import { accountErrors } from '@mashang/shared/accounts/accounts.errors.ts'
import { isTimeCode, plainCode, stepOfCode } from '@mashang/shared/accounts/second-factor.rules.ts'
import { secondFactorLimits } from '@mashang/shared/accounts/second-factor.words.ts'
import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { normalizeSpoken } from '@mashang/shared/core/spoken.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { opened } from '../core/secrets.ts'
import type { AccountRecord } from './accounts.store.ts'
import { accountFact } from './accounts.usecases.ts'
import { deviceName } from './device-name.ts'
import type { Guesses } from './guesses.ts'
import {
  insertTrustedDevice,
  touchTrustedDevice,
  trustedDevicesOf,
  useRecoveryCode,
  useStep,
} from './second-factor.store.ts'
import { timeCode } from './totp.ts'

/** What a browser brings to a sign-in. */
export interface Visit {
  address: string
  userAgent: string
  /** The token of a trusted device; null: it has none. */
  device: string | null
}

/** A step that was passed: what has to be written with the sign-in. */
export interface Passed {
  /** Null: no code was given, because none is needed. */
  provedAt: EpochMs | null
  writes: Write[]
  facts: Fact[]
  /** Token of a device that is trusted from now on, for its cookie. */
  device: string | null
}

/** The purpose binds the secret to its account and to nothing else of it. */
export const boundTo = (accountId: string): string => `second-factor ${accountId}`

export const recoveryHash = (context: Context, accountId: string, code: string): string =>
  context.secrets.hash('recovery-code', `${accountId} ${normalizeSpoken(code)}`)

export const deviceHash = (token: string): string =>
  createHash('sha256').update(token).digest('hex')

/**
 * Checks a code and says what uses it up. The guess is counted before it is looked at; whoever has
 * the password has not guessed the code, so it has a line of its own.
 */
export async function passCode(
  context: Context,
  guesses: Guesses,
  account: AccountRecord,
  typed: string,
  address: string,
): Promise<Pick<Passed, 'writes' | 'facts'>> {
  const line = `code ${account.loginHash}`
  await guesses.count(line, address)
  const { district } = context
  const now = context.clock.now()
  const secret = account.factorSecret && opened(context, account.factorSecret, boundTo(account.id))
  if (!secret) throw new Failure(accountErrors.wrongSecondCode)
  if (isTimeCode(typed)) {
    const key = Buffer.from(secret, 'base64url')
    const codeAt = (step: number): string => timeCode(key, step)
    const step = stepOfCode(plainCode(typed), codeAt, account.factorStep, now)
    if (step === null) throw new Failure(accountErrors.wrongSecondCode)
    await guesses.right(line, address)
    return { writes: [useStep({ district, id: account.id, step })], facts: [] }
  }
  // Whether there is such a code is found out by using it up, in the commit.
  return {
    writes: [
      useRecoveryCode({
        district,
        accountId: account.id,
        codeHash: recoveryHash(context, account.id, typed),
        usedAt: now,
      }),
    ],
    facts: [accountFact(context, 'account.recovery-code-used', account.id, account.id)],
  }
}

/** Why a step that was passed could not be written: used at the same moment, or no such code. */
export function asWrongCode(error: unknown): unknown {
  if (!(error instanceof Conflict)) return error
  if (error.statement === 'touch trusted device')
    return new Failure(accountErrors.secondFactorNeeded, { cause: error })
  const ours = error.statement === 'use time code' || error.statement === 'use recovery code'
  return ours ? new Failure(accountErrors.wrongSecondCode, { cause: error }) : error
}

/** The second step of a sign-in: nothing, a trusted device, or a code. Throws where it is missing. */
export async function secondStep(
  context: Context,
  guesses: Guesses,
  account: AccountRecord,
  given: { second?: string | undefined; trust?: boolean | undefined },
  visit: Visit,
): Promise<Passed> {
  if (account.factorSince === null) return { provedAt: null, writes: [], facts: [], device: null }
  if (given.second === undefined) {
    const trusted = await trustedDevice(context, account.id, visit.device)
    if (trusted === null) throw new Failure(accountErrors.secondFactorNeeded)
    const { district } = context
    const touch = { district, accountId: account.id, id: trusted, lastUsedAt: context.clock.now() }
    return { provedAt: null, writes: [touchTrustedDevice(touch)], facts: [], device: null }
  }
  const passed = await passCode(context, guesses, account, given.second, visit.address)
  const trusted = given.trust === true ? newDevice(context, account.id, visit.userAgent) : null
  return {
    provedAt: context.clock.now(),
    writes: [...passed.writes, ...(trusted === null ? [] : [trusted.write])],
    facts: [
      ...passed.facts,
      ...(trusted === null
        ? []
        : [accountFact(context, 'account.device-trusted', account.id, account.id)]),
    ],
    device: trusted?.token ?? null,
  }
}

async function trustedDevice(
  context: Context,
  accountId: string,
  token: string | null,
): Promise<string | null> {
  if (token === null) return null
  const hash = deviceHash(token)
  const devices = await trustedDevicesOf(context, accountId)
  return devices.find((one) => one.tokenHash === hash)?.id ?? null
}

function newDevice(
  context: Context,
  accountId: string,
  userAgent: string,
): { token: string; write: Write } {
  const token = randomBytes(32).toString('base64url')
  const now = context.clock.now()
  const write = insertTrustedDevice({
    district: context.district,
    id: newId(),
    accountId,
    tokenHash: deviceHash(token),
    name: deviceName(userAgent),
    createdAt: now,
    lastUsedAt: now,
    expiresAt: now + secondFactorLimits.trust,
  })
  return { token, write }
}
