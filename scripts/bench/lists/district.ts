import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { newAccount } from '@mashang/server/accounts/accounts.usecases.ts'
import { newSession } from '@mashang/server/accounts/sessions.ts'
import { newCode } from '@mashang/server/codes/codes.store.ts'
import type { Context } from '@mashang/server/core/context.ts'
import { newId } from '@mashang/server/core/ids.ts'
import { readingOf } from '@mashang/server/core/pinyin.ts'
import { ensureDemo } from '@mashang/server/demo/demo.ts'
import { ensureDistrict } from '@mashang/server/districts/districts.store.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import type { Role } from '@mashang/shared/core/endpoint.ts'
import Sqlite from 'better-sqlite3'
import { contextAt, type Fixture } from '../fixture.ts'
import { plantMatters } from '../matters.ts'

/** How much a district has kept. */
export interface Size {
  matters: number
  people: number
  facts: number
}

/** People of one station, and over how long the matters came. */
const AT_A_STATION = 50
const SPAN = 5 * 365 * DAY

/** Whoever asks, by role: first those with planted matters, then those with everything of the demo. */
export type Cookies = Record<Role, string[]>

export interface District {
  folder: string
  cookies: Cookies
  /** The last of those that were planted, by which matters come while others ask. */
  sheet: { code: string; representativeId: string }
}

const PEOPLE = '王李张刘陈杨赵黄周吴'
const GIVEN = ['建国', '秀英', '海涛', '桂兰', '志强', '敏']

/**
 * A demo district, so that there is one of everything, and so many people with accounts and sheets,
 * matters, notices and facts beside it, straight into the file: by the front door it would take days.
 */
export async function plantDistrict(folder: string, size: Size): Promise<District> {
  const context = await contextAt(folder)
  const { demo: _, ...plain } = context.config
  await ensureDistrict(context)
  const demo = await ensureDemo({ ...context, config: { ...plain, demo: true } })
  const { targets, accounts, sheet } = plantPeople(context, folder, size.people)
  const cookies = await signIn(context, targets[0], accounts[0])
  await context.db.close()
  const [first] = targets
  if (first?.stationId === undefined || demo.length === 0) throw new Error('nothing was planted')
  plantMatters({ folder, stationId: first.stationId, targets }, size.matters, 1, SPAN)
  plantFacts(folder, size.facts)
  return { folder, cookies, sheet }
}

type Targets = Fixture['targets']

/** People in order, each with a code, an account and a printed sheet; fifty share a station. */
function plantPeople(context: Context, folder: string, people: number) {
  const { district } = context
  const now = context.clock.now()
  const db = new Sqlite(join(folder, 'mashang.sqlite'))
  db.pragma('synchronous = OFF')
  const into = (table: string, row: Record<string, unknown>): void => {
    const names = Object.keys(row)
    const sql = `insert into ${table} (${names.map((name) => `"${name}"`)}) values (${names.map((name) => `@${name}`)})`
    const known = statements.get(sql) ?? db.prepare(sql)
    statements.set(sql, known)
    known.run(row)
  }
  const statements = new Map<string, Sqlite.Statement>()
  const sheetsFrom = Number(db.prepare('select max(number) from sheets').pluck().get())
  const targets: Targets = []
  const accounts: string[] = []
  let stationId = ''
  let last = { code: '', representativeId: '' }
  db.exec('begin')
  for (let index = 0; index < people; index++) {
    if (index % AT_A_STATION === 0) {
      stationId = newId()
      const number = index / AT_A_STATION + 1
      const dates = { created_at: now, updated_at: now }
      const where = { area: '老区', town: '大发街道', kind: 'home' }
      into('stations', { district, id: stationId, name: `第${number}代表之家`, ...where, ...dates })
    }
    const id = newId()
    const account = newId()
    const name = `${PEOPLE[index % PEOPLE.length]}${GIVEN[Math.floor(index / 10) % GIVEN.length]}`
    const { code } = newCode(context, 'representative', id)
    const { code: sheetCode } = newCode(context, 'representative', id)
    targets.push({ code, representativeId: id, stationId })
    accounts.push(account)
    last = { code: sheetCode, representativeId: id }
    into('representatives', {
      ...{ district, id, name, ...readingOf(name), station_id: stationId, area: '老区' },
      ...{
        electoral_unit: `大发街道第${Math.floor(index / AT_A_STATION) + 1}选区`,
        term: '第十七届',
        state: 'serving',
      },
      ...{ created_at: now, updated_at: now },
    })
    const code_ = { district, kind: 'representative', target_id: id, created_at: now }
    into('codes', { ...code_, code, sheet_id: null })
    const sheet = newId()
    into('codes', { ...code_, code: sheetCode, sheet_id: sheet })
    into('sheets', {
      ...{ district, id: sheet, number: sheetsFrom + index + 1, code: sheetCode },
      ...{ subject_kind: 'representative', subject_id: id, station_id: stationId, area: '老区' },
      ...{ format: 'a4', medium: 'plain', batch_id: 'planted', position: index },
      ...{ printed_at: now - 90 * DAY, hung_at: now - 80 * DAY, place: '菜市场门口' },
      ...{ quiet_since: now - DAY, scans: index % 50, last_scan_at: now - DAY },
    })
    into('accounts', {
      ...{ district, id: account, name, role: 'representative', representative_id: id },
      ...{ login_hash: randomBytes(16).toString('hex'), login_shown: '139****0137', login: '' },
      created_at: now,
    })
  }
  db.exec('commit')
  db.close()
  return { targets, accounts, sheet: last }
}

/** Sessions of one of each role: planted ones, and the demo's. */
async function signIn(
  context: Context,
  target: Targets[number] | undefined,
  account: string | undefined,
): Promise<Cookies> {
  const { district } = context
  if (target === undefined || account === undefined) throw new Error('there is nobody')
  const { stationId = null } = target
  const liaison = newAccount(context, {
    name: '联络员',
    login: 'bench',
    role: 'liaison',
    stationId,
  })
  await context.db.commit(district, [liaison.write])
  const cookies: Cookies = { office: [], liaison: [], representative: [], department: [] }
  const add = async (role: Role, id: string): Promise<void> => {
    const session = newSession(context, id)
    await context.db.commit(district, [session.write])
    cookies[role].push(`mashang=${session.token}`)
  }
  await add('representative', account)
  await add('liaison', liaison.id)
  const db = new Sqlite(join(context.config.dataFolder, 'mashang.sqlite'), { readonly: true })
  const played = db
    .prepare<[], { id: string; role: Role }>(
      `select id, role from accounts where closed_at is null and login <> '' and id <> '${liaison.id}'
       order by created_at, id`,
    )
    .all()
  db.close()
  for (const { id, role } of played) await add(role, id)
  return cookies
}

/** Notices to whoever has the matters, and ten facts for each, which no chain holds together. */
function plantFacts(folder: string, facts: number): void {
  const db = new Sqlite(join(folder, 'mashang.sqlite'))
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -1048576')
  const indexes = db
    .prepare<[], { name: string; sql: string }>(
      "select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in ('ledger', 'notices')",
    )
    .all()
  const last = Number(db.prepare('select coalesce(max(sequence), 0) from ledger').pluck().get())
  db.exec('begin')
  for (const index of indexes) db.exec(`drop index "${index.name}"`)
  db.exec(`create temp table planted as
    select row_number() over (order by i.filed_at) - 1 as n, i.id, i.filed_at, a.id as account
    from issues i join accounts a on a.district = i.district and a.representative_id = i.representative_id
    where a.login = ''`)
  db.exec('create unique index temp.planted_by_n on planted (n)')
  const matters = Number(db.prepare('select count(*) from planted').pluck().get())
  const each = Math.max(1, Math.floor(facts / matters))
  const types = ['filed', 'opened', 'answered', 'messaged', 'rated', 'concluded', 'noted']
  const type = types.map((one, index) => `when ${index} then 'issue.${one}'`).join(' ')
  db.prepare(`with recursive f(n) as (select 0 union all select n + 1 from f where n < ${each - 1})
    insert into ledger (district, sequence, at, type, actor_kind, actor_id, subject_kind, subject_id, data, hash)
    select 'home', ${last} + p.n * ${each} + f.n + 1, p.filed_at + f.n * 60000,
      case f.n % ${types.length} ${type} end,
      case f.n when 0 then 'voter' else 'account' end, case f.n when 0 then null else p.account end,
      'issue', p.id, '{}', printf('%064x', p.n * ${each} + f.n)
    from planted p cross join f`).run()
  db.prepare(`insert into notices
      (district, id, recipient_kind, recipient_id, kind, subject_kind, subject_id, data, at, read_at, fanned_out_at)
    select 'home', printf('%08x-%04x-7000-a000-%012x', n >> 16, n & 65535, n), 'account', account,
      'issue.arrived', 'issue', id, '{"number":1}', filed_at, filed_at, filed_at from planted`).run()
  db.prepare('update ledger_heads set sequence = (select max(sequence) from ledger)').run()
  for (const index of indexes) db.exec(index.sql)
  db.exec('commit')
  db.close()
}
