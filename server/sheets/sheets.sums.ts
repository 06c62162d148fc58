import type { sheetsApi } from '@mashang/shared/sheets/sheets.api.ts'
import { silentBefore } from '@mashang/shared/sheets/sheets.rules.ts'
import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { districtNow } from '../districts/districts.store.ts'
import type { Filings } from './filings.ts'
import { subjectNames } from './sheets.rows.ts'
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

/**
 * Sums by place, station or area, most scans first. `sheets` counts those in use; scans and filings
 * are all that there were, by sheets that were retired since too.
 */
export async function sumsBy(context: Context, by: By, filings: Filings): Promise<Sums> {
  const { sheets: s } = context.db.tables(sheetsTables)
  const key = { place: s.place, station: s.stationId, area: s.area }[by]
  const { silentAfterDays } = await districtNow(context)
  const before = silentBefore(context.clock.now(), silentAfterDays)
  const inUse = sql`${s.retiredAt} is null`
  const hung = sql`${inUse} and ${s.hungAt} is not null`
  const countIf = (condition: ReturnType<typeof sql>) =>
    sql<number>`sum(case when ${condition} then 1 else 0 end)`
  const [counted] = await context.db.read
    .select({
      named: sql<number>`count(distinct ${key})`,
      nameless: countIf(sql`${key} is null`),
    })
    .from(s)
    .where(eq(s.district, context.district))
  const rows = await context.db.read
    .select({
      key,
      sheets: countIf(inUse),
      hung: countIf(hung),
      silent: countIf(sql`${hung} and ${s.quietSince} <= ${before}`),
      scans: sql<number>`sum(${s.scans})`.as('all_scans'),
    })
    .from(s)
    .where(eq(s.district, context.district))
    .groupBy(key)
    .orderBy(sql`all_scans desc`, sql`${key} asc nulls last`)
    .limit(MOST)
  const filed = await context.db.read
    .select({ key, filings: sql<number>`sum(filed.filings)` })
    .from(s)
    .innerJoin(sql`(${filings.counted}) as filed`, sql`filed.code = ${s.code}`)
    .where(eq(s.district, context.district))
    .groupBy(key)
  const filingsOf = new Map(filed.map((row) => [row.key, Number(row.filings)]))
  const names = by === 'station' ? await subjectNames(context) : new Map<string, string>()
  const items = rows.map((row) => ({
    name: row.key === null ? nameless[by] : (names.get(row.key) ?? row.key),
    sheets: Number(row.sheets),
    hung: Number(row.hung),
    silent: Number(row.silent),
    scans: Number(row.scans),
    filings: filingsOf.get(row.key) ?? 0,
  }))
  const total = Number(counted?.named ?? 0) + (Number(counted?.nameless ?? 0) > 0 ? 1 : 0)
  return { items, total }
}
