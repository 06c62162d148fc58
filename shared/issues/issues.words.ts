/** 群众反映问题: keys and the words a voter reads for them. Plain constants: the voter's bundle imports them. */
import { PHOTOS_PER_MATTER } from '../photos/photos.words.ts'

/** What the keys are called where a district has not chosen words of its own (dictionary.rules.ts). */
export const STANDARD_KINDS = {
  consult: '咨询',
  help: '求助',
  complaint: '投诉',
  report: '举报',
  proposal: '建议',
} as const
export type IssueKind = keyof typeof STANDARD_KINDS

export const STANDARD_FIELDS = {
  urban: '城建',
  transport: '交通',
  education: '教育',
  health: '医疗',
  insurance: '社保',
  housing: '住房',
  ecology: '生态',
  farming: '农牧',
  land: '征拆',
  other: '其他',
} as const
export type IssueField = keyof typeof STANDARD_FIELDS

export const issueStates = {
  held: '待审看',
  awaiting: '待响应',
  referred: '办理中',
  answered: '已答复',
  concluded: '已办结',
  declined: '不予受理',
  redo: '重办中',
  coordinating: '代表工委协调',
  closed: '已评价',
  withdrawn: '已撤回',
} as const
export type IssueState = keyof typeof issueStates

export const elsewhereWords = {
  none: '没有',
  hotline: '12345',
  petition: '信访',
  court: '法院',
} as const
export type Elsewhere = keyof typeof elsewhereWords

/** 选民自己反映，或到家站来由工作人员代填. */
export type IssueOrigin = 'voter' | 'station'

export const salutations = { mr: '先生', ms: '女士' } as const
export type Salutation = keyof typeof salutations

/** Whether a voter's phone was proven, where the district asks for it. */
export const phoneChecks = { verified: '已核实', unverified: '未核实' } as const
export type PhoneCheck = keyof typeof phoneChecks

/** Where a representative may send a matter. */
export const referralTargets = {
  station: '代表家站',
  representative: '另一位代表',
  department: '政府部门',
  hotline: '12345 热线',
} as const
export type ReferralTarget = keyof typeof referralTargets

/**
 * Where a voter is usually sent whose matter is not for a representative (domain rule: 不予受理 says
 * where to go). Any other place may be typed.
 */
export const otherPlaces = [
  '信访局',
  '法院',
  '12345',
  '110',
  '医保局',
  '政务服务大厅',
  '人民调解委员会',
  '纪委监委 12388',
  '法律援助 12348',
] as const

export const verdictWords = {
  satisfied: '满意',
  acceptable: '基本满意',
  dissatisfied: '不满意',
} as const
export type Verdict = keyof typeof verdictWords

/** What waits for a decision of the office. */
export const officeTasks = {
  bounces: '转办次数用完，要定由谁办',
  unattended: '代表离任，家站没有账号，要定由谁办',
  coordination: '重办后仍不满意，要协调',
  acknowledgement: '选民说只是收到了，要核实',
} as const
export type OfficeTask = keyof typeof officeTasks

/** How the office looked at a voter's word that an answer was only an acknowledgement. */
export type Acknowledgement = 'pending' | 'upheld' | 'rejected'

/** Limits that the form shows and the server checks. */
export const issueLimits = {
  title: 60,
  text: 1000,
  place: 100,
  name: 20,
  photos: PHOTOS_PER_MATTER,
  message: 500,
  answer: 2000,
  goWhere: 60,
} as const

/** Matters that can lie together. [default] */
export const GROUP_LIMIT = 200

/** The promise printed on every poster. Counted from filing, holidays included. */
export const RESPONSE_HOURS = 24

/** A number as officials write it: 石拐〔2026〕0213 号. */
export const issueNumber = (shortName: string, year: number, sequence: number): string =>
  `${shortName}〔${year}〕${String(sequence).padStart(4, '0')} 号`

/** Receipts that a phone keeps, the newest ones. [default] */
export const KEPT_RECEIPTS = 20
