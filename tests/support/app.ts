import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newAccount } from '@mashang/server/accounts/accounts.usecases.ts'
import { newSession } from '@mashang/server/accounts/sessions.ts'
import { createApp } from '@mashang/server/app.ts'
import { newCode } from '@mashang/server/codes/codes.store.ts'
import type { Config } from '@mashang/server/config.ts'
import { openSms } from '@mashang/server/core/channels/open.ts'
import type { Context } from '@mashang/server/core/context.ts'
import { folderStore } from '@mashang/server/core/files/folder.ts'
import type { FileStore } from '@mashang/server/core/files/store.ts'
import { newId } from '@mashang/server/core/ids.ts'
import { secretsFrom } from '@mashang/server/core/secrets.ts'
import { insertDistrict } from '@mashang/server/districts/districts.store.ts'
import { readingOf } from '@mashang/server/representatives/pinyin.ts'
import { insertRepresentative } from '@mashang/server/representatives/representatives.store.ts'
import { ScanCounter } from '@mashang/server/sheets/scan-counter.ts'
import { insertStation } from '@mashang/server/stations/stations.store.ts'
import type { EpochMs, SteadyClock } from '@mashang/shared/core/clock.ts'
import type { Role } from '@mashang/shared/core/endpoint.ts'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { openTestDatabase } from './databases.ts'

/** A clock that stands until it is moved. */
export interface TestClock extends SteadyClock {
  set(at: EpochMs | string): void
  advance(ms: number): void
  /** Moves the wall clock only: somebody set it. */
  jump(ms: number): void
}

export function testClock(start: string): TestClock {
  let at = Date.parse(start)
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

export interface SeededRepresentative {
  id: string
  name: string
  code: string
}

/** A district with two stations and three representatives, enough for every journey. */
export interface Seed {
  stations: { id: string; name: string }[]
  /** The first two serve at the first station, the third at the second. */
  representatives: SeededRepresentative[]
  stationCode: string
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
  /** Where files are kept instead of a folder that goes away. */
  files?: FileStore
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
  const clock = beside?.clock ?? testClock('2026-11-23T02:32:00.000Z')
  const { db, remove } =
    beside === undefined
      ? await openTestDatabase(folder)
      : { db: beside.context.db, remove: async () => undefined }
  const config: Config = {
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1:8080',
    dataFolder: folder,
    databaseUrl: null,
    objectStorage: null,
    limits: true,
    trustedProxies: [],
    demo: false,
    sms: null,
    mail: null,
    wechat: null,
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

/** Puts the seed into an empty district. */
export async function plant(context: Context): Promise<Seed> {
  const at = context.clock.now()
  const { district } = context
  const stations = ['大发街道代表之家', '五当召镇代表之家'].map((name) => ({ id: newId(), name }))
  const people = ['李婺', '张建平', '那顺巴雅尔'].map((name, index) => ({
    id: newId(),
    name,
    stationId: stations[index === 2 ? 1 : 0]?.id ?? '',
    town: index === 2 ? '五当召镇' : '大发街道',
  }))
  const codes = people.map((person) => newCode(context, 'representative', person.id))
  const stationCode = newCode(context, 'station', stations[0]?.id ?? '')
  await context.db.commit(district, [
    ...stations.map((station, index) =>
      insertStation({
        district,
        ...station,
        kind: 'home',
        area: index === 0 ? '老区' : '新区',
        town: index === 0 ? '大发街道' : '五当召镇',
        createdAt: at,
        updatedAt: at,
      }),
    ),
    ...people.map((person) =>
      insertRepresentative({
        district,
        ...person,
        ...readingOf(person.name),
        electoralUnit: `${person.town}第三选区`,
        area: person.town === '大发街道' ? '老区' : '新区',
        term: '第十七届',
        state: 'serving',
        createdAt: at,
        updatedAt: at,
      }),
    ),
    ...codes.map((code) => code.write),
    stationCode.write,
  ])
  return {
    stations,
    representatives: people.map(({ id, name }, index) => ({
      id,
      name,
      code: codes[index]?.code ?? '',
    })),
    stationCode: stationCode.code,
  }
}

/** A filing as a voter's phone sends it, to one of the seeded representatives. */
export const filingTo = (representative: SeededRepresentative, changes: object = {}): object => ({
  code: representative.code,
  representativeId: representative.id,
  kind: 'help',
  field: 'urban',
  title: '3 号楼南边路灯不亮',
  text: '锦绣社区 3 号楼南边的路灯坏了两个多星期，晚上一片黑，前天有位老人在台阶上摔了一跤。',
  place: '锦绣社区 3 号楼南侧',
  contact: { name: '王秀兰', salutation: 'ms', phone: '139 0000 0137' },
  hidden: false,
  publish: false,
  ...changes,
})
