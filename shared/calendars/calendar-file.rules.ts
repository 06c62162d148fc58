import { localDayStart, localParts } from '../core/local-time.ts'
import { characters, cleanLine } from '../core/text.ts'
import type { CalendarFile } from './calendars.model.ts'
import { calendarLimits, type DayKind } from './calendars.words.ts'
import { dayOfIso, isoOfDay, type SpecialDay } from './work-calendar.rules.ts'

const OFF = /^(休|休息|放假|假|节假日|off)$/i
const ON = /^(班|上班|调休|补班|调休上班|on)$/i
const HEADING = /^(日期|date)$/i
/** Days that a spreadsheet counts from 1899-12-30, where a date lost its format. */
const SPREADSHEET_EPOCH = dayOfIso('1899-12-30')

/** 2026-10-01, 2026/10/1, 2026.10.1, 2026年10月1日, or a spreadsheet's number; null: no date. */
export function dateIn(cell: string): string | null {
  const plain = cell.normalize('NFKC').trim()
  if (/^\d{5}$/.test(plain)) return isoOfDay(SPREADSHEET_EPOCH + Number(plain))
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?$/.exec(plain)
  if (found === null) return null
  const [, year = '', month = '', day = ''] = found
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  // A day that does not exist rolls over into another one.
  const at = Date.parse(`${iso}T00:00:00.000Z`)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== iso ? null : iso
}

function kindIn(cell: string): DayKind | null {
  const plain = cell.normalize('NFKC').trim()
  return OFF.test(plain) ? 'off' : ON.test(plain) ? 'on' : null
}

type Row = { day: SpecialDay } | { message: string }

function rowOf(cells: readonly string[]): Row {
  const [first = '', second = '', third = ''] = cells.map(cleanLine)
  // Some write 休/班 before the name; no holiday is called so.
  const turned = kindIn(second) !== null && kindIn(third) === null
  const [name, kind] = turned ? [third, second] : [second, third]
  const date = dateIn(first)
  if (date === null) return { message: `“${first}”不是日期，要像 2026-10-01。` }
  const year = Number(date.slice(0, 4))
  if (year < calendarLimits.firstYear || year > calendarLimits.lastYear)
    return { message: `${year} 年太远了，核对一下年份。` }
  if (name === '') return { message: '第二列没有名称，比如“国庆节”。' }
  if (characters(name) > calendarLimits.name)
    return { message: `名称太长了，最多 ${calendarLimits.name} 个字。` }
  const of = kindIn(kind)
  return of === null
    ? { message: `第三列要写“休”或“班”，现在是“${kind}”。` }
    : { day: { date, name, kind: of } }
}

/** Reads rows of date, name, 休/班 (or the last two the other way round); a heading and empty rows are passed over. Rows count from 1. */
export function readCalendarRows(rows: readonly (readonly string[])[]): CalendarFile {
  const days = new Map<string, SpecialDay>()
  const faults: CalendarFile['faults'] = []
  for (const [index, cells] of rows.entries()) {
    const row = index + 1
    if (cells.every((cell) => cell.trim() === '') || HEADING.test((cells[0] ?? '').trim())) continue
    const read = rowOf(cells)
    if ('message' in read) faults.push({ row, message: read.message })
    else if (days.has(read.day.date)) {
      const { month, day } = localParts(localDayStart(dayOfIso(read.day.date)))
      faults.push({ row, message: `${month}月${day}日前面已经写过一次。` })
    } else days.set(read.day.date, read.day)
  }
  return { days: [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1)), faults }
}
