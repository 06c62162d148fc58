import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { newAccount } from '@mashang/server/accounts/accounts.usecases.ts'
import { hashPassword } from '@mashang/server/accounts/passwords.ts'
import { readConfig } from '@mashang/server/config.ts'
import { openDatabase } from '@mashang/server/core/db/open.ts'
import { folderStore } from '@mashang/server/core/files/folder.ts'
import { openSecrets } from '@mashang/server/core/secrets.ts'
import { ensureDistrict } from '@mashang/server/districts/districts.store.ts'
import { systemClock } from '@mashang/shared/core/clock.ts'
import type { PgDatabase } from '../../support/pg-database.ts'
import { plant, type Seed, unfloodable } from '../../support/seed.ts'
import { type RunningServer, startOn } from '../../support/server-process.ts'

export const PASSWORD = '草原上的星星今晚很亮'

/** Server processes that share one database and one key, each with a folder of its own. */
export interface Fleet {
  db: PgDatabase
  seed: Seed
  /** Where those that live answer. */
  urls(): string[]
  /** Kills one and starts it anew. */
  replace(index: number): Promise<void>
  end(): Promise<void>
}

/** An office, a liaison and a representative, in an empty database. */
async function settle(db: PgDatabase, folder: string): Promise<Seed> {
  const database = await openDatabase(db.url, folder)
  const context = {
    config: readConfig({ MASHANG_DATA: folder, MASHANG_DATABASE_URL: db.url }),
    db: database,
    clock: systemClock,
    secrets: openSecrets(folder),
    files: folderStore(join(folder, 'files')),
    sms: null,
    district: 'home',
  }
  await ensureDistrict(context)
  const seed = await plant(context)
  await context.db.commit(context.district, [unfloodable(context)])
  const passwordHash = await hashPassword(PASSWORD)
  const stationId = seed.stations[0]?.id ?? null
  const representativeId = seed.representatives[0]?.id ?? null
  const of = { representativeId: null, stationId: null, passwordHash }
  const people = [
    newAccount(context, { ...of, name: '办', login: 'office', role: 'office' }),
    newAccount(context, { ...of, name: '联', login: 'liaison', role: 'liaison', stationId }),
    newAccount(context, {
      ...of,
      name: '代',
      login: 'li',
      role: 'representative',
      representativeId,
    }),
  ]
  await database.commit(
    'home',
    people.map(({ write }) => write),
  )
  await database.close()
  return seed
}

/** Starts so many on an empty database. */
export async function startFleet(db: PgDatabase, folder: string, size: number): Promise<Fleet> {
  const key = join(folder, 'first')
  mkdirSync(key)
  const seed = await settle(db, key)
  const start = async (index: number): Promise<RunningServer> => {
    const own = join(folder, `process-${index}`)
    mkdirSync(own, { recursive: true })
    // Each voter has an address of their own, as behind a proxy.
    return await startOn(own, {
      MASHANG_DATABASE_URL: db.url,
      MASHANG_KEYS: key,
      MASHANG_TRUSTED_PROXIES: '127.0.0.1',
    })
  }
  const members: (RunningServer | null)[] = await Promise.all(
    Array.from({ length: size }, (_, index) => start(index)),
  )
  return {
    db,
    seed,
    urls: () => members.flatMap((member) => (member === null ? [] : [member.url])),
    async replace(index) {
      const member = members[index]
      members[index] = null
      await member?.end('SIGKILL')
      members[index] = await start(index)
    },
    async end() {
      await Promise.all(members.map((member) => member?.end('SIGKILL')))
    },
  }
}
