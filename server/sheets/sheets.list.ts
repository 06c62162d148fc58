import type { sheetsApi } from '@mashang/shared/sheets/sheets.api.ts'
import { and, asc, count, desc, gte, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { openAlarms } from './alarms.store.ts'
import type { Filings } from './filings.ts'
import {
  conditionOf,
  isHung,
  isPrinted,
  reportedCondition,
  scopeOf,
  silentCondition,
} from './sheets.filter.ts'
import { sheetRows } from './sheets.rows.ts'
import { type SheetRecord, sheetsByIds } from './sheets.store.ts'
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
  const total = await countWhere(
    context,
    query.state === 'hung' ? and(condition, everQuiet(context)) : condition,
  )
  const page = { from: (query.page - 1) * query.size, size: query.size }
  const records =
    query.sort === 'filings' || query.sort === '-filings'
      ? await pageByFilings(context, condition, query.sort === '-filings', page, filings)
      : await pageBy(context, condition, query.sort, page)
  return {
    items: await sheetRows(context, records, filings),
    total,
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

/** How many of what the actor sees hang, are silent, and so on. */
export async function sheetCounts(context: Context, actor: Actor): Promise<Reply['counts']> {
  const { sheets: s } = context.db.tables(sheetsTables)
  const scope = scopeOf(context, actor)
  return {
    printed: await countWhere(context, and(scope, isPrinted(s))),
    hung: await countWhere(context, and(scope, isHung(s), everQuiet(context))),
    silent: await countWhere(context, and(scope, await silentCondition(context))),
    reported: await countWhere(context, and(scope, reportedCondition(context))),
    alarms: actor.role === 'office' ? await openAlarms(context) : 0,
  }
}

interface Page {
  from: number
  size: number
}

async function pageBy(
  context: Context,
  condition: SQL | undefined,
  sort: Exclude<Query['sort'], 'filings' | '-filings'>,
  page: Page,
): Promise<SheetRecord[]> {
  const { sheets: s } = context.db.tables(sheetsTables)
  // Sheets that nobody scanned count as scanned longest ago, in both databases.
  const order = {
    number: [asc(s.number)],
    '-number': [desc(s.number)],
    scan: [sql`${s.lastScanAt} asc nulls first`, asc(s.number)],
    '-scan': [sql`${s.lastScanAt} desc nulls last`, desc(s.number)],
    scans: [asc(s.scans), asc(s.number)],
    '-scans': [desc(s.scans), desc(s.number)],
  }[sort]
  return await context.db.read
    .select()
    .from(s)
    .where(condition)
    .orderBy(...order)
    .limit(page.size)
    .offset(page.from)
}

/**
 * Two lists, one behind the other, each in the order of an index: sheets by which something was
 * filed, and the others by number. Counting the filings of every sheet for one page would take long.
 */
async function pageByFilings(
  context: Context,
  condition: SQL | undefined,
  mostFirst: boolean,
  page: Page,
  filings: Filings,
): Promise<SheetRecord[]> {
  const { sheets: s } = context.db.tables(sheetsTables)
  const by = mostFirst ? desc : asc
  const filed = sql`(${filings.counted}) as filed`
  const without = and(
    condition,
    sql`not exists (select 1 from ${filed} where filed.code = ${s.code})`,
  )
  const partOfFiled = ({ from, size }: Page) =>
    context.db.read
      .select({ id: s.id })
      .from(s)
      .innerJoin(filed, sql`filed.code = ${s.code}`)
      .where(condition)
      .orderBy(by(sql`filed.filings`), by(s.number))
      .limit(size)
      .offset(from)
  const partOfOthers = ({ from, size }: Page) =>
    context.db.read
      .select({ id: s.id })
      .from(s)
      .where(without)
      .orderBy(by(s.number))
      .limit(size)
      .offset(from)
  const total = await countWhere(context, condition)
  const others = await countWhere(context, without)
  const [first, second, border] = mostFirst
    ? [partOfFiled, partOfOthers, total - others]
    : [partOfOthers, partOfFiled, others]
  const ids = [
    ...(page.from < border ? await first(page) : []),
    ...(page.from + page.size > border
      ? await second({
          from: Math.max(0, page.from - border),
          size: Math.min(page.size, page.from + page.size - border),
        })
      : []),
  ].map((row) => row.id)
  const records = new Map((await sheetsByIds(context, ids)).map((record) => [record.id, record]))
  return ids.flatMap((id) => records.get(id) ?? [])
}
