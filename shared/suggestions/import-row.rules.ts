import type { EpochMs } from '../core/clock.ts'
import { DAY } from '../core/clock.ts'
import { dayStartOf, localParts } from '../core/local-time.ts'
import { characters, cleanText } from '../core/text.ts'
import type { RosterCell } from '../roster/roster.model.ts'
import { cellText, halfWidth, normaliseBirth, normaliseName } from '../roster/values.rules.ts'
import { type ImportField, importFields } from './import.words.ts'
import {
  type AnswerClass,
  type HandlerPart,
  type Satisfaction,
  suggestionLimits,
} from './suggestions.words.ts'

/** One row as it was read, before names are looked up. */
export interface ReadRow {
  row: number
  year: number
  number: number
  title: string
  text: string
  lead: string
  cosigners: string[]
  /** The citizen at the session whose idea the lead has taken up; null: the list names none. */
  attendee: string | null
  departments: { name: string; part: HandlerPart }[]
  submittedAt: EpochMs
  assignedAt: EpochMs
  /** The end of the last day; null: counted from the assignment. */
  dueAt: EpochMs | null
  answeredAt: EpochMs | null
  letter: string
  class: AnswerClass | null
  /** Class B: by when it is to be done, the end of that day; null: the list does not say. */
  promisedFor: EpochMs | null
  satisfaction: Satisfaction | null
  met: boolean
  /** Null: the list does not say. */
  secret: boolean | null
}

/** Whom a row names, and which suggestion it is: looked up whatever else is wrong with it. */
export type NamesOfRow = Pick<ReadRow, 'cosigners' | 'departments'> & {
  /** Null: there is none, or it cannot be understood. */
  number: { year: number; number: number } | null
  lead: string | null
  /** As the list says it. */
  contact: string
}

/** Why a row cannot be taken, or what of it is left out. */
export interface RowProblem {
  row: number
  field: ImportField | null
  message: string
}

const NAMES = /[、,，;；/\n]+/u

const partsOf = (text: string): string[] =>
  text
    .split(NAMES)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** "石拐建〔2025〕12 号", "2025-012", "第12号", 12 → its number, and its year where it says one. */
export function numberOf(text: string): { year: number | null; number: number } | null {
  const plain = halfWidth(text)
  const both = /(20\d{2})\D+(\d{1,6})/u.exec(plain)
  if (both) return { year: Number(both[1]), number: Number(both[2]) }
  const alone = /^\D*(\d{1,6})\D*$/u.exec(plain)
  return alone ? { year: null, number: Number(alone[1]) } : null
}

/** What offices write into a cell for nothing. */
const NOTHING = /^([-—–/无]+|暂无|未评价|没有评价|未反馈)$/u
/** 不予采纳, 无法解决, 没有得到解决; but 不断解决 and 未来解决 say no "no". */
const NOT_SOLVED =
  /(不(?!断)|未(?!来)|没|无法|无力|难以|很难|暂缓)[^，。；、,;]{0,3}(解决|采纳|列入|纳入)|解决不了|留作参考|条件.{0,3}限制/u
const PARTLY = /部分.{0,2}(解决|采纳)|[未没不].{0,2}(完全|全部|彻底)/u

/**
 * "A 类", "Ａ", "已解决" → its letter. What denies is looked for first, since it holds the words of
 * what it denies.
 */
export function classIn(text: string): AnswerClass | null {
  const letter = /[ABC]/u.exec(halfWidth(text).toUpperCase())?.[0]
  if (letter !== undefined) return letter as AnswerClass
  if (PARTLY.test(text)) return 'B'
  if (NOT_SOLVED.test(text)) return 'C'
  if (/正在|计划|逐步/u.test(text)) return 'B'
  return /解决|采纳/u.test(text) && !/待|拟|将/u.test(text) ? 'A' : null
}

/** "不太满意", "比较满意" → which of the three; 未表示满意 is none of them. */
export function satisfactionIn(text: string): Satisfaction | null {
  if (/[没无未][^，。；、,;]{0,4}满意/u.test(text)) return null
  if (/[不欠][^，。；、,;]{0,2}满意/u.test(text)) return 'dissatisfied'
  if (/基本上?满意|较为?满意/u.test(text)) return 'fair'
  return /满意(?!度)/u.test(text) ? 'satisfied' : null
}

/** Whether they met: 面商, 是; of 未面商，电话沟通 each part is looked at for itself. */
export const metIn = (text: string): boolean =>
  text
    .replaceAll('是否', '')
    .split(/[，。；、,;\s]+/u)
    .some(
      (part) =>
        /^(是|是的|有|√|✓)$/u.test(part) ||
        (/面商|面谈|当面|走访|上门|座谈|见面/u.test(part) && !/[不未没无否]/u.test(part)),
    )

/** Whether a word on how they spoke says that they met, that they did not, or which other way. */
export const isContactKnown = (text: string): boolean =>
  text === '' ||
  metIn(text) ||
  /^(否|不是|[未没].*|[×✗xX])$|电话|来电|短信|微信|网络|邮件|走访|座谈|书面|函|其他|其它/u.test(
    text,
  )

/**
 * 不予公开, 涉密, 主动公开, 没有 (not yet public) → whether it stays inside; null: neither. A mere 是 or 否
 * says nothing: some lists ask 是否公开, some 是否保密.
 */
export const secretIn = (text: string): boolean | null => {
  if (/([不未非]|暂缓)[^，。；、]{0,8}公开|依申请/u.test(text)) return true
  if (/[不非无](涉密|保密)/u.test(text)) return false
  if (/涉密|保密|内部|秘密/u.test(text)) return true
  return /公开|没有/u.test(text) ? false : null
}

/** One leads, whoever else is named joins. */
const severalLeads = (names: readonly string[]): string =>
  `领衔代表写了 ${names.length} 位（${names.join('、')}），只能有一位：请在这一格留下领衔的一位，其余的写到“附议代表”那一格。`

/** 住建局（会办） → a name and its part; without a word the first of a list leads, others help. */
function departmentIn(text: string, otherwise: HandlerPart): { name: string; part: HandlerPart } {
  const name = text.replace(/[（(](主办|会办|协办|分办)[)）]/u, '').trim()
  const word = /[（(](主办|会办|协办|分办)[)）]/u.exec(text)?.[1]
  const part = { 主办: 'lead', 会办: 'co', 协办: 'co', 分办: 'separate' }[word ?? ''] as
    | HandlerPart
    | undefined
  return { name, part: part ?? otherwise }
}

/** @param cell the cell of a field @param year of numbers that say none */
export function namesIn(cell: (field: ImportField) => RosterCell, year: number): NamesOfRow {
  const text = (field: ImportField): string => cellText(cell(field))
  const said = numberOf(text('number'))
  return {
    number: said && { year: said.year ?? year, number: said.number },
    // Of several nobody is looked up: which of them leads is for whoever sent the list to say.
    lead: partsOf(text('lead')).length > 1 ? null : normaliseName(cell('lead')),
    cosigners: [...new Set(partsOf(text('cosigners')).flatMap((one) => normaliseName(one) ?? []))],
    departments: [
      ...partsOf(text('departments')).map((name, i) => departmentIn(name, i === 0 ? 'lead' : 'co')),
      ...partsOf(text('co')).map((name) => departmentIn(name, 'co')),
    ],
    contact: text('contact').replace(NOTHING, ''),
  }
}

/**
 * Reads one row, or says all that is wrong with it.
 * @param cell the cell of a field @param year of numbers that say none @param now which years are over
 */
export function readRow(
  row: number,
  cell: (field: ImportField) => RosterCell,
  year: number,
  now: EpochMs,
): ReadRow | RowProblem[] {
  const problems: RowProblem[] = []
  /** One sentence for a cell: what is wrong with it first. */
  const wrong = (field: ImportField, message: string): null => {
    if (!problems.some((one) => one.field === field)) problems.push({ row, field, message })
    return null
  }
  const text = (field: ImportField): string => cellText(cell(field))
  const given = (field: ImportField): string => text(field).replace(NOTHING, '')
  const long = (field: ImportField): string => {
    const raw = cell(field)
    return typeof raw === 'string' ? cleanText(raw) : text(field)
  }
  const must = (field: ImportField, value: string, limit: number): string => {
    if (value === '') wrong(field, `没有${importFields[field]}，请补上。`)
    else if (characters(value) > limit)
      wrong(field, `${importFields[field]}太长了，最多 ${limit} 个字，请改短。`)
    return value
  }
  const day = (field: ImportField): EpochMs | null => {
    const raw = cell(field)
    if (text(field) === '') return null
    // A moment of an export counts by its day.
    const read = normaliseBirth(typeof raw === 'string' ? raw.replace(/ .*/u, '') : raw)
    if (read.birth?.length !== 10)
      return wrong(field, `看不懂${importFields[field]}，请写成 2025-03-18 这样。`)
    return dayStartOf(read.birth)
  }
  /** A day of something that has happened. */
  const past = (field: ImportField): EpochMs | null => {
    const at = day(field)
    return at !== null && at > now ? wrong(field, `${importFields[field]}在今天以后，请核对。`) : at
  }
  const { number: said, departments, ...names } = namesIn(cell, year)
  if (said === null) wrong('number', '没有编号，或者看不懂，请写成 2025-12 这样。')
  else if (said.year >= localParts(now).year)
    wrong('number', `${said.year} 年还没过完，只能导入往年的，今年的请在系统里办。`)
  const title = must('title', text('title'), suggestionLimits.title)
  const leads = partsOf(text('lead'))
  const lead =
    leads.length > 1
      ? wrong('lead', severalLeads(leads))
      : (names.lead ?? wrong('lead', '没有领衔代表，请补上。'))
  const submitted = past('submitted')
  const assigned = past('assigned')
  const assignedAt = assigned ?? submitted
  if (text('assigned') === '' && text('submitted') === '')
    wrong('assigned', '没有交办日期，也没有提交日期，请至少补上一个。')
  if (submitted !== null && assigned !== null && assigned < submitted)
    wrong('assigned', '交办日期在提交日期前面，请核对。')
  const answeredAt = past('answered')
  const isAnswered = text('answered') !== ''
  const due = day('due')
  const judged = {
    class: classIn(given('class')),
    satisfaction: satisfactionIn(given('satisfaction')),
  }
  if (given('class') !== '' && judged.class === null)
    wrong('class', '看不懂解决程度，请写 A、B 或 C。')
  if (given('satisfaction') !== '' && judged.satisfaction === null)
    wrong('satisfaction', '看不懂代表评价，请写满意、基本满意或不满意；没有就空着。')
  const promised = given('promised') === '' ? null : day('promised')
  if (promised !== null && judged.class !== 'B' && (judged.class !== null || given('class') === ''))
    wrong('promised', '只有 B 类才有承诺办结日期，请核对解决程度，或把这一格空着。')
  if (promised !== null && answeredAt !== null && promised < answeredAt)
    wrong('promised', '承诺办结日期在答复日期前面，请核对。')
  if (promised !== null && departments.every(({ part }) => part === 'co'))
    wrong('departments', '有承诺办结日期却没有主办单位，请写明由哪个单位办。')
  const secret = given('secret') === '' ? null : secretIn(given('secret'))
  if (given('secret') !== '' && secret === null)
    wrong('secret', '看不出能不能公开，请写“公开”或“不公开”，不要只写是或否。')
  if (judged.class !== null && !isAnswered)
    wrong('answered', '有解决程度却没有答复日期，请补上答复日期。')
  if (isAnswered && departments.length === 0) wrong('departments', '有答复却没有承办单位，请补上。')
  if (answeredAt !== null && assignedAt !== null && answeredAt < assignedAt)
    wrong('answered', '答复日期在交办日期前面，请核对。')
  if (judged.satisfaction !== null && !isAnswered)
    wrong('answered', '代表评价过却没有答复日期，请补上答复日期。')
  const attendee = given('attendee').replace(/^(否|不是|×)$/u, '')
  if (/^(是|有|√|✓)$/u.test(attendee))
    wrong('attendee', '请写列席人员的姓名，不要只写“是”；不是列席人员提的就空着。')
  else if (attendee !== '') must('attendee', attendee, suggestionLimits.people)
  const words = long('text')
  if (words !== '') must('text', words, suggestionLimits.text)
  const letter = long('letter')
  if (letter !== '') must('letter', letter, suggestionLimits.letter)
  if (problems.length > 0 || said === null || lead === null || assignedAt === null) return problems
  return {
    row,
    ...said,
    title,
    text: words === '' ? title : words,
    lead,
    cosigners: names.cosigners,
    attendee: attendee === '' ? null : attendee,
    departments,
    submittedAt: submitted ?? assignedAt,
    assignedAt,
    dueAt: due === null ? null : due + DAY,
    answeredAt,
    letter,
    ...judged,
    promisedFor: promised === null ? null : promised + DAY,
    met: metIn(names.contact),
    secret,
  }
}
