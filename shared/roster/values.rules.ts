import { cleanLine, cleanText } from '../core/text.ts'
import type { RepresentativeFacts, RosterCell } from './roster.model.ts'

/** Invisible characters that spreadsheets and web pages leave behind; they would make two equal names differ. */
// biome-ignore lint/suspicious/noMisleadingCharacterClass: every one of them is meant by itself
const INVISIBLE = /[\u00AD\u200B\u200C\u200D\u2060\u180E]/gu
/** Not Latin: between such characters a blank is only padding. */
const PADDING = /(?<![A-Za-z])\s+|\s+(?![A-Za-z])/gu
const NOTHING = /^([-—–_/\\、.。*]+|无|暂无|没有|不详|未知|空|null|n\/a|none)$/iu
const ZERO = 0xfee0

/** Full-width letters, digits and signs (Ａ１－) as their ordinary forms; ideographs stay as they are. */
export const halfWidth = (raw: string): string =>
  raw
    .replace(/[\uFF01-\uFF5E]/gu, (c) => String.fromCharCode(c.charCodeAt(0) - ZERO))
    .replace(/\u3000/gu, ' ')

/** A number as it was typed: no exponent, no decimal places that binary fractions add. */
const numberWords = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 1e21
    ? BigInt(value).toString()
    : String(Number.parseFloat(value.toPrecision(12)))

const isoDay = (date: Date): string => {
  if (Number.isNaN(date.getTime())) return ''
  const year = date.getUTCFullYear()
  return year < 1000 || year > 9999 ? '' : date.toISOString().slice(0, 10)
}

/** Any cell as harmless text on one line; `''` for an empty one. */
export function cellText(cell: RosterCell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? numberWords(cell) : ''
  if (typeof cell === 'boolean') return cell ? '是' : '否'
  if (cell instanceof Date) return isoDay(cell)
  return cleanLine(cell.replace(INVISIBLE, ''))
}

/** Says it again until nothing changes: what one step takes away may bring together what another one knows. */
function settled(text: string, step: (text: string) => string): string {
  const next = cleanText(step(cellText(text)))
  return next === text ? text : settled(next, step)
}

/** Text of a field: padding between Chinese characters goes, a placeholder such as “无” or “—” is nothing. */
export function normaliseText(cell: RosterCell | undefined): string | null {
  const text = settled(cellText(cell), (raw) => raw.replace(PADDING, ''))
  return text === '' || NOTHING.test(text) ? null : text
}

/** The separating dot of Mongolian and other names, in all the forms in which people type it. */
const DOTS = /[·•・･‧∙⋅᛫●．﹒]/gu

/**
 * A person's name: padding of two-character names removed (李　㛃 → 李㛃), every middle dot as U+00B7
 * (额尔敦•巴雅尔 → 额尔敦·巴雅尔), rare characters as they are. A remark such as （女） or （蒙古族） goes.
 */
export function normaliseName(cell: RosterCell | undefined): string | null {
  const name = settled(cellText(cell), (raw) =>
    raw
      .replace(PADDING, '')
      .replace(/[（(](男|女|[^\s（()）]{1,5}族)[)）]/gu, '')
      .replace(DOTS, '·')
      .replace(/(?<=\p{Script=Han})\s*[.。]\s*(?=\p{Script=Han})/gu, '·')
      .replace(/\s*·[\s·]*/gu, '·')
      .replace(/^[·\s*＊]+|[·\s*＊]+$/gu, ''),
  )
  return NOTHING.test(name) || !/[\p{L}\p{Co}\uFFFD□?？]/u.test(name) ? null : name
}

/** Characters that stand for one that got lost: replacement marks, boxes, question marks, private use. */
export const isUnreadable = (name: string): boolean =>
  /[\uFFFD□?？\uE000-\uF8FF\u{F0000}-\u{10FFFD}]/u.test(name)

export type Phone =
  | { phone: string; problem: null }
  | { phone: null; problem: 'missing' }
  | { phone: null; problem: 'short'; digits: number }
  | { phone: null; problem: 'invalid' | 'rounded' }

const MOBILE = /^1[3-9]\d{9}$/
const digitsOf = (text: string) => text.replace(/[\s\-‐‑‒–—―－().（）]/gu, '')

/** A mobile number in any of the ways in which offices write one → 11 digits, or why it is none. */
export function normalisePhone(cell: RosterCell | undefined): Phone {
  const text = normaliseText(halfWidth(cellText(cell)))
  if (text === null) return { phone: null, problem: 'missing' }
  if (/^\d(\.\d+)?e\+?\d+$/iu.test(text)) return { phone: null, problem: 'rounded' }
  for (const part of [text, ...text.split(/[/,;、，；|或]/u)]) {
    const digits = digitsOf(part).replace(/^(\+|00)?86(?=1\d{10}$)/u, '')
    if (MOBILE.test(digits)) return { phone: digits, problem: null }
  }
  const digits = digitsOf(text).replace(/^\+/u, '')
  return /^\d+$/.test(digits) && digits.length < 11 && !/^0\d{2,3}-/.test(text)
    ? { phone: null, problem: 'short', digits: digits.length }
    : { phone: null, problem: 'invalid' }
}

/** A telephone of a station: mobile, landline with or without area code, 400; otherwise null. */
export function normaliseStationPhone(cell: RosterCell | undefined): string | null {
  const mobile = normalisePhone(cell)
  if (mobile.phone) return mobile.phone
  const text = halfWidth(cellText(cell))
    .replace(/[\s()（）]/gu, '')
    .replace(/[‐‑‒–—―]/gu, '-')
  return /^(0\d{2,3}-?)?\d{7,8}(-\d{1,6})?$|^[48]00-?\d{3,4}-?\d{3,4}$|^1\d{4}$/.test(text)
    ? text
    : null
}

export type Birth =
  | { birth: string; problem: null }
  | { birth: null; problem: null | 'unreadable' }
  | { birth: string; problem: 'ambiguous' }

const unreadable: Birth = { birth: null, problem: 'unreadable' }
const pad = (n: number) => String(n).padStart(2, '0')

function partial(year: number, month?: number, day?: number): Birth {
  if (!(year >= 1900 && year <= 2100)) return unreadable
  if (month === undefined) return { birth: String(year), problem: null }
  if (month < 1 || month > 12) return unreadable
  if (day === undefined) return { birth: `${year}-${pad(month)}`, problem: null }
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  if (day < 1 || day > last) return unreadable
  return { birth: `${year}-${pad(month)}-${pad(day)}`, problem: null }
}

/** Day 1 of a spreadsheet is 1 January 1900; it also counts a 29 February 1900 that never was. */
const fromSerial = (days: number): Birth => {
  const date = new Date(Date.UTC(1899, 11, 30) + Math.floor(days) * 86_400_000)
  return partial(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}

function fromDigits(digits: string): Birth {
  const part = (from: number, to: number) => Number(digits.slice(from, to))
  if (digits.length === 8) return partial(part(0, 4), part(4, 6), part(6, 8))
  if (digits.length === 6) return partial(part(0, 4), part(4, 6))
  if (digits.length === 4) return partial(part(0, 4))
  return digits.length === 5 ? fromSerial(Number(digits)) : unreadable
}

/**
 * A date of birth as far as it is known, ISO: 1978, 1978-05 or 1978-05-01. Understands 1982.04, 1972年6月, 1973-4,
 * 1978/1/1, 196711, 19671105, dates and their serial numbers. The number 1990.1 may have been 1990.10 before
 * the spreadsheet dropped its zero: then only the year is taken.
 */
export function normaliseBirth(cell: RosterCell | undefined): Birth {
  const day = halfWidth(cellText(cell)).replace(/\s+\d{1,2}:\d{2}(:\d{2})?$/u, '')
  const text = normaliseText(day)
  if (text === null) return { birth: null, problem: null }
  if (typeof cell === 'number' && /^\d{4}\.1$/.test(text)) {
    return { birth: text.slice(0, 4), problem: 'ambiguous' }
  }
  if (/^\d+$/.test(text)) return fromDigits(text)
  const parts =
    /^(\d{4}|\d{2})[年./\-－—](?:(\d{1,2})(?:[月./\-－—](?:(\d{1,2})[日号]?)?)?)?(?:生|出生)?$/u.exec(
      text,
    )
  if (!parts) return unreadable
  const [year = Number.NaN, month, date] = parts
    .slice(1)
    .map((p) => (p === undefined ? undefined : Number(p)))
  // Of two digits, 30 to 99 are of the last century: nobody of 96 or more is elected, nobody under 18.
  const century = parts[1]?.length === 2 ? (year >= 30 ? 1900 : 2000) : 0
  return partial(century + year, month, date)
}

export function normaliseSex(cell: RosterCell | undefined): RepresentativeFacts['sex'] {
  const text = halfWidth(cellText(cell)).toLowerCase()
  if (/^(男|男性|m|male)$/u.test(text)) return 'male'
  return /^(女|女性|f|female)$/u.test(text) ? 'female' : null
}

export function normaliseYesNo(cell: RosterCell | undefined): boolean | null {
  const text = halfWidth(cellText(cell)).toLowerCase()
  if (/^(是|有|√|✓|✔|☑|y|yes|true|1|对)$/u.test(text)) return true
  return /^(否|不是|无|没有|×|✗|✘|x|n|no|false|0)$/u.test(text) ? false : null
}

/** 去世 and the like say it by themselves; 辞去 may mean another office, so it must not be followed by “仍任”. */
const LEFT =
  /辞职|辞去|请辞|调离|调出|罢免|撤销.{0,4}代表|终止|去世|逝世|病故|身故|亡故|不再担任|离任|卸任|资格.{0,3}(丧失|取消)|丧失.{0,3}资格|出缺/u
const STAYS = /仍(任|为|是|担任|保留)|继续(任|担任|保留)|保留代表|未(被)?(罢免|终止)|不(予)?终止/u

/** Whether a remark says that the person has left office, and when if it tells the year. */
export function leftByNote(note: string | null): { left: boolean; on: string | null } {
  if (!note || !LEFT.test(note) || STAYS.test(note)) return { left: false, on: null }
  const date = /(\d{4})\s*[年./-]\s*(\d{1,2})(?:\s*[月./-]\s*(\d{1,2}))?/u.exec(halfWidth(note))
  if (!date) return { left: true, on: null }
  const on = partial(Number(date[1]), Number(date[2]), date[3] ? Number(date[3]) : undefined)
  return { left: true, on: on.birth }
}

/** A name of a station or a heading as it is compared: no blanks, brackets, signs, case. */
export const comparable = (text: string): string =>
  halfWidth(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
