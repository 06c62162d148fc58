import type { Headings } from '../roster/headers.words.ts'

/** What a list of an earlier year says of each suggestion. */
export const importFields = {
  number: '编号',
  title: '题目',
  text: '内容',
  lead: '领衔代表',
  cosigners: '附议代表',
  attendee: '列席人员',
  departments: '承办单位',
  co: '会办单位',
  submitted: '提交日期',
  assigned: '交办日期',
  due: '答复期限',
  answered: '答复日期',
  letter: '答复内容',
  class: '解决程度',
  promised: '承诺办结日期',
  satisfaction: '代表评价',
  contact: '沟通方式',
  secret: '公开情况',
} as const
export type ImportField = keyof typeof importFields

/** Bytes of a list, as of a roster: one reader reads both. */
export const importFileLimit = 20 * 1024 * 1024

/** How offices head these columns. */
export const importHeadings: Record<ImportField, Headings> = {
  number: { exact: ['建议编号', '编号', '建议号', '案号', '建议序号'], like: /编号|建议号/ },
  title: {
    exact: ['建议题目', '题目', '标题', '建议标题', '建议名称', '案由', '建议案由', '件名'],
    like: /题目|标题|案由|建议名称/,
  },
  text: {
    exact: ['建议内容', '内容', '正文', '建议正文', '具体内容', '主要内容'],
    like: /内容摘要|建议内容/,
  },
  lead: {
    exact: [
      '领衔代表',
      '领衔人',
      '提出代表',
      '提建议代表',
      '建议人',
      '代表姓名',
      '代表',
      '姓名',
      '提出人',
    ],
    like: /领衔|提出.{0,2}代表|代表姓名/,
  },
  cosigners: { exact: ['附议代表', '附议人', '联名代表', '联名人', '附议'], like: /附议|联名/ },
  attendee: {
    exact: ['列席人员', '列席人', '列席提出人', '列席公民', '列席群众'],
    like: /^(?!.*(是否|会议)).*列席/,
  },
  departments: {
    exact: ['承办单位', '主办单位', '办理单位', '承办部门', '主办部门', '交办单位'],
    like: /承办|主办|办理单位/,
  },
  co: {
    exact: ['会办单位', '协办单位', '会办', '协办', '协办部门', '会办部门'],
    like: /会办|协办/,
  },
  submitted: {
    exact: ['提交日期', '提交时间', '提出日期', '提出时间', '收到日期'],
    like: /提交|提出时间|提出日期/,
  },
  assigned: { exact: ['交办日期', '交办时间', '分办日期', '分办时间'], like: /交办(日期|时间)/ },
  due: {
    exact: ['答复期限', '办理期限', '应答复日期', '期限'],
    like: /^(?!.*(承诺|计划|预计)).*期限/,
  },
  answered: {
    exact: ['答复日期', '答复时间', '办结日期', '办结时间', '答复代表时间', '复文日期'],
    like: /^(?!.*(承诺|计划|预计)).*(答复|办结)(日期|时间)/,
  },
  letter: {
    exact: ['答复内容', '答复意见', '办理情况', '办理结果', '答复'],
    like: /答复内容|办理情况/,
  },
  class: {
    exact: ['解决程度', '办理类别', '答复类别', '办理结果类别', '类别', '分类', '办理程度'],
    like: /解决程度|[ＡA].{0,3}类|类别/,
  },
  promised: {
    exact: [
      '承诺办结日期',
      '承诺办结时间',
      '承诺日期',
      '承诺时间',
      '承诺期限',
      '计划办结日期',
      '计划办结时间',
      '计划解决时间',
      '计划完成时间',
      '预计办结时间',
      '预计解决时间',
      '预计完成时间',
    ],
    like: /(承诺|计划|预计).{0,4}(日期|时间|期限)/,
  },
  satisfaction: {
    exact: ['代表评价', '满意度', '代表满意度', '评价', '满意程度', '代表意见'],
    like: /满意|评价/,
  },
  contact: { exact: ['沟通方式', '沟通情况', '面商情况', '面商'], like: /沟通|面商/ },
  secret: {
    exact: ['公开情况', '公开', '是否公开', '能否公开', '公开属性', '公开方式', '保密'],
    like: /公开|保密/,
  },
}

export const titleExample = '关于给老旧小区加装路灯的建议'

/** The headings of the file that can be downloaded to begin with, and a row that shows how. */
export const importSample: readonly (readonly [ImportField, string])[] = [
  ['number', '2025-12'],
  ['title', titleExample],
  ['text', '锦绣社区等六个小区没有路灯，建议年内装上。'],
  ['lead', '张三'],
  ['cosigners', '李四、王五'],
  ['attendee', ''],
  ['departments', '住房和城乡建设局'],
  ['co', '财政局'],
  ['submitted', '2025-01-10'],
  ['assigned', '2025-01-20'],
  ['answered', '2025-04-08'],
  ['letter', '先装三个小区，另外三个年底前装好。'],
  ['class', 'B'],
  ['promised', '2025-12-31'],
  ['satisfaction', '满意'],
  ['contact', '面商'],
  ['secret', '公开'],
]

/** "3:title,2:" → column 3 is the title, column 2 is nothing. */
export const saidColumns = (text: string): Map<number, ImportField | null> =>
  new Map(
    text.split(',').map((one) => {
      const [column, field] = one.split(':')
      return [Number(column), field ? (field as ImportField) : null]
    }),
  )

/** What a clerk says of a name that the district does not have: it becomes a department of its own. */
export const NEW_DEPARTMENT = 'new'

/** "1:id,2:new" → which department each of the unknown names is, by its place in the preview, from 1. */
export const saidDepartments = (text: string): Map<number, string> =>
  new Map(
    text.split(',').map((one) => {
      const [place = '', which = ''] = one.split(':')
      return [Number(place), which]
    }),
  )

/** What is still to be said of these names before anything is imported. */
export const undecidedWords = (names: readonly string[]): string =>
  `还有 ${names.length} 个单位没有选：${names.join('、')}。请给每一个选好算作哪个单位，或者选新建，再导入。`

/** How many rows these are of: a row may have several. */
export const rowsOf = (problems: readonly { row: number }[]): number =>
  new Set(problems.map(({ row }) => row)).size
