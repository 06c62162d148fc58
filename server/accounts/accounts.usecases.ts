import { randomBytes } from 'node:crypto'
import { accountErrors } from '@mashang/shared/accounts/accounts.errors.ts'
import type { Duty } from '@mashang/shared/accounts/duties.words.ts'
import { maySign } from '@mashang/shared/accounts/signing.rules.ts'
import type { Signing } from '@mashang/shared/accounts/signing.words.ts'
import { DAY, toIso } from '@mashang/shared/core/clock.ts'
import type { Role } from '@mashang/shared/core/endpoint.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { randomSpoken } from '@mashang/shared/core/spoken.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { DEPARTMENT_STANDS, findDepartment, stillStands } from '../departments/departments.store.ts'
import { findStation } from '../stations/stations.store.ts'
import { insertAccount } from './accounts.store.ts'
import { saveOneTimeCode } from './credentials.store.ts'
import { loginHashOf, shownLogin } from './logins.ts'
import { nobodySigns, signsAlready } from './signers.ts'

/** How long a printed one-time code works. [default] */
export const ONE_TIME_LIFE = 14 * DAY

export const accountFact = (
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

/** Characters of a code that a person types from paper: 45 bits, good for one use and 14 days. */
const ONE_TIME_LENGTH = 10
export const oneTimeCode = (): string => randomSpoken(ONE_TIME_LENGTH, randomBytes)

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
  departmentId?: string | null
  /** Of the office; null: everything. */
  duties?: Duty[] | null
  /** Of a department; null: drafts and signs. */
  signing?: Signing
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
    departmentId: account.departmentId ?? null,
    duties: account.duties ?? null,
    signing: account.signing ?? null,
    passwordHash: account.passwordHash ?? null,
    createdAt: context.clock.now(),
  })
  return { id, loginHash, write }
}

const stationOf = async (context: Context, account: NewAccount) =>
  account.stationId == null ? null : await findStation(context, account.stationId)

const departmentOf = async (context: Context, account: NewAccount) =>
  account.departmentId == null ? null : await findDepartment(context, account.departmentId)

/** The office makes an account; its owner gets a printed code. */
export async function createAccount(
  context: Context,
  wanted: NewAccount,
  by: Actor,
): Promise<OneTime> {
  if (wanted.role === 'liaison' && (await stationOf(context, wanted)) === null)
    throw new Failure(accountErrors.stationNeeded, {
      fields: [{ path: 'stationId', message: accountErrors.stationNeeded.title }],
    })
  if (wanted.role === 'department' && (await departmentOf(context, wanted)) === null)
    throw new Failure(accountErrors.departmentNeeded, {
      fields: [{ path: 'departmentId', message: accountErrors.departmentNeeded.title }],
    })
  // What another role would need is not kept: nobody has looked whether it is there.
  const duties = wanted.role === 'office' ? (wanted.duties ?? []) : null
  const { id, write } = newAccount(context, {
    name: wanted.name,
    login: wanted.login,
    role: wanted.role,
    stationId: wanted.role === 'liaison' ? wanted.stationId : null,
    departmentId: wanted.role === 'department' ? wanted.departmentId : null,
    duties,
    signing: wanted.role === 'department' ? (wanted.signing ?? null) : null,
  })
  const { departmentId } = wanted
  const drafts = wanted.role === 'department' && !maySign(wanted.signing ?? null)
  const signer = drafts && departmentId != null ? await signsAlready(context, departmentId) : []
  const code = oneTimeCode()
  const until = context.clock.now() + ONE_TIME_LIFE
  try {
    await context.db.commit(
      context.district,
      [
        ...(wanted.role === 'department' && departmentId != null
          ? [stillStands({ district: context.district, id: departmentId })]
          : []),
        ...signer,
        write,
        saveOneTimeCode({
          district: context.district,
          id,
          oneTimeHash: context.secrets.hash('one-time', code),
          oneTimeUntil: until,
        }),
      ],
      [
        {
          ...accountFact(context, 'account.created', id, by.accountId),
          ...(duties === null ? {} : { data: { duties: duties.join(' ') } }),
        },
      ],
    )
  } catch (error) {
    if (error instanceof AlreadyThere)
      throw new Failure(accountErrors.loginTaken, {
        fields: [{ path: 'login', message: accountErrors.loginTaken.title }],
      })
    if (error instanceof Conflict && error.statement === DEPARTMENT_STANDS)
      throw new Failure(accountErrors.departmentNeeded, { cause: error })
    if (nobodySigns(error)) throw new Failure(accountErrors.signerFirst, { cause: error })
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

/** As it is read out and typed. */
export const grouped = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`
