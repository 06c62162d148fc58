import { join } from 'node:path'
import { newAccount } from '@mashang/server/accounts/accounts.usecases.ts'
import { newSession } from '@mashang/server/accounts/sessions.ts'
import { readConfig } from '@mashang/server/config.ts'
import { openDatabase } from '@mashang/server/core/db/open.ts'
import { folderStore } from '@mashang/server/core/files/folder.ts'
import { openSecrets } from '@mashang/server/core/secrets.ts'
import { systemClock } from '@mashang/shared/core/clock.ts'
import type { DataFolder } from '../core/server-process.ts'

/**
 * Accounts of the office, of the first station's liaison and of its first representative, in a data
 * folder that no process has open. Returns the representative's cookie.
 */
export async function plantAccounts(data: DataFolder): Promise<string> {
  const db = await openDatabase(null, data.path)
  const context = {
    config: readConfig({ MASHANG_DATA: data.path }),
    db,
    clock: systemClock,
    secrets: openSecrets(data.path),
    files: folderStore(join(data.path, 'files')),
    sms: null,
    district: 'home',
  }
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
  await db.commit('home', [office.write, liaison.write, own.write, session.write])
  await db.close()
  return `mashang=${session.token}`
}
