import { leftWords } from '../representatives/left.rules.ts'

/** A fact of the ledger about somebody in the roster. */
interface SeatFact {
  sequence: number
  type: string
  data: Record<string, unknown>
}

/** One line of 任职变动. */
export interface SeatLine {
  key: string
  title: string
  detail: string | null
}

const comings: Readonly<Record<string, string>> = {
  'representative.added': '列入代表名册',
  'representative.left': '不再担任代表',
  'representative.returned': '恢复担任代表',
}

/** The day of a roster's import is not that of an election. */
const ENTERED = '这是录入系统的日子，不是当选的日子'

/** Ledgers of before told that it changed, and not from where to where. */
const UNTOLD = '当时没有记下从哪里改到哪里'

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function unitLine(from: string | null, to: string | null): Omit<SeatLine, 'key'> {
  if (to === null) return { title: '不再写明选区', detail: `原来是${from}` }
  if (from === null) return { title: `选区定为${to}`, detail: null }
  return { title: `由${from}改为${to}`, detail: null }
}

function stationLine(from: string | null, to: string | null): Omit<SeatLine, 'key'> {
  if (to === null) return { title: `转出${from}`, detail: null }
  return { title: `转入${to}`, detail: from === null ? null : `原来在${from}` }
}

/**
 * What one fact says of somebody's seat: that they came or left, and from where to where they went.
 * @param stationName names of stations as they are
 */
export function seatLines(
  { sequence, type, data }: SeatFact,
  stationName: (id: string) => string,
): SeatLine[] {
  const key = `seat:${sequence}`
  const coming = comings[type]
  const left = type === 'representative.left' ? textOf(data.on) : null
  const detail = type === 'representative.added' ? ENTERED : left === null ? null : leftWords(left)
  const lines: SeatLine[] = coming === undefined ? [] : [{ key, title: coming, detail }]
  if (type === 'representative.added') return lines
  const fields = (textOf(data.fields) ?? '').split(' ')
  const named = (id: unknown): string | null => {
    const known = textOf(id)
    return known === null ? null : stationName(known)
  }
  if ('unitFrom' in data)
    lines.push({ key: `${key}:unit`, ...unitLine(textOf(data.unitFrom), textOf(data.unitTo)) })
  else if (fields.includes('electoralUnit'))
    lines.push({ key: `${key}:unit`, title: '选区有变动', detail: UNTOLD })
  if ('stationFrom' in data)
    lines.push({
      key: `${key}:station`,
      ...stationLine(named(data.stationFrom), named(data.stationTo)),
    })
  else if (fields.includes('station'))
    lines.push({ key: `${key}:station`, title: '所在家站有变动', detail: UNTOLD })
  return lines
}
