import { randomBytes } from 'node:crypto'
import { accountErrors } from '@mashang/shared/accounts/accounts.errors.ts'
import { plainCode, stepOfCode } from '@mashang/shared/accounts/second-factor.rules.ts'
import { secondFactorLimits } from '@mashang/shared/accounts/second-factor.words.ts'
import { toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { randomSpoken } from '@mashang/shared/core/spoken.ts'
import { qrSvg } from '../codes/qr.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import { opened } from '../core/secrets.ts'
import { districtNow } from '../districts/districts.store.ts'
import { type AccountRecord, accountNames, findAccounts } from './accounts.store.ts'
import { accountFact } from './accounts.usecases.ts'
import type { Guesses } from './guesses.ts'
import {
  deleteRecoveryCodes,
  deleteTrustedDevice,
  deleteTrustedDevices,
  insertAccountChange,
  insertRecoveryCode,
  lastChangeOf,
  recoveryCodesLeft,
  saveFactor,
  trustedDevicesOf,
} from './second-factor.store.ts'
import { asWrongCode, boundTo, deviceHash, passCode, recoveryHash } from './second-step.ts'
import { deleteSessionsOf } from './sessions.store.ts'
import { proved } from './sessions.ts'
import { base32, keyUri, newSecret, timeCode } from './totp.ts'

async function accountOf(context: Context, id: string): Promise<AccountRecord> {
  const [account] = await findAccounts(context, [id])
  if (account === undefined) throw new Failure(accountErrors.notFound)
  return account
}

/** @param device the token of the device that asks; null: it is not a trusted one */
export async function ownSecondFactor(context: Context, actor: Actor, device: string | null) {
  const account = await accountOf(context, actor.accountId)
  const hash = device === null ? null : deviceHash(device)
  const [left, devices, { secondFactorFrom }, removed] = await Promise.all([
    recoveryCodesLeft(context, account.id),
    trustedDevicesOf(context, account.id),
    districtNow(context),
    account.factorSince === null
      ? lastChangeOf(context, account.id, 'second-factor-removed')
      : null,
  ])
  const names = removed === null ? new Map() : await accountNames(context, [removed.byId])
  return {
    since: toIsoOrNull(account.factorSince),
    recoveryLeft: left,
    devices: devices.map((one) => ({
      id: one.id,
      name: one.name,
      createdAt: toIso(one.createdAt),
      lastUsedAt: toIso(one.lastUsedAt),
      expiresAt: toIso(one.expiresAt),
      here: one.tokenHash === hash,
    })),
    from: toIsoOrNull(secondFactorFrom),
    removed: removed && {
      at: toIso(removed.at),
      by: names.get(removed.byId) ?? '',
      reason: removed.reason,
    },
  }
}

/**
 * A new secret, not kept yet: it comes back sealed with the code that confirms it, so that whoever
 * stops in the middle leaves everything as it was.
 */
export async function offerSecondFactor(context: Context, actor: Actor) {
  const account = await accountOf(context, actor.accountId)
  const { name } = await districtNow(context)
  const secret = newSecret()
  const uri = keyUri(secret, `码上代表 ${name}`, account.name)
  const offer = JSON.stringify([secret.toString('base64url'), context.clock.now()])
  return {
    secret: base32(secret).replace(/(.{4})(?=.)/g, '$1 '),
    uri,
    svg: qrSvg(uri, '两步登录的二维码', 'M'),
    sealed: context.secrets.seal(offer, `offer ${boundTo(account.id)}`),
  }
}

/** The secret of an offer that was made to this account a moment ago. */
function offered(context: Context, accountId: string, sealed: string): string {
  const text = opened(context, sealed, `offer ${boundTo(accountId)}`)
  if (text === null) throw new Failure(accountErrors.offerOver)
  const [secret, at] = JSON.parse(text) as [string, number]
  if (context.clock.now() - at > secondFactorLimits.offer)
    throw new Failure(accountErrors.offerOver)
  return secret
}

/** The same length as a one-time code: typed from paper. */
const CODE_LENGTH = 10

/** A new set of recovery codes in place of the old one: told once, kept as keyed hashes. */
function freshCodes(context: Context, accountId: string): { codes: string[]; writes: Write[] } {
  const of = { district: context.district, accountId }
  const codes = Array.from({ length: secondFactorLimits.recoveryCodes }, () =>
    randomSpoken(CODE_LENGTH, randomBytes),
  )
  const kept = codes.map((code) =>
    insertRecoveryCode({ ...of, codeHash: recoveryHash(context, accountId, code), usedAt: null }),
  )
  return {
    codes: codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`),
    writes: [deleteRecoveryCodes(of), ...kept],
  }
}

/**
 * Takes the offered secret into use: its first code proves that the phone has it. Other devices are
 * asked for a code from now on.
 * @param token of the session that confirms; it counts as having just given a code
 */
export async function confirmSecondFactor(
  context: Context,
  guesses: Guesses,
  given: { sealed: string; code: string },
  actor: Actor,
  { token, address }: { token: string; address: string },
): Promise<{ codes: string[] }> {
  const account = await accountOf(context, actor.accountId)
  const secret = offered(context, account.id, given.sealed)
  const line = `offer ${account.loginHash}`
  await guesses.count(line, address)
  const key = Buffer.from(secret, 'base64url')
  const at = context.clock.now()
  const step = stepOfCode(plainCode(given.code), (n) => timeCode(key, n), null, at)
  if (step === null) throw new Failure(accountErrors.wrongSecondCode)
  await guesses.right(line, address)
  const { district } = context
  const { codes, writes } = freshCodes(context, account.id)
  await context.db.commit(
    district,
    [
      saveFactor({
        district,
        id: account.id,
        factorSecret: context.secrets.seal(secret, boundTo(account.id)),
        factorSince: at,
        factorStep: step,
      }),
      deleteTrustedDevices({ district, accountId: account.id }),
      ...writes,
      proved(context, token),
    ],
    [accountFact(context, 'account.second-factor-set', account.id, account.id)],
  )
  return { codes }
}

export async function renewRecoveryCodes(
  context: Context,
  actor: Actor,
): Promise<{ codes: string[] }> {
  const account = await accountOf(context, actor.accountId)
  if (account.factorSince === null) throw new Failure(accountErrors.secondFactorOff)
  const { codes, writes } = freshCodes(context, account.id)
  await context.db.commit(context.district, writes, [
    accountFact(context, 'account.recovery-codes-renewed', account.id, account.id),
  ])
  return { codes }
}

/** Takes the second factor of an account away, with everything that hangs on it. */
const without = (context: Context, accountId: string): Write[] => {
  const of = { district: context.district, accountId }
  return [
    saveFactor({
      district: context.district,
      id: accountId,
      factorSecret: null,
      factorSince: null,
      factorStep: null,
    }),
    deleteRecoveryCodes(of),
    deleteTrustedDevices(of),
  ]
}

export async function stopSecondFactor(context: Context, actor: Actor): Promise<void> {
  const account = await accountOf(context, actor.accountId)
  if (account.factorSince === null) return
  if ((await districtNow(context)).secondFactorFrom !== null)
    throw new Failure(accountErrors.secondFactorKept)
  await context.db.commit(context.district, without(context, account.id), [
    accountFact(context, 'account.second-factor-stopped', account.id, account.id),
  ])
}

/** A colleague lost the phone. Whoever has it now is out: the sessions end in the same commit. */
export async function removeSecondFactor(
  context: Context,
  id: string,
  reason: string,
  actor: Actor,
): Promise<void> {
  if (id === actor.accountId) throw new Failure(accountErrors.removeOwnHere)
  const account = await accountOf(context, id)
  if (account.factorSince === null) throw new Failure(accountErrors.secondFactorOff)
  const { district } = context
  const change = newId()
  await context.db.commit(
    district,
    [
      ...without(context, id),
      deleteSessionsOf({ district, accountId: id }),
      insertAccountChange({
        district,
        id: change,
        accountId: id,
        kind: 'second-factor-removed',
        reason,
        byId: actor.accountId,
        at: context.clock.now(),
      }),
    ],
    [
      {
        ...accountFact(context, 'account.second-factor-removed', id, actor.accountId),
        data: { change },
      },
    ],
  )
}

/**
 * The way out for the last account of the office: whoever runs the machine takes its second factor
 * away. In the ledger it stands as an act of the system.
 */
export async function resetSecondFactor(context: Context, account: AccountRecord): Promise<void> {
  await context.db.commit(
    context.district,
    [
      ...without(context, account.id),
      deleteSessionsOf({ district: context.district, accountId: account.id }),
    ],
    [accountFact(context, 'account.second-factor-reset', account.id, null)],
  )
}

export async function distrustDevice(context: Context, id: string, actor: Actor): Promise<void> {
  try {
    await context.db.commit(
      context.district,
      [deleteTrustedDevice({ district: context.district, accountId: actor.accountId, id })],
      [accountFact(context, 'account.device-distrusted', actor.accountId, actor.accountId)],
    )
  } catch (error) {
    if (error instanceof Conflict) throw new Failure(accountErrors.deviceNotFound)
    throw error
  }
}

/** A code once more, before something sensitive. */
export async function proveAgain(
  context: Context,
  guesses: Guesses,
  code: string,
  actor: Actor,
  { token, address }: { token: string; address: string },
): Promise<void> {
  const account = await accountOf(context, actor.accountId)
  if (account.factorSince === null) throw new Failure(accountErrors.secondFactorOff)
  const passed = await passCode(context, guesses, account, code, address)
  try {
    await context.db.commit(
      context.district,
      [...passed.writes, proved(context, token)],
      passed.facts,
    )
  } catch (error) {
    throw asWrongCode(error)
  }
}
