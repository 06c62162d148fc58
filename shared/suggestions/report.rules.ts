import type { EpochMs } from '../core/clock.ts'
import { dayWords, fullDayWords, localParts } from '../core/local-time.ts'
import { percentWords, type Share } from '../core/percent.ts'
import { belongs, type Counted, type Figure } from './figures.rules.ts'
import type { Matter } from './matter.rules.ts'
import { promisesOpen } from './promises.rules.ts'
import { type DepartmentSums, sumsByDepartment, totalOf } from './report-departments.rules.ts'
import { stateWords } from './state-words.rules.ts'
import { type ClassWords, fallenStates, suggestionStates } from './suggestions.words.ts'

/** One suggestion of the year, as the office sees it. */
export interface ReportItem extends Counted {
  number: string
  matter: Matter
  /** An answer is owed: the first one, or once more. */
  owed: boolean
  /** Until when; null: it cannot be counted yet. */
  dueAt: EpochMs | null
}

export interface ReportData {
  year: number
  now: EpochMs
  district: string
  office: string
  items: readonly ReportItem[]
  figures: readonly (Share & { words: string; meaning: string })[]
  /** The departments in the order of their list. */
  departments: readonly string[]
  department: (id: string) => string
  classes: ClassWords
}

/** Widths in mm, together 156; the first row is the heading. */
export interface ReportTable {
  columns: readonly number[]
  rows: readonly (readonly string[])[]
}

/** A heading, what stands under it, and the table where there is one. */
export interface ReportSection {
  heading: string
  paragraphs: readonly string[]
  table: ReportTable | null
  /** What stands under the table. */
  after: readonly string[]
}

export interface ReportWords {
  /** Of the file, without its kind. */
  name: string
  title: string
  to: string
  opening: string
  sections: readonly ReportSection[]
  closing: string
  signature: string
  date: string
}

const OUT: ReadonlySet<Counted['state']> = new Set(fallenStates)

/** Assigned, and neither taken back nor laid aside: what the figures count. */
const isCounted = (item: ReportItem, now: EpochMs): boolean =>
  belongs('solved' satisfies Figure, item, now).denominator

const some = (count: number, words: string): string[] => (count === 0 ? [] : [`${words}${count}件`])

/** The year until today, or as a whole. */
function periodOf({ year, now }: ReportData): string {
  const today = localParts(now).year === year ? dayWords(now) : '12月31日'
  return `${year}年1月1日至${today}`
}

function overview(data: ReportData, counted: readonly ReportItem[]): string[] {
  const { items, year, classes } = data
  const inState = (state: Counted['state']): number =>
    items.filter((one) => one.state === state).length
  const waiting = items.filter((one) => one.firstAssignedAt === null && !OUT.has(one.state)).length
  const attendees = items.flatMap(({ matter }) => matter.attendee ?? [])
  const secret = items.filter(({ matter }) => matter.secret).length
  const answered = counted.filter(({ answeredAt }) => answeredAt !== null).length
  const open = counted.length - answered
  const of = (which: keyof ClassWords): string =>
    `${which}类（${classes[which]}）${counted.filter((one) => one.class === which).length}件`
  const handlers = sumsByDepartment(counted, data.departments).length
  return [
    `${year}年共收到代表建议、批评和意见${items.length}件${
      attendees.length === 0
        ? ''
        : `，其中列席人员提出、由代表采纳的${attendees.length}件，列席人员${new Set(attendees).size}人`
    }。`,
    `${[
      `交办${counted.length}件，由${handlers}个承办单位办理`,
      ...some(waiting, '还没有交办'),
      ...some(inState('declined'), '不予立案'),
      ...some(inState('merged'), '并案'),
      ...some(inState('withdrawn'), '撤回'),
    ].join('；')}。`,
    `交办的建议中，已经答复${answered}件，还没有答复${open}件。已经答复的，${of('A')}；${of('B')}；${of('C')}。`,
    ...(secret === 0 ? [] : [`其中不公开的${secret}件，计入本报告的各个数字，不列编号和题目。`]),
  ]
}

const rates = ({ figures }: ReportData): ReportTable => ({
  columns: [26, 26, 18, 18, 68],
  rows: [
    ['名称', '比率', '分子', '分母', '怎样计算'],
    ...figures.map((one) => [
      one.words,
      percentWords(one),
      String(one.numerator),
      String(one.denominator),
      one.meaning,
    ]),
  ],
})

const departmentRow = (name: string, one: DepartmentSums): string[] => [
  name,
  String(one.assigned),
  String(one.answered),
  String(one.inTime),
  String(one.classes.A),
  String(one.classes.B),
  String(one.classes.C),
  one.judged === 0 ? '—' : `${one.satisfied}/${one.judged}`,
]

function byDepartment(data: ReportData, counted: readonly ReportItem[]): ReportTable {
  const sums = sumsByDepartment(counted, data.departments)
  return {
    columns: [40, 15, 20, 20, 13, 13, 13, 22],
    rows: [
      ['承办单位', '交办', '已答复', '期限内', 'A类', 'B类', 'C类', '满意'],
      ...sums.map((one) => departmentRow(data.department(one.id), one)),
      departmentRow('合计', totalOf(sums)),
    ],
  }
}

/** A list of suggestions; what stays inside is counted under it, and not named. */
function listing(
  heading: string,
  items: readonly ReportItem[],
  words: string,
  table: { columns: readonly number[]; head: readonly string[] },
  rowsOf: (item: ReportItem) => readonly (readonly string[])[],
): ReportSection {
  const named = items.filter(({ matter }) => !matter.secret)
  const secret = items.length - named.length
  return {
    heading,
    paragraphs: [words],
    table:
      named.length === 0
        ? null
        : { columns: table.columns, rows: [table.head, ...named.flatMap(rowsOf)] },
    after:
      secret === 0
        ? []
        : [`${named.length === 0 ? '' : '另有'}不公开的${secret}件，不列编号和题目。`],
  }
}

function openWords(open: readonly ReportItem[]): string {
  const again = open.filter(({ answeredAt }) => answeredAt !== null).length
  if (open.length === 0) return '交办的建议都已经答复。'
  return `共${open.length}件${again === 0 ? '' : `，其中${again}件答复后代表不满意，正在重办`}。`
}

function lists(data: ReportData, counted: readonly ReportItem[]): ReportSection[] {
  const { now, department } = data
  const handlersOf = ({ matter }: ReportItem): string =>
    matter.handlers
      .filter(({ part }) => part !== 'co')
      .map(({ departmentId }) => department(departmentId))
      .join('、') || '还没有交办'
  const standing = ({ state, class: of, matter }: ReportItem): string =>
    of === null ? stateWords(matter) : `${suggestionStates[state]}，${of}类`
  const until = (at: EpochMs, late: string): string =>
    `${fullDayWords(at - 1)}${now > at ? `\n${late}` : ''}`
  const promisedIn = ({ matter }: ReportItem): { by: string; until: EpochMs }[] =>
    promisesOpen(matter).map(({ departmentId, until }) => ({ by: department(departmentId), until }))
  const columns = [32, 48, 36, 40]
  const key = data.items.filter(({ matter, state }) => matter.key != null && !OUT.has(state))
  const promised = counted
    .filter(({ promisedFor }) => promisedFor !== null)
    .sort((a, b) => (a.promisedFor ?? 0) - (b.promisedFor ?? 0))
  const open = counted.filter((one) => one.answeredAt === null || one.owed)
  return [
    listing(
      '四、重点督办的建议',
      key,
      key.length === 0 ? '没有重点督办的建议。' : `共${key.length}件。`,
      { columns, head: ['编号', '题目', '督办领导和承办单位', '办理情况'] },
      (one) => [
        [
          one.number,
          one.matter.title,
          `${one.matter.key?.post ?? ''}${one.matter.key?.leader ?? ''}\n${handlersOf(one)}`,
          standing(one),
        ],
      ],
    ),
    listing(
      '五、承诺办结、还没有兑现的建议',
      promised,
      promised.length === 0 ? '没有等着兑现的承诺。' : `共${promised.length}件。`,
      { columns, head: ['编号', '题目', '承办单位', '承诺办结日期'] },
      (one) =>
        promisedIn(one).map(({ by, until: day }) => [
          one.number,
          one.matter.title,
          by,
          until(day, '已经过期'),
        ]),
    ),
    listing(
      '六、还没有答复的建议',
      open,
      openWords(open),
      { columns, head: ['编号', '题目', '承办单位', '答复期限'] },
      (one) => [
        [
          one.number,
          one.matter.title,
          handlersOf(one),
          `${one.dueAt === null ? '放假安排公布后算出' : until(one.dueAt, '已经超期')}${
            one.answeredAt === null ? '' : '\n代表不满意，重办'
          }`,
        ],
      ],
    ),
  ]
}

/**
 * 代表建议办理情况报告 of a year, for the standing committee and the next session (代表法): what the
 * system knows, and nothing else.
 */
export function reportOf(data: ReportData): ReportWords {
  const { year, now, district, office } = data
  const counted = data.items.filter((one) => isCounted(one, now))
  return {
    name: `${year}年代表建议办理情况报告`,
    title: `${district}${year}年\n代表建议办理情况报告`,
    to: `${district}人民代表大会常务委员会`,
    opening: `现将${periodOf(data)}代表建议、批评和意见的办理情况报告如下。各项数字按编号为${year}年的建议统计，算到${fullDayWords(now)}。`,
    sections: [
      { heading: '一、总的情况', paragraphs: overview(data, counted), table: null, after: [] },
      {
        heading: '二、办理的各项比率',
        paragraphs: ['下列比率都由分子除以分母得出。'],
        table: rates(data),
        after: [],
      },
      {
        heading: '三、各承办单位办理情况',
        paragraphs: [
          '主办和分办的计入，会办的不计；由几个单位分别答复的建议，各单位各计一件。“满意”一栏，前面是满意和基本满意的件数，后面是代表评价过的件数。',
        ],
        table: byDepartment(data, counted),
        after: [],
      },
      ...lists(data, counted),
    ],
    closing: '特此报告。',
    signature: office,
    date: fullDayWords(now),
  }
}
