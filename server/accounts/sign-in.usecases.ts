import { accountErrors } from '@mashang/shared/accounts/accounts.errors.ts'
import type { AccountView } from '@mashang/shared/accounts/accounts.model.ts'
import { passwordLimits, roleWords } from '@mashang/shared/accounts/accounts.words.ts'
import { mustSetUp } from '@mashang/shared/accounts/second-factor.rules.ts'
import { toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { normalizeSpoken } from '@mashang/shared/core/spoken.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { sameSecret } from '../core/secrets.ts'
import { districtNow, renameDistrict } from '../districts/districts.store.ts'
import { findStation } from '../stations/stations.store.ts'
import {
  type AccountRecord,
  anyAccount,
  findAccounts,
  findByLogin,
  saveSignIn,
  saveWechat,
  stationsOfAccount,
} from './accounts.store.ts'
import { accountFact, newAccount } from './accounts.usecases.ts'
import { savePassword } from './credentials.store.ts'
import type { Guesses } from './guesses.ts'
import { loginHashOf, normalizeLogin } from './logins.ts'
import { hashPassword, NOBODY, verifyPassword } from './passwords.ts'
import { asWrongCode, secondStep, type Visit } from './second-step.ts'
import { newSession } from './sessions.ts'
import { outEverywhere } from './upkeep.ts'

async function stationsShown(
  context: Context,
  account: AccountRecord,
): Promise<AccountView['stations']> {
  if (account.role !== 'liaison' && account.role !== 'office') return []
  const found = await Promise.all(stationsOfAccount(account).map((id) => findStation(context, id)))
  return found.flatMap((station) =>
    station === null ? [] : [{ id: station.id, name: station.name }],
  )
}

export async function accountView(context: Context, account: AccountRecord): Promise<AccountView> {
  const district = await districtNow(context)
  const { role, factorSince: since } = account
  const from = role === 'office' ? district.secondFactorFrom : null
  return {
    id: account.id,
    name: account.name,
    role: account.role,
    roleWords: roleWords[account.role],
    representativeId: account.representativeId,
    stationId: account.stationId,
    stations: await stationsShown(context, account),
    departmentId: account.departmentId,
    districtName: district.name,
    districtPhone: district.fallbackPhone,
    duties: account.duties,
    signing: account.signing,
    secondFactor: {
      on: since !== null,
      from: toIsoOrNull(from),
      mustSetUp: mustSetUp({ role, since }, from, context.clock.now()),
    },
  }
}

export interface SignedIn {
  view: AccountView
  token: string
  /** Token of a device that is trusted from now on; null: no new one. */
  device: string | null
}

/** Guesses at passwords and one-time codes, and those at the second factor. */
export interface SignInLimits {
  passwords: Guesses
  codes: Guesses
}

interface SecondStep {
  second?: string | undefined
  trust?: boolean | undefined
}

/** Login and password, and a code where the account has a second factor. Unknown account and wrong password look the same, in words and in time. */
export async function signIn(
  context: Context,
  { passwords, codes }: SignInLimits,
  credentials: { login: string; password: string } & SecondStep,
  visit: Visit,
): Promise<SignedIn> {
  const loginHash = loginHashOf(context, credentials.login)
  await passwords.count(loginHash, visit.address)
  const account = await findByLogin(context, loginHash)
  const good = await verifyPassword(credentials.password, account?.passwordHash ?? NOBODY)
  if (account === null || account.passwordHash === null || !good)
    throw new Failure(accountErrors.wrongLogin)
  await passwords.right(loginHash, visit.address)
  const passed = await secondStep(context, codes, account, credentials, visit)
  const { token, write } = newSession(context, account.id, passed.provedAt)
  const seen = saveSignIn({
    district: context.district,
    id: account.id,
    lastSignInAt: context.clock.now(),
  })
  try {
    await context.db.commit(
      context.district,
      [...passed.writes, write, seen],
      [accountFact(context, 'account.signed-in', account.id, account.id), ...passed.facts],
    )
  } catch (error) {
    throw asWrongCode(error)
  }
  return { view: await accountView(context, account), token, device: passed.device }
}

function checkPassword(password: string, login: string): void {
  const repeated = new Set(password).size < 4
  const guessable =
    repeated ||
    normalizeLogin(password).includes(normalizeLogin(login)) ||
    /^(0123456789|1234567890|password)/i.test(password)
  if ([...password].length < passwordLimits.min || guessable)
    throw new Failure(accountErrors.weakPassword, {
      fields: [{ path: 'password', message: accountErrors.weakPassword.title }],
    })
}

/** The printed code, once, and a password of one's own; other devices are signed out, and none is trusted. */
export async function firstSignIn(
  context: Context,
  { passwords, codes }: SignInLimits,
  command: { login: string; code: string; password: string } & SecondStep,
  visit: Visit,
): Promise<SignedIn> {
  const loginHash = loginHashOf(context, command.login)
  await passwords.count(loginHash, visit.address)
  const account = await findByLogin(context, loginHash)
  const oneTimeHash = context.secrets.hash('one-time', normalizeSpoken(command.code))
  const now = context.clock.now()
  const good =
    account !== null &&
    account.oneTimeHash !== null &&
    sameSecret(account.oneTimeHash, oneTimeHash) &&
    (account.oneTimeUntil ?? 0) > now
  if (!good) throw new Failure(accountErrors.wrongCode)
  await passwords.right(loginHash, visit.address)
  checkPassword(command.password, command.login)
  const passed = await secondStep(context, codes, account, command, visit)
  const passwordHash = await hashPassword(command.password)
  const { token, write } = newSession(context, account.id, passed.provedAt)
  // The device that passed is still found; one that is trusted from now on stays.
  const out = outEverywhere(context, account.id)
  try {
    await context.db.commit(
      context.district,
      [
        savePassword({
          district: context.district,
          id: account.id,
          passwordHash,
          oneTimeHash,
          lastSignInAt: now,
        }),
        ...(passed.device === null ? [...passed.writes, ...out] : [...out, ...passed.writes]),
        write,
      ],
      [accountFact(context, 'account.password-set', account.id, account.id), ...passed.facts],
    )
  } catch (error) {
    if (error instanceof Conflict && error.statement === 'save password')
      throw new Failure(accountErrors.wrongCode)
    throw asWrongCode(error)
  }
  return { view: await accountView(context, account), token, device: passed.device }
}

export async function me(context: Context, actor: Actor): Promise<AccountView> {
  const [account] = await findAccounts(context, [actor.accountId])
  if (account === undefined) throw new Failure(accountErrors.notFound)
  return await accountView(context, account)
}

export async function signOutEverywhere(context: Context, actor: Actor): Promise<void> {
  await context.db.commit(
    context.district,
    [
      ...outEverywhere(context, actor.accountId),
      // The lost phone has the WeChat on it.
      saveWechat({ district: context.district, id: actor.accountId, wechatHash: null }),
    ],
    [accountFact(context, 'account.signed-out-everywhere', actor.accountId, actor.accountId)],
  )
}

/** The first administrator of an empty system, with the token that was printed at the start. */
export async function setUp(
  context: Context,
  token: string | null,
  command: { token: string; districtName: string; name: string; login: string; password: string },
): Promise<SignedIn> {
  if (token === null || (await anyAccount(context))) throw new Failure(accountErrors.setupClosed)
  if (!sameSecret(token, command.token.trim())) throw new Failure(accountErrors.setupToken)
  checkPassword(command.password, command.login)
  const { id, write } = newAccount(context, {
    name: command.name,
    login: command.login,
    role: 'office',
    passwordHash: await hashPassword(command.password),
  })
  const session = newSession(context, id)
  const shortName = command.districtName.replace(/(自治)?[旗县区市]$/, '') || command.districtName
  await context.db.commit(
    context.district,
    [
      renameDistrict({
        id: context.district,
        name: command.districtName,
        shortName,
        congress: `${command.districtName}人大代表`,
      }),
      write,
      session.write,
    ],
    [accountFact(context, 'account.set-up', id, null)],
  )
  const [account] = await findAccounts(context, [id])
  if (account === undefined) throw new Failure(accountErrors.notFound)
  return { view: await accountView(context, account), token: session.token, device: null }
}
