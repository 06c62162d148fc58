import type { EpochMs } from '../core/clock.ts'
import { fullDayWords } from '../core/local-time.ts'
import { type DutyRole, dutyRoles } from '../points/points.words.ts'
import type { RecordEntry } from './entries.rules.ts'
import { roleSums } from './entries.rules.ts'
import { emptyWords, type RecordSection, recordSections } from './records.words.ts'

/** A record as it is printed: words only, in their order. */
export interface RecordWords {
  /** Name of the file, without its ending. */
  name: string
  title: string
  /** Until when it reaches, and who made it. */
  made: string
  basics: readonly (readonly [label: string, words: string])[]
  sections: readonly { heading: string; lines: readonly { day: string; text: string }[] }[]
}

export interface PrintedRecord {
  name: string
  office: string
  basics: readonly (readonly [label: string, words: string])[]
  entries: readonly RecordEntry[]
  /** By the key of an entry. */
  remarks: ReadonlyMap<string, string>
  /** Lines about points, by whoever counts them; none where nobody does. */
  points: readonly string[]
  /** Papers that lie beside it in the system. */
  attachments: readonly Attached[]
  /** Of a kept copy: how it is checked. */
  check: readonly string[]
}

/** What lies beside one matter. */
export interface Attached {
  title: string
  photos: readonly string[]
  minutes: boolean
  files: readonly { name: string }[]
}

const attachedWords = ({ title, photos, minutes, files }: Attached): string =>
  `${title}：${[
    minutes ? '会议（活动）记录' : '',
    photos.length > 0 ? `照片 ${photos.length} 张` : '',
    ...files.map(({ name }) => name),
  ]
    .filter(Boolean)
    .join('、')}`

/** The number that a decision looked at stands beside it, on paper, too. */
const explainedWords = ({ explained }: RecordEntry): string | null =>
  explained == null ? null : `参考的积分：${explained.lines.join('；')}`

/** As many fit on two lines. */
const MOST_MARKS = 48

/** How many times one mark stands for, so that the most of them fit. */
export const timesPerMark = (counts: readonly number[]): number =>
  Math.max(1, Math.ceil(Math.max(...counts) / MOST_MARKS))

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 一 … 九十九; how many sections there are, the kinds of matter say. */
function ordinal(number: number): string {
  const tens = Math.floor(number / 10)
  const one = digits[number % 10] ?? ''
  return tens === 0 ? one : `${tens === 1 ? '' : digits[tens]}十${one}`
}

/**
 * Six lines with a mark for each time, so that one time more is seen as one; where that is too long, a
 * mark stands for several.
 */
function rolePicture(roles: Readonly<Record<DutyRole, number>>): string[] {
  const names = Object.keys(dutyRoles) as DutyRole[]
  const each = timesPerMark(names.map((role) => roles[role]))
  const lines = names.map(
    (role) => `${dutyRoles[role]}　${'■'.repeat(Math.ceil(roles[role] / each))}　${roles[role]} 次`,
  )
  return each === 1 ? lines : [...lines, `每个■是 ${each} 次，不足 ${each} 次的也画一个。`]
}

/** The words of a printed record: basics, the six roles, every section, even an empty one. */
export function recordWords(record: PrintedRecord, now: EpochMs): RecordWords {
  const roles = roleSums(record.entries)
  const lineOf = (entry: RecordEntry) => {
    const remark = record.remarks.get(entry.key)
    const said = [
      entry.title,
      entry.detail,
      explainedWords(entry),
      remark === undefined ? null : `本人备注：${remark}`,
    ]
    return { day: fullDayWords(entry.at), text: said.filter(Boolean).join('；') }
  }
  const none = [{ day: '', text: '无。' }]
  const plain = (texts: readonly string[]) => texts.map((text) => ({ day: '', text }))
  const counted = (count: number): string => (count === 0 ? '' : `（${count} 项）`)
  // As the page has it: everything by its day, whatever it is, the newest first.
  const line = record.entries.map(({ at, section, title }) => ({
    day: fullDayWords(at),
    text: `${recordSections[section]}：${title}`,
  }))
  const attached = plain(record.attachments.map(attachedWords))
  const parts = [
    {
      words: '六大员履职画像',
      lines: plain(rolePicture(roles)),
    },
    ...(Object.keys(recordSections) as RecordSection[]).map((section) => {
      const lines = record.entries.filter((entry) => entry.section === section).map(lineOf)
      const words = `${recordSections[section]}${counted(lines.length)}`
      return { words, lines: lines.length ? lines : plain([`${emptyWords(section)}。`]) }
    }),
    ...(record.points.length === 0 ? [] : [{ words: '履职积分', lines: plain(record.points) }]),
    { words: '时间线', lines: line.length ? line : none },
    { words: `附件清单${counted(attached.length)}`, lines: attached.length ? attached : none },
    ...(record.check.length === 0 ? [] : [{ words: '核对', lines: plain(record.check) }]),
  ]
  return {
    name: `${record.name}代表履职档案`,
    title: `${record.name}代表履职档案`,
    made: `${record.office}，依据履职事实生成，截至${fullDayWords(now)}`,
    basics: record.basics,
    sections: parts.map(({ words, lines }, i) => ({
      heading: `${ordinal(i + 2)}、${words}`,
      lines,
    })),
  }
}
