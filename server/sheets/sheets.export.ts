import { momentDigits } from '@mashang/shared/core/local-time.ts'
import { sheetFormats, sheetMedia } from '@mashang/shared/sheets/formats.words.ts'
import type { sheetsApi } from '@mashang/shared/sheets/sheets.api.ts'
import type { SheetRow } from '@mashang/shared/sheets/sheets.model.ts'
import { sheetFlags, sheetStates } from '@mashang/shared/sheets/sheets.words.ts'
import { and, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { type FileColumn, inPieces, type TableFile } from '../exports/table-export.ts'
import type { Filings } from './filings.ts'
import { conditionOf, type SheetFilter } from './sheets.filter.ts'
import { orderedSheets } from './sheets.list.ts'
import { sheetRows } from './sheets.rows.ts'
import { sheetsTables } from './sheets.table.ts'

type Sort = z.output<NonNullable<typeof sheetsApi.export.query>>['sort']

const moment = (iso: string | null): string | null =>
  iso === null ? null : momentDigits(Date.parse(iso))

const columns: readonly FileColumn<SheetRow>[] = [
  { of: 'number', title: '编号', cell: (row) => row.number },
  { of: 'number', title: '形式', cell: (row) => sheetFormats[row.format] },
  { of: 'number', title: '室内室外', cell: (row) => sheetMedia[row.medium] },
  { of: 'subject', title: '代表或家站', cell: (row) => row.subject.name },
  { of: 'subject', title: '所属家站', cell: (row) => row.station?.name ?? null },
  { of: 'place', title: '片区', cell: (row) => row.area },
  { of: 'state', title: '状态', cell: (row) => sheetStates[row.state] },
  {
    of: 'state',
    title: '要留意',
    cell: (row) => row.flags.map((flag) => sheetFlags[flag]).join('、') || null,
  },
  { of: 'place', title: '张贴处', cell: (row) => row.place },
  { of: 'place', title: '纬度', cell: (row) => row.latitude },
  { of: 'place', title: '经度', cell: (row) => row.longitude },
  { of: 'printed', title: '印制时间', cell: (row) => moment(row.printedAt) },
  { of: 'hung', title: '张贴时间', cell: (row) => moment(row.hungAt) },
  { of: 'scan', title: '最近扫码', cell: (row) => moment(row.lastScanAt) },
  { of: 'scans', title: '扫码次数', cell: (row) => row.scans },
  { of: 'filings', title: '反映件数', cell: (row) => row.filings },
  { of: 'state', title: '没处理的问题', cell: (row) => row.openReports },
  { of: 'url', title: '网址', cell: (row) => row.url },
]

/** The sheets of a filter as a file, in the order of the table, read piece by piece. */
export async function sheetsFile(
  context: Context,
  { sort, ...filter }: SheetFilter & { sort: Sort },
  actor: Actor,
  filings: Filings,
): Promise<TableFile<SheetRow>> {
  const { sheets: s } = context.db.tables(sheetsTables)
  const condition = await conditionOf(context, filter, actor)
  const ids = await orderedSheets(context, condition, sort, filings)
  async function* rows(): AsyncGenerator<SheetRow[]> {
    for await (const some of inPieces(ids)) {
      const records = await context.db.read
        .select()
        .from(s)
        .where(and(eq(s.district, context.district), inArray(s.id, some)))
      const byId = new Map(records.map((record) => [record.id, record]))
      const inOrder = some.flatMap((id) => byId.get(id) ?? [])
      yield await sheetRows(context, inOrder, filings)
    }
  }
  return { name: '海报', table: 'sheets', columns, total: ids.length, rows: rows() }
}
