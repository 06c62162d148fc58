import type { sheetsApi } from '@mashang/shared/sheets/sheets.api.ts'
import { and, asc, count, desc, eq, gte, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { type Actor, seesDistrict } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { kept } from '../core/db/kept.ts'
import { openAlarms } from './alarms.store.ts'
import type { Filings } from './filings.ts'
import { countFilingsToRead } from './filings.usecases.ts'
import {
  conditionOf,
  isHung,
  isPrinted,
  reportedCondition,
  scopeOf,
  silentCondition,
} from './sheets.filter.ts'
import { sheetRows } from './sheets.rows.ts'
import type { SheetRecord } from './sheets.store.ts'
import { sheetsTables } from './sheets.table.ts'

type Query = z.output<NonNullable<typeof sheetsApi.list.query>>
type Reply = z.input<NonNullable<typeof sheetsApi.list.reply>>

/** One page of what the actor sees, with the counts that ask for somebody's attention. */
export async function listSheets(
  context: Context,
  query: Query,
  actor: Actor,
  filings: Filings,
): Promise<Reply> {
  const condition = await conditionOf(context, query, actor)
  if (query.sort === 'filings' || query.sort === '-filings')
    await countFilingsToRead(context, filings)
  const page = { from: (query.page - 1) * query.size, size: query.size }
  const records = await pageBy(context, condition, query.sort, page)
  return {
    items: await sheetRows(context, records, filings),
    total: await totalOf(context, query, condition, actor),
    page: query.page,
    size: query.size,
    counts: await sheetCounts(context, actor),
  }
}

/** True of every sheet that hangs; said aloud, it leads SQLite to the index of just those. */
const everQuiet = (context: Context): SQL =>
  gte(context.db.tables(sheetsTables).sheets.quietSince, 0)

async function countWhere(context: Context, condition: SQL | undefined): Promise<number> {
  const { sheets: s } = context.db.tables(sheetsTables)
  const rows = await context.db.read.select({ total: count() }).from(s).where(condition)
  return Number(rows[0]?.total ?? 0)
}

/** How many a filter finds; without one, of the whole district. */
async function totalOf(
  context: Context,
  query: Query,
  condition: SQL | undefined,
  actor: Actor,
): Promise<number> {
  const { page: _, size: __, sort: ___, ...filter } = query
  if (seesDistrict(actor) && Object.values(filter).every((value) => value === undefined))
    return (await inDistrict(context)).all
  return await countWhere(
    context,
    query.state === 'hung' ? and(condition, everQuiet(context)) : condition,
  )
}

/** Of the whole district, by their state; of scans nothing, so that those change none of it. */
const inDistrict = kept(['sheets'], async (context: Context) => {
  const { sheets: s } = context.db.tables(sheetsTables)
  const ours = eq(s.district, context.district)
  return {
    all: await countWhere(context, ours),
    printed: await countWhere(context, and(ours, isPrinted(s))),
    hung: await countWhere(context, and(ours, isHung(s), everQuiet(context))),
  }
})

/** How many of what the actor sees hang, are silent, and so on. */
export async function sheetCounts(context: Context, actor: Actor): Promise<Reply['counts']> {
  const { sheets: s } = context.db.tables(sheetsTables)
  const scope = scopeOf(context, actor)
  const { printed, hung } = seesDistrict(actor)
    ? await inDistrict(context)
    : {
        printed: await countWhere(context, and(scope, isPrinted(s))),
        hung: await countWhere(context, and(scope, isHung(s), everQuiet(context))),
      }
  return {
    printed,
    hung,
    silent: await countWhere(context, and(scope, await silentCondition(context))),
    reported: await countWhere(context, and(scope, reportedCondition(context))),
    alarms: seesDistrict(actor) ? await openAlarms(context) : 0,
  }
}

interface Page {
  from: number
  size: number
}

/** Sheets that nobody scanned count as scanned longest ago, in both databases. */
const ordersOf = (s: ReturnType<typeof sheetsTables>['sheets'], sort: Query['sort']): SQL[] =>
  ({
    number: [asc(s.number)],
    '-number': [desc(s.number)],
    scan: [sql`${s.lastScanAt} asc nulls first`, asc(s.number)],
    '-scan': [sql`${s.lastScanAt} desc nulls last`, desc(s.number)],
    scans: [asc(s.scans), asc(s.number)],
    '-scans': [desc(s.scans), desc(s.number)],
    filings: [asc(s.filings), asc(s.number)],
    '-filings': [desc(s.filings), desc(s.number)],
  })[sort]

async function pageBy(
  context: Context,
  condition: SQL | undefined,
  sort: Query['sort'],
  page: Page,
): Promise<SheetRecord[]> {
  const { sheets: s } = context.db.tables(sheetsTables)
  return await context.db.read
    .select()
    .from(s)
    .where(condition)
    .orderBy(...ordersOf(s, sort))
    .limit(page.size)
    .offset(page.from)
}

/**
 * The ids of all that a filter finds, in order. At once, as scans that come meanwhile would move
 * sheets past whoever reads on by their number.
 */
export async function orderedSheets(
  context: Context,
  condition: SQL | undefined,
  sort: Query['sort'],
  filings: Filings,
): Promise<string[]> {
  if (sort === 'filings' || sort === '-filings') await countFilingsToRead(context, filings)
  const { sheets: s } = context.db.tables(sheetsTables)
  const rows = await context.db.read
    .select({ id: s.id })
    .from(s)
    .where(condition)
    .orderBy(...ordersOf(s, sort))
  return rows.map(({ id }) => id)
}
