import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newAccount } from '@mashang/server/accounts/accounts.usecases.ts'
import { newSession } from '@mashang/server/accounts/sessions.ts'
import { readConfig } from '@mashang/server/config.ts'
import type { Context } from '@mashang/server/core/context.ts'
import { openDatabase } from '@mashang/server/core/db/open.ts'
import { folderStore } from '@mashang/server/core/files/folder.ts'
import { newId } from '@mashang/server/core/ids.ts'
import { openSecrets } from '@mashang/server/core/secrets.ts'
import { ensureDistrict } from '@mashang/server/districts/districts.store.ts'
import { systemClock } from '@mashang/shared/core/clock.ts'
import { filingTo, plant, type Seed, type SeededRepresentative, unfloodable } from './seed.ts'
import type { RunningServer } from './server-process.ts'

export interface DataFolder {
  path: string
  seed: Seed
  remove(): void
}

/** The context over a data folder that no process has open; its database has to be closed. */
export const contextOver = async (path: string): Promise<Context> => ({
  config: readConfig({ MASHANG_DATA: path }),
  db: await openDatabase(null, path),
  clock: systemClock,
  secrets: openSecrets(path),
  files: folderStore(join(path, 'files')),
  sms: null,
  district: 'home',
})

/** A data folder of the real kind with the seed of the tests in it. */
export async function seededFolder(parent: string = tmpdir()): Promise<DataFolder> {
  mkdirSync(parent, { recursive: true })
  const path = mkdtempSync(join(parent, 'mashang-data-'))
  const context = await contextOver(path)
  await ensureDistrict(context)
  const seed = await plant(context)
  await context.db.commit('home', [unfloodable(context)])
  await context.db.close()
  return { path, seed, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** A cookie of the office, made before the server starts that will serve. */
export async function officeOf(data: DataFolder): Promise<string> {
  const context = await contextOver(data.path)
  const account = newAccount(context, {
    name: '王主任',
    login: newId(),
    role: 'office',
    representativeId: null,
    stationId: null,
  })
  const session = newSession(context, account.id)
  await context.db.commit('home', [account.write, session.write])
  await context.db.close()
  return `mashang=${session.token}`
}

/** One filing over the network, by somebody's phone. */
export const fileAt = (
  server: Pick<RunningServer, 'url'>,
  data: Pick<DataFolder, 'seed'>,
  key: string = crypto.randomUUID(),
  changes: object = {},
): Promise<Response> =>
  fetch(`${server.url}/api/issues`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(filingTo(data.seed.representatives[0] as SeededRepresentative, changes)),
  })
