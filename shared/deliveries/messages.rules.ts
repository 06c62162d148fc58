import { HOUR } from '../core/clock.ts'
import { countdownWords, momentWords } from '../core/local-time.ts'
import type { NoticeKind } from '../notices/notices.model.ts'
import { stepOf } from './messages.words.ts'

/** What is told of one notice. Never a voter's words, name or phone, and no title: it may hold them. */
export interface Told {
  kind: NoticeKind
  /** 石拐〔2026〕0213 号; null: not about a matter. */
  number: string | null
  /** Until when an answer is due, epoch milliseconds; null where no clock runs. */
  dueAt: number | null
  data: Record<string, string | number | boolean | null>
}

const hoursOf = (told: Told): string =>
  typeof told.data.hours === 'number' ? `${told.data.hours} 小时` : '一段时间'

/** The step in a few words, at most 20 characters, for templates. */
export const stepWords = (told: Told): string => stepOf(told.kind, hoursOf(told))

/** "石拐〔2026〕0213 号：新来一件反映，还剩 23 小时（11月24日 10:32 前）" */
export function toldLine(told: Told, now: number): string {
  const subject = told.number === null ? '' : `${told.number}：`
  const due =
    told.dueAt === null
      ? ''
      : `，${countdownWords(told.dueAt, now)}（${momentWords(told.dueAt)} 前）`
  return `${subject}${stepWords(told)}${due}`
}

/** What stands for a time where a template must have one. */
export const timeOf = (told: Told, now: number): string =>
  told.dueAt === null ? momentWords(now) : `${momentWords(told.dueAt)} 前`

/** A subject line for one or many. */
export function titleOf(all: readonly Told[], now: number): string {
  const [first] = all
  if (first === undefined) return '码上代表'
  if (all.length === 1)
    return first.number === null
      ? `码上代表：${stepWords(first)}`
      : `${stepWords(first)}（${first.number}）`
  const late = all.filter((told) => told.dueAt !== null && told.dueAt < now).length
  const soon = all.filter(
    (told) => told.dueAt !== null && told.dueAt >= now && told.dueAt - now <= 4 * HOUR,
  ).length
  const parts = [
    ...(late > 0 ? [`${late} 件超期`] : []),
    ...(soon > 0 ? [`${soon} 件 4 小时内到期`] : []),
  ]
  return `码上代表：${all.length} 条提醒${parts.length > 0 ? `，${parts.join('，')}` : ''}`
}
