import { randomBytes } from 'node:crypto'
import type { accountsApi } from '@mashang/shared/accounts/accounts.api.ts'
import { accountErrors } from '@mashang/shared/accounts/accounts.errors.ts'
import type { AccountRow, AccountView } from '@mashang/shared/accounts/accounts.model.ts'
import { passwordLimits, roleWords } from '@mashang/shared/accounts/accounts.words.ts'
import { DAY, toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import type { Role } from '@mashang/shared/core/endpoint.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { normalizeSpoken, randomSpoken } from '@mashang/shared/core/spoken.ts'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { sameSecret } from '../core/secrets.ts'
import { districtNow, renameDistrict } from '../districts/districts.store.ts'
import {
  type AccountRecord,
  allAccounts,
  anyAccount,
  deleteSessionsOf,
  findAccounts,
  findByLogin,
  insertAccount,
  saveOneTimeCode,
  savePassword,
  saveSignIn,
} from './accounts.store.ts'
import type { Guesses } from './guesses.ts'
import { loginHashOf, normalizeLogin, shownLogin } from './logins.ts'
import { hashPassword, NOBODY, verifyPassword } from './passwords.ts'
import { newSession } from './sessions.ts'

/** How long a printed one-time code works. [default] */
const ONE_TIME_LIFE = 14 * DAY

export async function accountView(context: Context, account: AccountRecord): Promise<AccountView> {
  const district = await districtNow(context)
  return {
    id: account.id,
    name: account.name,
    role: account.role,
    roleWords: roleWords[account.role],
    representativeId: account.representativeId,
    stationId: account.stationId,
    districtName: district.name,
  }
}

const accountFact = (
  context: Context,
  type: string,
  accountId: string,
  by: string | null,
): Fact => ({
  at: context.clock.now(),
  type,
  actor: by === null ? { kind: 'system', id: null } : { kind: 'account', id: by },
  subject: { kind: 'account', id: accountId },
})

export interface SignedIn {
  view: AccountView
  token: string
}

/** Login and password. Unknown account and wrong password look the same, in words and in time. */
export async function signIn(
  context: Context,
  guesses: Guesses,
  credentials: { login: string; password: string },
  address: string,
): Promise<SignedIn> {
  const loginHash = loginHashOf(context, credentials.login)
  await guesses.check(loginHash, address)
  const account = await findByLogin(context, loginHash)
  const good = await verifyPassword(credentials.password, account?.passwordHash ?? NOBODY)
  if (account === null || account.passwordHash === null || !good) {
    await guesses.wrong(loginHash, address)
    throw new Failure(accountErrors.wrongLogin)
  }
  await guesses.right(loginHash, address)
  const { token, write } = newSession(context, account.id)
  const seen = saveSignIn({
    district: context.district,
    id: account.id,
    lastSignInAt: context.clock.now(),
  })
  await context.db.commit(
    context.district,
    [write, seen],
    [accountFact(context, 'account.signed-in', account.id, account.id)],
  )
  return { view: await accountView(context, account), token }
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

/** The printed code, once, and a password of one's own; other devices are signed out. */
export async function firstSignIn(
  context: Context,
  guesses: Guesses,
  command: { login: string; code: string; password: string },
  address: string,
): Promise<SignedIn> {
  const loginHash = loginHashOf(context, command.login)
  await guesses.check(loginHash, address)
  const account = await findByLogin(context, loginHash)
  const oneTimeHash = context.secrets.hash('one-time', normalizeSpoken(command.code))
  const now = context.clock.now()
  const good =
    account !== null &&
    account.oneTimeHash !== null &&
    sameSecret(account.oneTimeHash, oneTimeHash) &&
    (account.oneTimeUntil ?? 0) > now
  if (!good) {
    await guesses.wrong(loginHash, address)
    throw new Failure(accountErrors.wrongCode)
  }
  checkPassword(command.password, command.login)
  const passwordHash = await hashPassword(command.password)
  const { token, write } = newSession(context, account.id)
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
        deleteSessionsOf({ district: context.district, accountId: account.id }),
        write,
      ],
      [accountFact(context, 'account.password-set', account.id, account.id)],
    )
  } catch (error) {
    if (error instanceof Conflict) throw new Failure(accountErrors.wrongCode)
    throw error
  }
  await guesses.right(loginHash, address)
  return { view: await accountView(context, account), token }
}

export async function me(context: Context, actor: Actor): Promise<AccountView> {
  const [account] = await findAccounts(context, [actor.accountId])
  if (account === undefined) throw new Failure(accountErrors.notFound)
  return await accountView(context, account)
}

export async function signOutEverywhere(context: Context, actor: Actor): Promise<void> {
  await context.db.commit(
    context.district,
    [deleteSessionsOf({ district: context.district, accountId: actor.accountId })],
    [accountFact(context, 'account.signed-out-everywhere', actor.accountId, actor.accountId)],
  )
}

type ListQuery = z.output<NonNullable<typeof accountsApi.list.query>>

const stateOf = (account: AccountRecord): AccountRow['state'] =>
  account.closedAt !== null ? 'closed' : account.passwordHash === null ? 'invited' : 'active'

/** Accounts by role, state and name, one page. */
export async function listAccounts(
  context: Context,
  query: ListQuery,
): Promise<{ items: AccountRow[]; total: number; page: number; size: number }> {
  const q = query.q?.trim() ?? ''
  const matches = (await allAccounts(context)).filter(
    (account) =>
      (query.role === undefined || account.role === query.role) &&
      (query.state === undefined || stateOf(account) === query.state) &&
      (q === '' || account.name.includes(q)),
  )
  const from = (query.page - 1) * query.size
  const items = matches.slice(from, from + query.size).map(
    (account): AccountRow => ({
      id: account.id,
      name: account.name,
      role: account.role,
      loginShown: account.loginShown,
      stationId: account.stationId,
      representativeId: account.representativeId,
      state: stateOf(account),
      lastSignInAt: toIsoOrNull(account.lastSignInAt),
    }),
  )
  return { items, total: matches.length, page: query.page, size: query.size }
}

/** Characters of a code that a person types from paper: 45 bits, good for one use and 14 days. */
const ONE_TIME_LENGTH = 10
const oneTimeCode = (): string => randomSpoken(ONE_TIME_LENGTH, randomBytes)

export interface OneTime {
  accountId: string
  name: string
  login: string
  code: string
  expiresAt: string
}

export interface NewAccount {
  name: string
  login: string
  role: Role
  representativeId?: string | null
  stationId?: string | null
  passwordHash?: string | null
}

/** A new account, with the write that keeps it. */
export function newAccount(
  context: Context,
  account: NewAccount,
): { id: string; loginHash: string; write: Write } {
  const id = newId()
  const login = account.login.normalize('NFKC').trim()
  const loginHash = loginHashOf(context, login)
  const write = insertAccount({
    district: context.district,
    id,
    name: account.name,
    role: account.role,
    loginHash,
    loginShown: shownLogin(login),
    login: context.secrets.seal(login, id),
    representativeId: account.representativeId ?? null,
    stationId: account.stationId ?? null,
    passwordHash: account.passwordHash ?? null,
    createdAt: context.clock.now(),
  })
  return { id, loginHash, write }
}

/** The office makes an account; its owner gets a printed code. */
export async function createAccount(
  context: Context,
  wanted: NewAccount,
  by: Actor,
): Promise<OneTime> {
  const { id, write } = newAccount(context, wanted)
  const code = oneTimeCode()
  const until = context.clock.now() + ONE_TIME_LIFE
  try {
    await context.db.commit(
      context.district,
      [
        write,
        saveOneTimeCode({
          district: context.district,
          id,
          oneTimeHash: context.secrets.hash('one-time', code),
          oneTimeUntil: until,
        }),
      ],
      [accountFact(context, 'account.created', id, by.accountId)],
    )
  } catch (error) {
    if (error instanceof AlreadyThere)
      throw new Failure(accountErrors.loginTaken, {
        fields: [{ path: 'login', message: accountErrors.loginTaken.title }],
      })
    throw error
  }
  return {
    accountId: id,
    name: wanted.name,
    login: wanted.login,
    code: grouped(code),
    expiresAt: toIso(until),
  }
}

const grouped = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`

/** New codes for a batch of accounts, to be printed; each replaces the one before. */
export async function issueOneTimeCodes(
  context: Context,
  ids: string[],
  by: Actor,
): Promise<OneTime[]> {
  const wanted = [...new Set(ids)]
  const accounts = await findAccounts(context, wanted)
  if (accounts.length !== wanted.length) throw new Failure(accountErrors.notFound)
  const until = context.clock.now() + ONE_TIME_LIFE
  const made = accounts.map((account) => ({ account, code: oneTimeCode() }))
  await context.db.commit(
    context.district,
    made.map(({ account, code }) =>
      saveOneTimeCode({
        district: context.district,
        id: account.id,
        oneTimeHash: context.secrets.hash('one-time', code),
        oneTimeUntil: until,
      }),
    ),
    made.map(({ account }) =>
      accountFact(context, 'account.code-issued', account.id, by.accountId),
    ),
  )
  return made.map(({ account, code }) => ({
    accountId: account.id,
    name: account.name,
    login: context.secrets.unseal(account.login, account.id),
    code: grouped(code),
    expiresAt: toIso(until),
  }))
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
  return { view: await accountView(context, account), token: session.token }
}
