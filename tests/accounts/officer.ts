import { newAccount } from '@mashang/server/accounts/accounts.usecases.ts'
import { newSession } from '@mashang/server/accounts/sessions.ts'
import type { Duty } from '@mashang/shared/accounts/duties.words.ts'
import type { Client, TestApp } from '../support/app.ts'

/** Signs in somebody of the office with these duties alone; of one station only where it is given. */
export async function officerToken(
  t: TestApp,
  duties: readonly Duty[],
  stationId: string | null = null,
): Promise<string> {
  const { id, write } = newAccount(t.context, {
    name: `${duties.join()}岗位`,
    login: `duty-${duties.join()}${stationId === null ? '' : '-station'}`,
    role: 'office',
    stationId,
    duties: [...duties],
  })
  const session = newSession(t.context, id)
  await t.context.db.commit(t.context.district, [write, session.write])
  return session.token
}

export async function officer(
  t: TestApp,
  duties: readonly Duty[],
  stationId: string | null = null,
): Promise<Client> {
  const token = await officerToken(t, duties, stationId)
  return (call) => t.voter({ ...call, headers: { ...call.headers, cookie: `mashang=${token}` } })
}
