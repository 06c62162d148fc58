import { momentDigits } from '@mashang/shared/core/local-time.ts'
import { sheetFormats, sheetMedia } from '@mashang/shared/sheets/formats.words.ts'
import type { SheetRow } from '@mashang/shared/sheets/sheets.model.ts'
import { sheetFlags, sheetStates } from '@mashang/shared/sheets/sheets.words.ts'
import { and, desc, lt } from 'drizzle-orm'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { BOM, csvLine } from '../core/csv.ts'
import type { Filings } from './filings.ts'
import { conditionOf, type SheetFilter } from './sheets.filter.ts'
import { sheetRows } from './sheets.rows.ts'
import { sheetsTables } from './sheets.table.ts'

/** Sheets read at a time: a hundred thousand never are in memory together. */
const STEP = 500

const moment = (iso: string | null): string | null =>
  iso === null ? null : momentDigits(Date.parse(iso))

const columns: [string, (row: SheetRow) => string | number | null][] = [
  ['编号', (row) => row.number],
  ['形式', (row) => sheetFormats[row.format]],
  ['室内室外', (row) => sheetMedia[row.medium]],
  ['代表或家站', (row) => row.subject.name],
  ['所属家站', (row) => row.station?.name ?? null],
  ['片区', (row) => row.area],
  ['状态', (row) => sheetStates[row.state]],
  ['要留意', (row) => row.flags.map((flag) => sheetFlags[flag]).join('、') || null],
  ['张贴处', (row) => row.place],
  ['纬度', (row) => row.latitude],
  ['经度', (row) => row.longitude],
  ['印制时间', (row) => moment(row.printedAt)],
  ['张贴时间', (row) => moment(row.hungAt)],
  ['最近扫码', (row) => moment(row.lastScanAt)],
  ['扫码次数', (row) => row.scans],
  ['反映件数', (row) => row.filings],
  ['没处理的问题', (row) => row.openReports],
  ['网址', (row) => row.url],
]

/** The sheets of a filter as CSV, newest number first, piece by piece. */
export async function* sheetsCsv(
  context: Context,
  filter: SheetFilter,
  actor: Actor,
  filings: Filings,
): AsyncGenerator<string> {
  const { sheets: s } = context.db.tables(sheetsTables)
  const condition = await conditionOf(context, filter, actor)
  yield BOM + csvLine(columns.map(([title]) => title))
  for (let below = Number.MAX_SAFE_INTEGER; ; ) {
    const records = await context.db.read
      .select()
      .from(s)
      .where(and(condition, below === Number.MAX_SAFE_INTEGER ? undefined : lt(s.number, below)))
      .orderBy(desc(s.number))
      .limit(STEP)
    const rows = await sheetRows(context, records, filings)
    yield rows.map((row) => csvLine(columns.map(([, of]) => of(row)))).join('')
    if (records.length < STEP) return
    below = records.at(-1)?.number ?? 0
  }
}
