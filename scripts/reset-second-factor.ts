/**
 * `npm run run reset-second-factor <login>`: takes the second factor of an account of the office
 * away, for the last one whose phone is gone and whom no colleague can help. It stands in the
 * ledger. Settings as for the server, which may run beside it. Ends with 1 where nothing was done.
 */
import { findByLogin } from '@mashang/server/accounts/accounts.store.ts'
import { loginHashOf } from '@mashang/server/accounts/logins.ts'
import { resetSecondFactor } from '@mashang/server/accounts/second-factor.usecases.ts'
import { ConfigError } from '@mashang/server/core/config-error.ts'
import { withInstallation } from './support/installation.ts'

async function main(): Promise<number> {
  const [login] = process.argv.slice(2)
  if (login === undefined) {
    console.error('用法：npm run run reset-second-factor <账号>')
    return 2
  }
  return await withInstallation(async (context) => {
    const account = await findByLogin(context, loginHashOf(context, login))
    if (account === null) throw new ConfigError('没有这个账号，请核对一下怎么写。')
    if (account.factorSince === null)
      throw new ConfigError(`${account.name}的账号没有设两步登录，直接用密码登录就行。`)
    await resetSecondFactor(context, account)
    console.log(`${account.name}的两步登录停用了，账本里记了一笔。请马上登录，再设一次。`)
    return 0
  })
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
