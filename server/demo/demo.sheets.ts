import { DAY, type EpochMs, HOUR } from '@mashang/shared/core/clock.ts'
import { localParts } from '@mashang/shared/core/local-time.ts'
import { batchOrder } from '@mashang/shared/sheets/batches.model.ts'
import type { PlanEntry } from '@mashang/shared/sheets/plan.rules.ts'
import { dayOf } from '@mashang/shared/sheets/sheets.rules.ts'
import { allAccounts } from '../accounts/accounts.store.ts'
import { actorOf } from '../accounts/sessions.ts'
import { newCode } from '../codes/codes.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Sequence, type Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import {
  allRepresentatives,
  type RepresentativeRecord,
} from '../representatives/representatives.store.ts'
import { insertBatch, insertBatchPlan } from '../sheets/batch-life.store.ts'
import { hangSheet } from '../sheets/hanging.usecases.ts'
import { RecentVisits } from '../sheets/recent-visits.ts'
import { reportSheet } from '../sheets/reports.usecases.ts'
import { addScans, addScansOfDay, insertSheet, sheetsByIds } from '../sheets/sheets.store.ts'
import { templateFor } from '../sheets/templates.usecases.ts'
import { allStations, findStation } from '../stations/stations.store.ts'

/** Invented walls, in the order in which they are used, and how many people a day scan there. */
const PLACES: readonly (readonly [string, number])[] = [
  ['锦绣社区公告栏', 5],
  ['街道便民大厅 2 号窗口旁', 7],
  ['菜市场东门', 4],
  ['卫生服务中心候诊厅', 6],
  ['村委会门口', 2],
  ['小学校门对面公告栏', 3],
  ['客运站候车室', 4],
  ['3 号楼 1 单元门口', 1],
  ['老年活动室', 2],
  ['供热站收费厅', 3],
  ['镇政府大门东侧', 2],
  ['供销社门口', 1],
  ['文化站一楼', 2],
  ['公交终点站', 3],
]

/** How long ago they were printed, and how many days of scans are played. */
const PRINTED = 72 * DAY
const PLAYED_DAYS = 56
/** The one that was torn and printed anew, and how long ago; the one that a voter told of. */
const TORN_AT = 2
const TORN_DAYS = 20
const REPORTED_AT = 5
/** For how many days nobody scanned some of them: torn, covered, or hung where nobody passes. */
const QUIET_DAYS = new Map([
  [TORN_AT, TORN_DAYS],
  [4, 23],
  [11, 31],
])
/** Of the last ones of a batch nobody has said yet where they hang. */
const STILL_IN_THE_OFFICE = 3

/** A sheet, and since when it can be scanned. */
interface DemoSheet {
  id: string
  code: string
  printedAt: EpochMs
  person: RepresentativeRecord
}

const at = (context: Context, moment: EpochMs): Context => ({
  ...context,
  clock: { now: () => moment },
})

/**
 * Sheets of those who get the demo's matters and of others all over the district, hung and scanned
 * for eight weeks. Returns what hangs, by person.
 */
export async function makeDemoSheets(
  context: Context,
  busy: readonly RepresentativeRecord[],
): Promise<Map<string, DemoSheet[]>> {
  const now = context.clock.now()
  const people = await whose(context, busy, PLACES.length + STILL_IN_THE_OFFICE)
  const sheets = await print(at(context, now - PRINTED), people)
  const hanger = await hangers(context)
  const hung = sheets.slice(0, PLACES.length)
  for (const [index, sheet] of hung.entries()) {
    const when = at(context, now - PRINTED + DAY + index * 2 * HOUR)
    const place = PLACES[index]?.[0] ?? ''
    const position = await nearStation(context, sheet.person, index)
    await hangSheet(when, sheet.id, { place, position }, hanger(sheet.person))
  }
  await context.db.commit(
    context.district,
    hung.flatMap((sheet, index) =>
      scansOf(context, sheet.id, index, PLAYED_DAYS, QUIET_DAYS.get(index) ?? 0),
    ),
  )
  const [torn, reported] = [hung[TORN_AT], hung[REPORTED_AT]]
  if (torn !== undefined) hung.push(await replace(context, torn, hanger(torn.person)))
  if (reported !== undefined)
    await reportSheet(
      at(context, now - 5 * HOUR),
      reported.code,
      { reason: 'covered', note: '右下角被招聘广告盖住了，码还能扫' },
      { ip: '', userAgent: '' },
      new RecentVisits(context.clock),
    )
  return Map.groupBy(
    hung.filter((sheet) => sheet !== torn),
    (sheet) => sheet.person.id,
  )
}

/** By turns somebody busy and somebody else, spread over the roster. */
async function whose(
  context: Context,
  busy: readonly RepresentativeRecord[],
  count: number,
): Promise<RepresentativeRecord[]> {
  const others = (await allRepresentatives(context)).filter(
    (r) => r.state === 'serving' && !busy.some(({ id }) => id === r.id),
  )
  const step = Math.max(1, Math.floor((2 * others.length) / count))
  return Array.from({ length: count }, (_, index) => {
    const turn = Math.floor(index / 2)
    return index % 2 === 0 ? busy[turn % busy.length] : others[(turn * step) % others.length]
  }).filter((person) => person !== undefined)
}

/** Some streets away from the station, where the roster knows its place. */
async function nearStation(
  context: Context,
  { stationId }: RepresentativeRecord,
  index: number,
): Promise<{ latitude: number; longitude: number } | undefined> {
  const station = stationId === null ? null : await findStation(context, stationId)
  if (station?.latitude == null || station.longitude === null) return undefined
  return {
    latitude: station.latitude + (((index * 5) % 7) - 3) * 0.0012,
    longitude: station.longitude + (((index * 3) % 5) - 2) * 0.0015,
  }
}

/** One sheet each, as a batch leaves them whose files are long gone. */
async function print(
  context: Context,
  people: readonly RepresentativeRecord[],
  replaces: string | null = null,
): Promise<DemoSheet[]> {
  const { district } = context
  const areas = new Map((await allStations(context)).map((station) => [station.id, station.area]))
  const printedAt = context.clock.now()
  const batchId = await printedBatch(
    context,
    people.map(({ id, stationId }) => ({
      kind: 'representative',
      id,
      stationId,
      replaces,
      place: null,
    })),
  )
  const sheets: DemoSheet[] = []
  for (const [position, person] of people.entries()) {
    const id = newId()
    const { code, write } = newCode(context, 'representative', person.id, id)
    const sheet = insertSheet({
      district,
      id,
      number: new Sequence('sheets'),
      code,
      subjectKind: 'representative',
      subjectId: person.id,
      stationId: person.stationId,
      area: person.area ?? areas.get(person.stationId ?? '') ?? null,
      format: 'a4',
      medium: 'indoors',
      batchId,
      position,
      replaces,
      printedAt,
    })
    await context.db.commit(district, [write, sheet])
    sheets.push({ id, code, printedAt, person })
  }
  return sheets
}

async function printedBatch(context: Context, plan: PlanEntry[]): Promise<string> {
  const { district } = context
  const id = newId()
  const at = context.clock.now()
  const template = await templateFor(context, undefined)
  const total = plan.length
  const {
    select,
    evenIfSame: _,
    ...settings
  } = batchOrder.parse({
    format: 'a4',
    select: { representatives: plan.map((entry) => entry.id) },
    retireOld: plan.some(({ replaces }) => replaces !== null),
  })
  await context.db.commit(district, [
    insertBatch({
      district,
      id,
      state: 'ready',
      order: settings,
      templateName: template.name,
      total,
      numbered: total,
      done: total,
      skipped: [],
      warnings: [],
      files: [],
      digest: '',
      orderKey: context.secrets.hash('batch-key', id),
      by: 'demo',
      byName: '代表工委',
      createdAt: at,
      finishedAt: at,
    }),
    insertBatchPlan({ district, id, select, template, plan }),
  ])
  return id
}

/** Who records where a sheet hangs: the liaison of its station, else the office. */
async function hangers(context: Context) {
  const actors = (await allAccounts(context)).map(actorOf)
  const office = actors.find((actor) => actor.role === 'office')
  if (office === undefined) throw new Error('the demo has no office account')
  return ({ stationId }: RepresentativeRecord): Actor =>
    actors.find((actor) => actor.role === 'liaison' && actor.stationId === stationId) ?? office
}

/**
 * Scans of a wall from so many days ago until so many: more at weekends, the same at every start.
 * @param index of its place
 */
function scansOf(
  context: Context,
  sheetId: string,
  index: number,
  from: number,
  until: number,
): Write[] {
  const { district } = context
  const now = context.clock.now()
  const usual = PLACES[index]?.[1] ?? 1
  const days: { moment: EpochMs; scans: number }[] = []
  for (let ago = from - 1; ago >= until; ago--) {
    const moment = now - ago * DAY - 2 * HOUR
    const { weekday, day } = localParts(moment)
    const weekend = weekday === 0 || weekday === 6 ? 1.6 : 1
    const scans = Math.floor(usual * weekend * (0.4 + ((index * 7 + day * 5 + ago * 3) % 11) / 9))
    if (scans > 0) days.push({ moment, scans })
  }
  const last = days.at(-1)
  if (last === undefined) return []
  const sum = days.reduce((all, { scans }) => all + scans, 0)
  return [
    addScans({ district, id: sheetId, scans: sum, at: last.moment }),
    ...days.map(({ moment, scans }) =>
      addScansOfDay({ district, sheetId, day: dayOf(moment), scans }),
    ),
  ]
}

/** A torn sheet was printed anew and hung at the same place, which retires the old one. */
async function replace(context: Context, torn: DemoSheet, actor: Actor): Promise<DemoSheet> {
  const then = at(context, context.clock.now() - TORN_DAYS * DAY)
  const [fresh] = await print(then, [torn.person], torn.id)
  const [old] = await sheetsByIds(context, [torn.id])
  if (fresh === undefined || old === undefined) throw new Error('the demo lost a sheet')
  const position = await nearStation(context, torn.person, TORN_AT)
  await hangSheet(then, fresh.id, { place: old.place ?? '', position }, actor)
  await context.db.commit(context.district, scansOf(context, fresh.id, TORN_AT, TORN_DAYS, 0))
  return fresh
}
