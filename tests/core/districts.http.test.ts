import { join } from 'node:path'
import { newAccount } from '@mashang/server/accounts/accounts.usecases.ts'
import { newSession } from '@mashang/server/accounts/sessions.ts'
import { allJobs } from '@mashang/server/all-jobs.ts'
import { createApp } from '@mashang/server/app.ts'
import type { Context } from '@mashang/server/core/context.ts'
import type { Unit } from '@mashang/server/core/db/commit.ts'
import { folderStore } from '@mashang/server/core/files/folder.ts'
import { newId } from '@mashang/server/core/ids.ts'
import { machineClock } from '@mashang/server/core/steady-clock.ts'
import { AttemptMeter } from '@mashang/server/deliveries/deliveries.metrics.ts'
import { ensureDemo } from '@mashang/server/demo/demo.ts'
import { ensureDistrict } from '@mashang/server/districts/districts.store.ts'
import { allRepresentatives } from '@mashang/server/representatives/representatives.store.ts'
import { schemaOf } from '@mashang/server/schema.ts'
import { createPrinter } from '@mashang/server/sheets/print/printer.ts'
import { ScanCounter } from '@mashang/server/sheets/scan-counter.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import type { Role } from '@mashang/shared/core/endpoint.ts'
import { eq } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../support/app.ts'
import { recordStatements, withoutDistrict } from '../support/statements.ts'

/** Two districts in one database, each with an application of its own: one is rich, one empty. */
let t: TestApp
let rich: FastifyInstance
let other: FastifyInstance
let elsewhere: Context
const recorded = recordStatements()
const commits: Unit[] = []
/** What names things in the rich district, one of each kind, by the column where it stands. */
let names: string[]
const printer = createPrinter()
const ROLES: Role[] = ['office', 'liaison', 'representative']

beforeAll(async () => {
  t = await startApp({ seeded: false })
  const { engine } = t.context.db
  const run = engine.runGroup.bind(engine)
  engine.runGroup = (units) => {
    commits.push(...units)
    return run(units)
  }
  await ensureDemo(t.context)
  elsewhere = {
    ...t.context,
    district: 'other',
    files: folderStore(join(t.context.config.dataFolder, 'files-of-other')),
  }
  await ensureDistrict(elsewhere)
  rich = t.app
  other = await createApp(elsewhere)
  names = [...(await namesOf('home'))]
}, 120_000)
afterAll(async () => {
  recorded.stop()
  await printer.close()
  await other.close()
  await t.close()
})

/** One of each kind: an id, a code, a hash of every table that has them. */
async function namesOf(district: string): Promise<Set<string>> {
  const found = new Set<string>()
  for (const table of Object.values(schemaOf(t.context.db.dialect))) {
    const own = 'district' in table ? eq(table.district, district) : eq(table.id, district)
    const rows: object[] = await t.context.db.read.select().from(table).where(own)
    for (const [column, value] of Object.entries(rows.at(-1) ?? {}))
      if (/^(id|code|doorCode|tokenHash)$/.test(column) && /^[\w-]{9,}$/.test(String(value)))
        found.add(String(value))
  }
  return found
}

async function cookieIn(context: Context, role: Role): Promise<string> {
  const own = (await allRepresentatives(context)).find((person) => person.stationId !== null)
  const account = newAccount(context, {
    name: role,
    login: newId(),
    role,
    representativeId: role === 'representative' ? (own?.id ?? newId()) : null,
    stationId: role === 'office' ? null : (own?.stationId ?? newId()),
  })
  const session = newSession(context, account.id)
  await context.db.commit(context.district, [account.write, session.write])
  return `mashang=${session.token}`
}

const HOLE = /\{\w+\}/g

interface Seen {
  /** Who asked for what. */
  what: string
  status: number
  body: string
}

/** What each role is told at every address that can be read, with one name after another. */
async function readAll(
  app: FastifyInstance,
  district: string,
  asked: readonly string[],
): Promise<Seen[]> {
  const { paths } = (await app.inject({ url: '/api/openapi.json' })).json()
  const seen: Seen[] = []
  for (const role of ROLES) {
    const cookie = await cookieIn({ ...t.context, district }, role)
    for (const [path, operations] of Object.entries<object>(paths)) {
      if (!('get' in operations) || path === '/api/notices/stream') continue
      for (const name of path.includes('{') ? asked : ['']) {
        const url = path.replaceAll(HOLE, name)
        const { statusCode, body } = await app.inject({ url, headers: { cookie } })
        seen.push({ what: `${role} ${path}`, status: statusCode, body: plain(body, name) })
      }
    }
  }
  return seen
}

/** Without the name that was asked for and what differs from one moment to the next. */
const plain = (body: string, name: string): string =>
  (name === '' ? body : body.replaceAll(name, '…')).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '…')

describe('two districts in one database', () => {
  it('never see anything of each other, wherever they look', async () => {
    const home = await readAll(rich, 'home', names)
    // The same questions are answered where things are; else this would show nothing.
    const answered = new Set(home.flatMap(({ what, status }) => (status === 200 ? [what] : [])))
    expect(answered.size).toBeGreaterThan(100)
    expect([...answered].filter((what) => what.includes('{')).length).toBeGreaterThan(30)
    const named = home.filter(({ body }) => names.some((name) => body.includes(name)))
    expect(named.length).toBeGreaterThan(20)

    const nobody = await readAll(other, 'other', [newId(), 'nobody-has-it'])
    const told = Map.groupBy(nobody, ({ what }) => what)
    const away = await readAll(other, 'other', names)
    const leaks = away.filter(
      ({ what, status, body }) =>
        status >= 500 ||
        names.some((name) => body.includes(name)) ||
        (status < 300 && what.includes('{') && !told.get(what)?.some((same) => same.body === body)),
    )
    expect(leaks).toEqual([])
  }, 120_000)

  it('do everything that a server does by itself, each for its own', async () => {
    const work = (context: Context) =>
      allJobs(context, {
        printer,
        scans: new ScanCounter(context),
        attempts: new AttemptMeter(),
        clock: machineClock(),
        onOtherKeys: () => undefined,
      })
    const failed: string[] = []
    const done: string[] = []
    // What is to be done in a month, a year and four years; what goes at the second turn goes, too.
    for (const passed of [0, 30 * DAY, 365 * DAY, 1_100 * DAY]) {
      t.clock.advance(passed)
      for (const context of [t.context, elsewhere])
        for (const { name, run } of work(context))
          await run(new AbortController().signal).then(
            () => done.push(name),
            (error: unknown) => failed.push(`${name} in ${context.district}: ${error}`),
          )
    }
    expect(failed).toEqual([])
    expect(new Set(done).size).toBeGreaterThan(25)
  }, 300_000)

  it('are named in every statement, so that rows may lie on different machines', () => {
    const own = [...recorded.seen].filter((sql) =>
      /^\s*(select|insert|update|delete|with)\b/i.test(sql),
    )
    expect(own.length).toBeGreaterThan(200)
    const lost = own.flatMap((sql) => withoutDistrict(sql).map((name) => `${name}: ${sql}`))
    expect(lost).toEqual([])
  })

  it('share no commit', () => {
    expect(commits.length).toBeGreaterThan(100)
    const strays = commits.flatMap(({ district, writes }) =>
      writes.flatMap(({ statement, values }) => {
        const of = values.district ?? values.id
        return of === district ? [] : [`${statement.name} in ${district}: ${String(of)}`]
      }),
    )
    expect(strays).toEqual([])
  })
})
