import { contextOver, type DataFolder } from '@mashang/scripts/support/data-folder.ts'
import { newAccount } from '@mashang/server/accounts/accounts.usecases.ts'
import { newSession } from '@mashang/server/accounts/sessions.ts'

/**
 * Accounts of the office, of the first station's liaison and of its first representative, in a data
 * folder that no process has open. Returns the representative's cookie.
 */
export async function plantAccounts(data: DataFolder): Promise<string> {
  const context = await contextOver(data.path)
  const of = { representativeId: null, stationId: null }
  const stationId = data.seed.stations[0]?.id ?? null
  const representativeId = data.seed.representatives[0]?.id ?? null
  const office = newAccount(context, { ...of, name: '办', login: 'office', role: 'office' })
  const liaison = newAccount(context, {
    ...of,
    name: '联',
    login: 'liaison',
    role: 'liaison',
    stationId,
  })
  const own = newAccount(context, {
    ...of,
    name: '代',
    login: 'li',
    role: 'representative',
    representativeId,
  })
  const session = newSession(context, own.id)
  await context.db.commit('home', [office.write, liaison.write, own.write, session.write])
  await context.db.close()
  return `mashang=${session.token}`
}
