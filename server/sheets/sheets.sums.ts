import type { sheetsApi } from '@mashang/shared/sheets/sheets.api.ts'
import { and, count, eq, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { type Actor, seesDistrict } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { kept } from '../core/db/kept.ts'
import { unindexed } from '../core/db/unindexed.ts'
import { stationNames } from '../stations/stations.store.ts'
import type { Filings } from './filings.ts'
import { countFilingsToRead } from './filings.usecases.ts'
import { scopeOf, silentCondition } from './sheets.filter.ts'
import { sheetsTables } from './sheets.table.ts'

type Sums = z.output<NonNullable<typeof sheetsApi.sums.reply>>
type By = z.output<NonNullable<typeof sheetsApi.sums.query>>['by']

/** Most lines; there may be as many places as sheets. */
const MOST = 1_000

const nameless: Record<By, string> = {
  place: '还没登记张贴处',
  station: '没有家站',
  area: '没有片区',
}

interface Counted {
  key: string | null
  sheets: number
  hung: number
  scans: number
  filings: number
}

/** What there is in a scope by place, station or area, most scans first, by how many of them, and of how many sheets. */
async function countedBy(
  context: Context,
  by: By,
  scope: SQL | undefined,
): Promise<{ rows: Counted[]; total: number; sheets: number }> {
  const { sheets: s } = context.db.tables(sheetsTables)
  const key = keyOf(s, by)
  const inUse = sql`${s.retiredAt} is null`
  const countIf = (condition: SQL) =>
    sql`sum(case when ${condition} then 1 else 0 end)`.mapWith(Number)
  const rows = await context.db.read
    .select({
      key,
      sheets: countIf(inUse),
      hung: countIf(sql`${inUse} and ${s.hungAt} is not null`),
      scans: sql`sum(${s.scans})`.mapWith(Number).as('all_scans'),
      filings: sql`sum(${s.filings})`.mapWith(Number),
      total: sql`count(*) over ()`.mapWith(Number),
      ever: sql`sum(count(*)) over ()`.mapWith(Number),
    })
    .from(s)
    .where(scope)
    .groupBy(key)
    .orderBy(sql`all_scans desc`, sql`${key} asc nulls last`)
    .limit(MOST)
  return { rows, total: rows[0]?.total ?? 0, sheets: rows[0]?.ever ?? 0 }
}

/** The same of the whole district, kept until a sheet is scanned, hung or filed by. */
const countedOfAll = kept(
  ['sheets', 'sheet_days', 'sheet_cursors'],
  (context, by: By) =>
    countedBy(context, by, eq(context.db.tables(sheetsTables).sheets.district, context.district)),
  { rows: ({ sheets }) => sheets },
)

const keyOf = (s: ReturnType<typeof sheetsTables>['sheets'], by: By) =>
  ({ place: s.place, station: s.stationId, area: s.area })[by]

/** How many are silent now. */
async function silentBy(
  context: Context,
  by: By,
  scope: SQL | undefined,
): Promise<Map<string | null, number>> {
  const { sheets: s } = context.db.tables(sheetsTables)
  const key = unindexed(keyOf(s, by))
  const rows = await context.db.read
    .select({ key, silent: count() })
    .from(s)
    .where(and(scope, await silentCondition(context)))
    .groupBy(key)
  return new Map(rows.map(({ key, silent }) => [key, silent]))
}

/**
 * Sums of what the actor sees by place, station or area, most scans first. `sheets` counts those in
 * use; scans and filings are all that there were, by sheets that were retired since too.
 */
export async function sumsBy(
  context: Context,
  by: By,
  actor: Actor,
  filings: Filings,
): Promise<Sums> {
  await countFilingsToRead(context, filings)
  const { rows, total } = seesDistrict(actor)
    ? await countedOfAll(context, by)
    : await countedBy(context, by, scopeOf(context, actor))
  const silent = await silentBy(context, by, scopeOf(context, actor))
  const names = by === 'station' ? await stationNames(context) : new Map<string, string>()
  const items = rows.map(({ key, sheets, hung, scans, filings }) => ({
    name: key === null ? nameless[by] : (names.get(key) ?? key),
    sheets,
    hung,
    silent: silent.get(key) ?? 0,
    scans,
    filings,
  }))
  return { items, total }
}
