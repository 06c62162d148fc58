import { isMobile, plainPhone } from '@mashang/shared/core/phones.ts'
import type { PersonalChannel } from '@mashang/shared/deliveries/deliveries.words.ts'
import { type Preferences, usualPreferences } from '@mashang/shared/deliveries/preferences.rules.ts'
import { type AccountRecord, findAccounts } from '../accounts/accounts.store.ts'
import type { Context } from '../core/context.ts'
import { opened } from '../core/secrets.ts'
import { addressesOf, preferencesOf } from './preferences.store.ts'

/** Somebody with an account, and where messages reach them. */
export interface Person {
  account: AccountRecord
  preferences: Preferences
  /** Plain addresses; absent where there is none. */
  addresses: Partial<Record<PersonalChannel, string>>
}

export const addressContext = (accountId: string, channel: string): string =>
  `delivery ${accountId} ${channel}`

/** The account's own phone: a representative's login. */
function phoneOf(context: Context, account: AccountRecord): string | undefined {
  const phone = plainPhone(opened(context, account.login, account.id) ?? '')
  return isMobile(phone) ? phone : undefined
}

/** People by their account's id; closed accounts are missing. */
export async function peopleOf(
  context: Context,
  accountIds: readonly string[],
): Promise<Map<string, Person>> {
  const ids = [...new Set(accountIds)]
  if (ids.length === 0) return new Map()
  const [accounts, preferences, addresses] = await Promise.all([
    findAccounts(context, ids),
    preferencesOf(context, ids),
    addressesOf(context, ids),
  ])
  const found = new Map<string, Person>()
  for (const account of accounts) {
    const phone = phoneOf(context, account)
    const person: Person = {
      account,
      preferences: preferences.get(account.id) ?? usualPreferences(account.role === 'office'),
      addresses: phone === undefined ? {} : { sms: phone },
    }
    for (const { accountId, channel, address } of addresses) {
      if (accountId !== account.id || address === null) continue
      const plain = opened(context, address, addressContext(accountId, channel))
      if (plain !== null) person.addresses[channel] = plain
    }
    found.set(account.id, person)
  }
  return found
}
