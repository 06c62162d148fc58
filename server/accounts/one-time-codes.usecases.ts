import type { accountsApi } from '@mashang/shared/accounts/accounts.api.ts'
import { accountErrors } from '@mashang/shared/accounts/accounts.errors.ts'
import { toIso } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { type AccountRecord, findAccountsOfAll } from './accounts.store.ts'
import { accountFact, grouped, ONE_TIME_LIFE, oneTimeCode } from './accounts.usecases.ts'
import { saveOneTimeCode } from './credentials.store.ts'

type Wanted = z.output<NonNullable<typeof accountsApi.issueCodes.body>>
type Report = z.input<NonNullable<typeof accountsApi.issueCodes.reply>>
type Row = z.input<NonNullable<typeof accountsApi.previewCodes.reply>>['items'][number]

/** What becomes of one account, in words. */
function foretell(account: AccountRecord, onlyNew: boolean): Pick<Row, 'goes' | 'words'> {
  if (account.closedAt !== null) return { goes: false, words: '账号停用了，不发' }
  if (account.passwordHash === null)
    return {
      goes: true,
      words: account.oneTimeHash === null ? '发一张' : '发一张新的，上一张作废',
    }
  return onlyNew
    ? { goes: false, words: '已经设过密码，不用再发' }
    : { goes: true, words: '发一张，用它可以另设密码；原来的密码照用到那时' }
}

/** Each account once, in the order in which they were asked for. Throws where one is not there. */
async function plan(
  context: Context,
  { accounts: ids, onlyNew = false }: Wanted,
): Promise<{ account: AccountRecord; row: Row }[]> {
  const wanted = [...new Set(ids)]
  const found = new Map(
    (await findAccountsOfAll(context, wanted)).map((account) => [account.id, account]),
  )
  return wanted.map((id) => {
    const account = found.get(id)
    if (account === undefined) throw new Failure(accountErrors.notFound)
    const { name, loginShown } = account
    return { account, row: { id, name, loginShown, ...foretell(account, onlyNew) } }
  })
}

/** Who would get a code, who would not, and why; nothing changes. */
export async function previewOneTimeCodes(
  context: Context,
  wanted: Wanted,
): Promise<{ items: Row[] }> {
  return { items: (await plan(context, wanted)).map(({ row }) => row) }
}

/** New codes for a batch of accounts, to be printed; each replaces the one before. */
export async function issueOneTimeCodes(
  context: Context,
  wanted: Wanted,
  by: Actor,
): Promise<Report> {
  const planned = await plan(context, wanted)
  const until = context.clock.now() + ONE_TIME_LIFE
  const made = planned
    .filter(({ row }) => row.goes)
    .map(({ account }) => ({ account, code: oneTimeCode() }))
  const left = planned.filter(({ row }) => !row.goes).map(({ row }) => row)
  if (made.length === 0) return { items: [], left }
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
  const items = made.map(({ account, code }) => ({
    accountId: account.id,
    name: account.name,
    login: context.secrets.unseal(account.login, account.id),
    code: grouped(code),
    expiresAt: toIso(until),
  }))
  return { items, left }
}
