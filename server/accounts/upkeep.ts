import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import { type AccountRecord, closeAccount } from './accounts.store.ts'
import { saveLogin } from './credentials.store.ts'
import { loginHashOf, shownLogin } from './logins.ts'
import { deleteRecoveryCodes, deleteTrustedDevices } from './second-factor.store.ts'
import { deleteSessionsOf } from './sessions.store.ts'

/** An account under another name or login, with the write that keeps it. Password and sessions stay. */
export function renamedAccount(
  context: Context,
  account: AccountRecord,
  to: { name: string; login: string },
): { loginHash: string; write: Write } {
  const loginHash = loginHashOf(context, to.login)
  const write = saveLogin({
    district: context.district,
    id: account.id,
    name: to.name,
    loginHash,
    loginShown: shownLogin(to.login),
    login: context.secrets.seal(to.login, account.id),
  })
  return { loginHash, write }
}

/** Out everywhere: no session goes on, and no device comes in without a code. */
export const outEverywhere = (context: Context, accountId: string): Write[] => {
  const of = { district: context.district, accountId }
  return [deleteSessionsOf(of), deleteTrustedDevices(of)]
}

/** Ends an account: signed out everywhere, and its login is free for somebody else. */
export const closedAccount = (context: Context, account: AccountRecord): Write[] => [
  closeAccount({ district: context.district, id: account.id, closedAt: context.clock.now() }),
  ...outEverywhere(context, account.id),
  deleteRecoveryCodes({ district: context.district, accountId: account.id }),
]
