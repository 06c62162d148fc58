import { DAY, type EpochMs, HOUR, MINUTE } from '../core/clock.ts'
import { localDay, localDayStart, localParts } from '../core/local-time.ts'

/**
 * When a station receives people next, out of the words in which rosters say it: "每周三",
 * "每周二至周五", "每月第一个星期二 9:00–11:30", "每月5日、20日上午9点". Words that mean nothing to it are shown as
 * they are, without a day.
 */

const WEEKDAYS = '日一二三四五六'
const ORDINALS = '一二三四五'
/** Any rule comes round within a month and some days; a 5th week may take longer. */
const LOOK_AHEAD = 100

type Matches = (day: { day: number; weekday: number; daysInMonth: number }) => boolean

const weekdayOf = (word: string): number => (word === '天' ? 0 : WEEKDAYS.indexOf(word))

function dayRule(words: string): Matches | null {
  const text = words.replace(/\s/g, '').replace(/礼拜|星期/g, '周')
  const nth = /每个?月第?([一二三四五1-5]|最后一)个?周([一二三四五六日天])/.exec(text)
  if (nth !== null) {
    const [, which = '', word = ''] = nth
    const weekday = weekdayOf(word)
    const n = ORDINALS.includes(which) ? ORDINALS.indexOf(which) + 1 : Number(which)
    return (at) =>
      at.weekday === weekday &&
      (which === '最后一' ? at.day + 7 > at.daysInMonth : Math.ceil(at.day / 7) === n)
  }
  const weekly = /每个?周((?:[一二三四五六日天](?:[、，,和及至到~～—–-]+周?)?)+)/.exec(text)
  if (weekly !== null) {
    const said = weekly[1] ?? ''
    const span = /([一二三四五六])[至到~～—–-]+周?([二三四五六日天])/.exec(said)
    if (span !== null) {
      const from = weekdayOf(span[1] ?? '')
      const to = weekdayOf(span[2] ?? '') || 7
      return ({ weekday }) => (weekday || 7) >= from && (weekday || 7) <= to
    }
    const days = new Set([...said].map(weekdayOf).filter((day) => day >= 0))
    return ({ weekday }) => days.has(weekday)
  }
  const monthly = /每个?月((?:\d{1,2}[日号]?[、，,和]?)+)/.exec(text)
  const days = [...(monthly?.[1] ?? '').matchAll(/\d{1,2}/g)].map(([day]) => Number(day))
  if (days.length === 0 || days.some((day) => day < 1 || day > 31)) return null
  return ({ day }) => days.includes(day)
}

/** Milliseconds from midnight at which it ends; the whole day where no time is said. */
function endOf(words: string): number {
  const times = [...words.matchAll(/(上午|下午|晚上)?\s*(\d{1,2})\s*(?:[:：](\d{2})|点(半)?)/g)]
  const last = times.at(-1)
  if (last === undefined) return DAY
  const half = last[1] ?? times[0]?.[1]
  const hour = Number(last[2])
  const afternoon = half !== undefined && half !== '上午' && hour < 12
  const minutes = last[4] === undefined ? Number(last[3] ?? 0) : 30
  const said = (hour + (afternoon ? 12 : 0)) * HOUR + minutes * MINUTE
  // A beginning alone says nothing of the end.
  return times.length === 1 ? Math.max(said, 12 * HOUR) + (said >= 12 * HOUR ? 6 * HOUR : 0) : said
}

/** The moment at which the day of the next reception begins; null where the words name no day. */
export function nextReception(words: string | null, now: EpochMs): EpochMs | null {
  const rule = words === null ? null : dayRule(words)
  if (words === null || rule === null) return null
  const today = localDay(now)
  for (let day = today; day < today + LOOK_AHEAD; day++) {
    const start = localDayStart(day)
    if (day === today && now >= start + endOf(words)) continue
    const { day: dayOfMonth, weekday, year, month } = localParts(start)
    const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate()
    if (rule({ day: dayOfMonth, weekday, daysInMonth })) return start
  }
  return null
}
