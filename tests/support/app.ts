import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { plant, type Seed } from '@mashang/scripts/support/seed.ts'
import { newAccount } from '@mashang/server/accounts/accounts.usecases.ts'
import { newSession } from '@mashang/server/accounts/sessions.ts'
import { createApp } from '@mashang/server/app.ts'
import type { Config } from '@mashang/server/config.ts'
import { openSms } from '@mashang/server/core/channels/open.ts'
import type { Context } from '@mashang/server/core/context.ts'
import { folderStore } from '@mashang/server/core/files/folder.ts'
import type { FileStore } from '@mashang/server/core/files/store.ts'
import { secretsFrom } from '@mashang/server/core/secrets.ts'
import { insertDistrict } from '@mashang/server/districts/districts.store.ts'
import { ScanCounter } from '@mashang/server/sheets/scan-counter.ts'
import type { EpochMs, SteadyClock } from '@mashang/shared/core/clock.ts'
import type { Role } from '@mashang/shared/core/endpoint.ts'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { openTestDatabase } from './databases.ts'

export { filingTo, type SeededRepresentative } from '@mashang/scripts/support/seed.ts'

/** A clock that stands until it is moved. */
export interface TestClock extends SteadyClock {
  set(at: EpochMs | string): void
  advance(ms: number): void
  /** Moves the wall clock only: somebody set it. */
  jump(ms: number): void
}

export function testClock(start: string | EpochMs): TestClock {
  let at = typeof start === 'string' ? Date.parse(start) : start
  let steady = 1_000_000
  const advance = (ms: number): void => {
    at += ms
    steady += ms
  }
  return {
    now: () => at,
    steady: () => steady,
    boot: 'test',
    set: (to) => advance((typeof to === 'string' ? Date.parse(to) : to) - at),
    advance,
    jump: (ms) => {
      at += ms
    },
  }
}

interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  body?: unknown
  headers?: Record<string, string>
}

export type Client = (call: Call) => Promise<LightMyRequestResponse>

type Person = 'office' | 'office-2' | 'liaison' | 0 | 1 | 2

export interface TestApp {
  app: FastifyInstance
  context: Context
  clock: TestClock
  /** Counts scans; a test keeps them when it wants to see them. */
  scans: ScanCounter
  seed: Seed
  /** Somebody without an account. */
  voter: Client
  /** Signed in: one of two of the office, the first station's liaison, or a representative by index. */
  as(role: Person): Promise<Client>
  /** The same person's session, for a browser's cookie. */
  token(role: Person): Promise<string>
  close(): Promise<void>
}

export interface TestAppOptions {
  config?: Partial<Config>
  /** False: an empty district. */
  seeded?: boolean
  setupToken?: string
  /** Whether filings are looked at for a flood: a test's clock stands, and its voters write alike. */
  floods?: boolean
  /** Where files are kept instead of a folder that goes away. */
  files?: FileStore
  /** When its clock begins, where it has to agree with the machine's. */
  now?: EpochMs
  /** Takes the lines of the log. */
  log?: { write(line: string): void }
  /** Another district in the database of an application that is open already. */
  beside?: TestApp
}

/** The real application over a real database of the dialect under test; requests are injected. */
export async function startApp(options: TestAppOptions = {}): Promise<TestApp> {
  const folder = mkdtempSync(join(tmpdir(), 'mashang-test-'))
  const { beside } = options
  const district = beside === undefined ? 'home' : 'elsewhere'
  const clock = beside?.clock ?? testClock(options.now ?? '2026-11-23T02:32:00.000Z')
  const { db, url, remove } =
    beside === undefined
      ? await openTestDatabase(folder)
      : {
          db: beside.context.db,
          url: beside.context.config.databaseUrl,
          remove: async () => undefined,
        }
  const config: Config = {
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1:8080',
    dataFolder: folder,
    databaseUrl: url,
    databaseConnections: 10,
    objectStorage: null,
    district: 'home',
    limits: true,
    trustedProxies: [],
    demo: false,
    sms: null,
    mail: null,
    wechat: null,
    keys: null,
    ledgerKey: null,
    ledgerMail: null,
    backup: null,
    backupKeep: 14,
    robotOrigins: [],
    webhookOrigins: [],
    ...options.config,
  }
  const context: Context = {
    config,
    db,
    clock,
    secrets: secretsFrom(Buffer.alloc(32, 7)),
    files: options.files ?? beside?.context.files ?? folderStore(join(folder, 'files')),
    sms: openSms(config.sms, clock),
    district,
  }
  await db.commit(district, [
    insertDistrict({
      id: district,
      name: '石拐区',
      shortName: '石拐',
      congress: '石拐区人大代表',
      fallbackPhone: '0472-5660000',
      contactPolicy: 'optional',
      silentAfterDays: 14,
      demo: false,
      createdAt: clock.now(),
    }),
  ])
  const seed =
    options.seeded === false
      ? { stations: [], representatives: [], stationCode: '' }
      : await plant(context)
  const scans = new ScanCounter(context)
  const app = await createApp(context, {
    setupToken: options.setupToken ?? null,
    floods: options.floods ?? false,
    scans,
    log: options.log ?? false,
  })

  const client =
    (cookie?: string): Client =>
    ({ method = 'GET', url, body, headers = {} }) =>
      app.inject({
        method,
        url,
        headers: { ...headers, ...(cookie === undefined ? {} : { cookie }) },
        ...(body === undefined ? {} : { payload: body as Record<string, unknown> }),
      })

  const accounts = new Map<string, string>()
  const tokenOf: TestApp['token'] = async (who) => {
    const key = String(who)
    let accountId = accounts.get(key)
    if (accountId === undefined) {
      const role: Role =
        typeof who === 'number' ? 'representative' : who === 'liaison' ? 'liaison' : 'office'
      const { id, write } = newAccount(context, {
        name: typeof who === 'number' ? (seed.representatives[who]?.name ?? '') : key,
        login: `test-${key}`,
        role,
        representativeId: typeof who === 'number' ? (seed.representatives[who]?.id ?? null) : null,
        stationId: role === 'office' ? null : (seed.stations[who === 2 ? 1 : 0]?.id ?? null),
      })
      await db.commit(district, [write])
      accounts.set(key, id)
      accountId = id
    }
    const { token, write } = newSession(context, accountId)
    await db.commit(district, [write])
    return token
  }
  const as: TestApp['as'] = async (who) => client(`mashang=${await tokenOf(who)}`)

  return {
    app,
    context,
    clock,
    scans,
    seed,
    voter: client(),
    as,
    token: tokenOf,
    async close() {
      await app.close()
      if (beside === undefined) await db.close()
      await remove()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
