import type { RosterCell, RosterSheet } from '@mashang/shared/roster/roster.model.ts'
import { rosterLimits } from './roster.limits.ts'
import { readCsv } from './roster.read-csv.ts'
import { UnreadableRoster } from './roster.read-failure.ts'
import { fileKind } from './roster.read-kind.ts'

const isBlank = (cell: RosterCell | undefined) => cell === null || cell === undefined || cell === ''

/** Without the blank rows and columns at the end, texts cut to what any field could take. */
function tidy({ name, rows }: RosterSheet): RosterSheet {
  const height = rows.findLastIndex((row) => !row.every(isBlank)) + 1
  const width = rows.reduce(
    (most, row) => Math.max(most, row.findLastIndex((cell) => !isBlank(cell)) + 1),
    0,
  )
  if (width > rosterLimits.columns) throw new UnreadableRoster('tooManyColumns')
  const cut = (cell: RosterCell) =>
    typeof cell === 'string' ? cell.slice(0, rosterLimits.cellCharacters).toWellFormed() : cell
  return { name, rows: rows.slice(0, height).map((row) => row.slice(0, width).map(cut)) }
}

/** Loaded for workbooks only: a thread is started for each file, and most of its start was this. */
async function readWorkbook(bytes: Buffer): Promise<RosterSheet[]> {
  const { readXlsx } = await import('./roster.read-xlsx.ts')
  return readXlsx(bytes)
}

/** Reads the bytes of a roster into sheets; throws `UnreadableRoster`. Heavy: meant for a thread of its own. */
export async function readSheets(bytes: Buffer, fileName: string): Promise<RosterSheet[]> {
  const what = fileKind(bytes)
  if (what.kind === 'refused') throw new UnreadableRoster(what.why)
  const sheets = what.kind === 'zip' ? await readWorkbook(bytes) : readCsv(bytes, fileName)
  const tidied = sheets.slice(0, rosterLimits.sheets).map(tidy)
  const rows = tidied.reduce((sum, sheet) => sum + sheet.rows.length, 0)
  if (rows > rosterLimits.rows) throw new UnreadableRoster('tooManyRows')
  if (rows === 0) throw new UnreadableRoster('empty')
  let characters = 0
  for (const sheet of tidied)
    for (const row of sheet.rows)
      for (const cell of row) characters += typeof cell === 'string' ? cell.length : 8
  if (characters > rosterLimits.characters) throw new UnreadableRoster('inflatesTooFar')
  return tidied
}
