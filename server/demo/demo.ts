import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DAY } from '@mashang/shared/core/clock.ts'
import type { Role } from '@mashang/shared/core/endpoint.ts'
import { localParts } from '@mashang/shared/core/local-time.ts'
import { randomSpoken } from '@mashang/shared/core/spoken.ts'
import { sheetTitle } from '@mashang/shared/sheets/sheets.rules.ts'
import { allAccounts, anyAccount, findAccountOfRepresentative } from '../accounts/accounts.store.ts'
import { newAccount } from '../accounts/accounts.usecases.ts'
import { activePassword } from '../accounts/credentials.store.ts'
import { hashPassword } from '../accounts/passwords.ts'
import { actorOf } from '../accounts/sessions.ts'
import { activeCodes, lookUpCode } from '../codes/codes.store.ts'
import { codeUrl } from '../codes/codes.usecases.ts'
import { ConfigError } from '../core/config-error.ts'
import type { Context } from '../core/context.ts'
import { findDepartment } from '../departments/departments.store.ts'
import { districtNow, nameDemoDistrict } from '../districts/districts.store.ts'
import { matterKinds } from '../matters/matters.ts'
import {
  allRepresentatives,
  type RepresentativeRecord,
} from '../representatives/representatives.store.ts'
import { importRoster } from '../roster/import.usecases.ts'
import { hungSheets } from '../sheets/sheets.store.ts'
import { allStations } from '../stations/stations.store.ts'
import { playActivities } from './demo.activities.ts'
import { playLineage } from './demo.lineage.ts'
import { playPapers } from './demo.papers.ts'
import { playDemo } from './demo.play.ts'
import { playPoints } from './demo.points.ts'
import { makeDepartments, playSuggestions } from './demo.suggestions.ts'

export interface DemoAccount {
  role: Role
  name: string
  login: string
  password: string
}

interface DemoFile {
  url: string
  accounts: DemoAccount[]
  codes: { code: string; url: string; kind: 'representative' | 'station'; name: string }[]
}

const roster = new URL('./roster.xlsx', import.meta.url)

/** Codes of printed sheets that are told beside those of people and stations. */
const SHEETS_TOLD = 2

/** How long the roster is known already: a half-year of it is over, and not closed. */
const SITTING_SINCE = 500 * DAY

const PASSWORD_LENGTH = 12
const password = (): string => randomSpoken(PASSWORD_LENGTH, randomBytes).toLowerCase()

/**
 * The demo district: made at the first start in an empty system, told again at every later one.
 * Its people are invented; its accounts exist in this district only.
 */
export async function ensureDemo(context: Context): Promise<DemoAccount[]> {
  const file = join(context.config.dataFolder, 'demo.json')
  const district = await districtNow(context)
  if (!district.demo) {
    if (await anyAccount(context)) return []
    await writeDemo(file, await makeDemo(context))
  } else if (!existsSync(file)) {
    throw new ConfigError(
      `上次造演示区时被打断了，请删掉数据目录 ${context.config.dataFolder} 再启动。`,
    )
  }
  return (await currentDemo(context, file)).accounts
}

/** A real office never runs on the demo's data: its accounts are printed for everyone to see. */
export async function refuseDemoData(context: Context): Promise<void> {
  if ((await districtNow(context)).demo)
    throw new ConfigError(
      '数据目录里是演示数据，不能关掉演示继续用（MASHANG_DEMO=0）。请把 MASHANG_DATA 指到一个空目录。',
    )
}

async function makeDemo(context: Context): Promise<DemoFile> {
  const name = '石拐区'
  await context.db.commit(context.district, [
    nameDemoDistrict({
      id: context.district,
      name,
      shortName: '石拐',
      congress: `${name}第十七届人大代表`,
      fallbackPhone: '0472-8728000',
    }),
  ])
  // They sat before the half-year that a visitor closes.
  const earlier = { now: () => context.clock.now() - SITTING_SINCE }
  await importRoster(
    { ...context, clock: earlier },
    { bytes: readFileSync(roster), fileName: '花名册.xlsx' },
  )
  const departments = await makeDepartments(context)
  const accounts = await demoAccounts(context, departments[0] ?? '')
  const [office] = (await allAccounts(context)).filter((account) => account.role === 'office')
  if (office === undefined) throw new Error('the demo has no office account')
  await playDemo(context, actorOf(office))
  await playSuggestions(
    context,
    (await allRepresentatives(context)).filter((one) => one.state === 'serving'),
    actorOf(office),
    departments,
  )
  const serving = (await allRepresentatives(context)).filter((one) => one.state === 'serving')
  await playActivities(context, serving, actorOf(office))
  const ids = serving.map(({ id }) => id)
  for (const kind of matterKinds.values()) await kind.demo?.(context, ids, actorOf(office))
  if (serving[0] !== undefined) {
    await playLineage(context, serving[0])
    await playPapers(context, serving[0], actorOf(office))
  }
  await playPoints(context, lastHalf(context), actorOf(office))
  return { url: context.config.publicUrl, accounts, codes: await demoCodes(context) }
}

/** The last half-year that is over: `2026-1`. */
function lastHalf(context: Context): string {
  const { year, month } = localParts(context.clock.now())
  return month > 6 ? `${year}-1` : `${year - 1}-2`
}

async function demoAccounts(context: Context, departmentId: string): Promise<DemoAccount[]> {
  const representatives = (await allRepresentatives(context)).filter(
    (r) => r.state === 'serving' && r.phone !== null,
  )
  const stations = await allStations(context)
  const first = representatives[0] as RepresentativeRecord
  const second = (representatives.find(
    (r) => r.stationId === first.stationId && r.id !== first.id,
  ) ?? representatives[1]) as RepresentativeRecord
  const station = stations.find((s) => s.id === first.stationId) ?? stations[0]
  const made: DemoAccount[] = []
  for (const who of [
    { role: 'office' as const, name: '代表工委', login: 'office' },
    {
      role: 'liaison' as const,
      name: `${station?.name ?? '家站'}联络员`,
      login: 'liaison',
      stationId: station?.id ?? null,
    },
    {
      role: 'department' as const,
      name: (await findDepartment(context, departmentId))?.name ?? '承办单位',
      login: 'department',
      departmentId,
    },
  ]) {
    const word = password()
    const { write } = newAccount(context, { ...who, passwordHash: await hashPassword(word) })
    await context.db.commit(context.district, [write])
    made.push({ role: who.role, name: who.name, login: who.login, password: word })
  }
  for (const person of [first, second]) {
    const word = password()
    const account = await findAccountOfRepresentative(context, person.id)
    if (account === null) throw new Error(`demo representative ${person.id} has no account`)
    await context.db.commit(context.district, [
      activePassword({
        district: context.district,
        id: account.id,
        passwordHash: await hashPassword(word),
      }),
    ])
    made.push({
      role: 'representative',
      name: person.name,
      login: context.secrets.unseal(account.login, account.id),
      password: word,
    })
  }
  return made
}

async function demoCodes(context: Context): Promise<DemoFile['codes']> {
  const names = new Map<string, string>()
  for (const representative of await allRepresentatives(context))
    names.set(representative.id, representative.name)
  for (const station of await allStations(context)) names.set(station.id, station.name)
  const codes: DemoFile['codes'] = []
  for (const [targetId, code] of await activeCodes(context)) {
    const record = await lookUpCode(context, code)
    if (record !== null)
      codes.push({
        code,
        url: codeUrl(context, code),
        kind: record.kind,
        name: names.get(targetId) ?? '',
      })
  }
  for (const sheet of await hungSheets(context, SHEETS_TOLD))
    codes.push({
      code: sheet.code,
      url: codeUrl(context, sheet.code),
      kind: sheet.subjectKind,
      name: `${names.get(sheet.subjectId) ?? ''}（${sheetTitle(sheet)}）`,
    })
  return codes
}

async function writeDemo(file: string, demo: DemoFile): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
}

/** The demo's file; addresses in it follow the public address of today's start. */
async function currentDemo(context: Context, file: string): Promise<DemoFile> {
  const demo: DemoFile = JSON.parse(readFileSync(file, 'utf8'))
  if (demo.url === context.config.publicUrl) return demo
  const moved = { ...demo, url: context.config.publicUrl, codes: await demoCodes(context) }
  await writeDemo(file, moved)
  return moved
}
