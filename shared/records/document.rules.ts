import type { EpochMs } from '../core/clock.ts'
import { fullDayWords, momentDigits } from '../core/local-time.ts'
import { type DutyRole, dutyRoles } from '../points/points.words.ts'
import type { RecordEntry } from './entries.rules.ts'
import { roleSums } from './entries.rules.ts'
import { type RecordSection, recordSections } from './records.words.ts'

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
}

const digits = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二', '十三']

/** The words of a printed record: basics, the six roles, every section, even an empty one. */
export function recordWords(record: PrintedRecord, now: EpochMs): RecordWords {
  const roles = roleSums(record.entries)
  const lineOf = (entry: RecordEntry) => {
    const remark = record.remarks.get(entry.key)
    const said = [entry.title, entry.detail, remark === undefined ? null : `本人备注：${remark}`]
    return { day: momentDigits(entry.at).slice(0, 10), text: said.filter(Boolean).join('；') }
  }
  const none = [{ day: '', text: '无。' }]
  const parts = [
    {
      words: '六大员履职画像',
      lines: [
        {
          day: '',
          text: (Object.keys(dutyRoles) as DutyRole[])
            .map((role) => `${dutyRoles[role]} ${roles[role]} 次`)
            .join('，'),
        },
      ],
    },
    ...(Object.keys(recordSections) as RecordSection[]).map((section) => {
      const lines = record.entries.filter((entry) => entry.section === section).map(lineOf)
      const count = lines.length === 0 ? '' : `（${lines.length} 项）`
      return { words: `${recordSections[section]}${count}`, lines: lines.length ? lines : none }
    }),
    ...(record.points.length === 0
      ? []
      : [{ words: '履职积分', lines: record.points.map((text) => ({ day: '', text })) }]),
  ]
  return {
    name: `${record.name}代表履职档案`,
    title: `${record.name}代表履职档案`,
    made: `${record.office}，依据履职事实生成，截至${fullDayWords(now)}`,
    basics: record.basics,
    sections: parts.map(({ words, lines }, i) => ({
      heading: `${digits[i + 1]}、${words}`,
      lines,
    })),
  }
}
