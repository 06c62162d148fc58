/** 代表建议: keys and the words that people read for them. */

export const suggestionStates = {
  draft: '草稿',
  cosigning: '待附议确认',
  review: '待审核',
  returned: '退回修改',
  declined: '不予立案',
  merged: '已并案',
  assigned: '已交办，待签收',
  objected: '退回申请',
  handling: '办理中',
  signing: '拟答复，待签发',
  answered: '已答复，待评价',
  redo: '重办中',
  mediation: '工委协调',
  closed: '办结',
  withdrawn: '已撤回',
} as const
export type SuggestionState = keyof typeof suggestionStates

/** What stands for the title of a draft that was thrown away. */
export const THROWN_AWAY = '删掉的草稿'

/** Submitted, and no suggestion of its own any more. */
export const fallenStates = [
  'declined',
  'merged',
  'withdrawn',
] as const satisfies readonly SuggestionState[]

/** Everything that people can do to a suggestion. */
export const suggestionActs = {
  edit: '修改',
  submit: '提交',
  confirm: '同意附议',
  refuse: '不附议',
  'send-on': '不再等，先提交',
  return: '退回修改',
  decline: '不予立案',
  merge: '并入另一件',
  unmerge: '撤销并案',
  resume: '恢复审核',
  assign: '交办',
  reassign: '调整承办单位',
  'go-on': '接着办',
  'lay-by': '取消接着办',
  receive: '签收',
  object: '申请退回',
  'drop-objection': '收回退回申请',
  reject: '不同意退回',
  contact: '记沟通',
  dispute: '对沟通有异议',
  weigh: '核定沟通',
  opine: '交会办意见',
  waive: '不等会办意见',
  'ask-extension': '申请延期',
  'decide-extension': '答复延期申请',
  propose: '拟答复',
  rework: '退回重拟',
  sign: '签发答复',
  rate: '评价',
  close: '逾期未评，办结',
  mediate: '记协调经过',
  settle: '协调后办结',
  accept: '说说协调的结果',
  disown: '说代录的不是自己的',
  verify: '核对代录',
  'take-back': '撤回代录',
  redeem: '按承诺再答复',
  retell: '补记承诺结果',
  withdraw: '撤回',
  'drop-withdrawal': '不撤回了',
  agree: '同意撤回',
  disagree: '不同意撤回',
  publish: '公开',
  unpublish: '撤下公开',
  'mark-key': '列为重点督办',
  'unmark-key': '取消重点督办',
  supervise: '记督办',
  'mark-excellent': '评为优秀建议',
  'unmark-excellent': '撤销优秀建议',
  'mark-secret': '标为不公开',
  'unmark-secret': '取消不公开',
  remind: '催办',
} as const
export type SuggestionAct = keyof typeof suggestionActs

/** What of a suggestion somebody may have agreed to. */
export const changeableParts = { title: '标题', text: '正文', files: '附件' } as const
export type ChangeablePart = keyof typeof changeableParts

/** What somebody is to one suggestion. */
export const suggestionParts = {
  lead: '领衔代表',
  cosigner: '附议代表',
  office: '代表工委',
  main: '主办或分办单位',
  co: '会办单位',
} as const
export type SuggestionPart = keyof typeof suggestionParts

export const handlerParts = { lead: '主办', co: '会办', separate: '分办' } as const
export type HandlerPart = keyof typeof handlerParts

/** 解决程度, as a district says it that sets no words of its own. [default] */
export const answerClasses = {
  A: '已经解决、采纳，或今年能解决',
  B: '正在解决，或列入计划',
  C: '受条件限制，留作参考',
} as const
export type AnswerClass = keyof typeof answerClasses
/** How a district says each; an answer keeps the words of its day. */
export type ClassWords = Record<AnswerClass, string>

/** "A 类：已经解决、采纳，或今年能解决". @param said the words of its day; absent before there were others */
export const classWords = (of: AnswerClass, said?: string | null): string =>
  `${of} 类：${said ?? answerClasses[of]}`

/** Of class A, which holds what is solved and what will be: as far as the department says it. */
export const solvedWays = {
  done: '已经解决',
  adopted: '建议已经采纳',
  year: '今年内能解决',
} as const
export type SolvedWay = keyof typeof solvedWays

export const contactPhases = { before: '办理前', during: '办理中', after: '答复后' } as const
export type ContactPhase = keyof typeof contactPhases

export const contactWays = { visit: '面商', call: '电话', meeting: '座谈', letter: '书面' } as const
export type ContactWay = keyof typeof contactWays

/** How 代表工委 has mediated. */
export const settleWays = {
  meeting: '开协调会',
  site: '现场协调',
  talks: '分别沟通',
  letter: '书面协调',
} as const
export type SettleWay = keyof typeof settleWays

/** What 代表工委 did on the way there. */
export const mediateWays = {
  meeting: '座谈',
  site: '实地看',
  departments: '与承办单位沟通',
  representative: '与代表沟通',
} as const
export type MediateWay = keyof typeof mediateWays

export const satisfactions = {
  satisfied: '满意',
  fair: '基本满意',
  dissatisfied: '不满意',
} as const
export type Satisfaction = keyof typeof satisfactions

/** What the representative says of what was settled; it goes no further than the record. */
export const acceptedWords = (accepted: boolean): string =>
  accepted ? '接受协调的结果' : '没有接受协调的结果，记在案里'

/** What is no suggestion (代表法 and 建议办理办法), told to its representative in these words. */
export const declineReasons = {
  private: '涉及代表本人及亲属的个人问题',
  petition: '对具体人的申诉、控告、检举',
  judicial: '涉及监察、司法机关正在办的具体案件',
  academic: '属于学术探讨、产品推介',
  empty: '没有具体内容，或不是本级能办的事',
} as const
export type DeclineReason = keyof typeof declineReasons

/** What waits for the office itself, by what it has to do. */
export const officeSuggestionTasks = {
  review: '待审核、交办',
  objection: '退回申请待定',
  extension: '延期申请待定',
  dispute: '沟通有异议，待核定',
  entry: '代录有异议，待核对',
  mediation: '待协调',
  judge: '待代为评价',
  close: '逾期未评，待办结',
} as const
export type OfficeSuggestionTask = keyof typeof officeSuggestionTasks

export const suggestionClocks = {
  assign: '交办',
  return: '申请退回',
  contact: '首次沟通',
  opinion: '会办意见',
  answer: '答复',
  feedback: '代表评价',
  promise: '兑现承诺',
} as const
export type SuggestionClock = keyof typeof suggestionClocks

/** What became of what an answer promised. */
export const deliveries = {
  pending: '等着兑现',
  done: '办成了',
  failed: '没有办成',
  settled: '协调后办结',
  unconfirmed: '代表没有评价',
} as const
export type Delivered = keyof typeof deliveries

/** Why nobody decides on more time that was asked for. */
export const lapses = ['drafted', 'taken'] as const
export type Lapse = (typeof lapses)[number]

/** Who has put a signer's name to a letter. */
export const signatures = { self: '本人签发', typed: '由承办单位填写的签发人' } as const
export type SignedBy = keyof typeof signatures

export const suggestionLimits = {
  title: 60,
  text: 5000,
  reason: 300,
  letter: 5000,
  people: 60,
  cosigners: 30,
  handlers: 12,
} as const

/** "代表工委（张敏）"; an account may be called after the office itself. */
export const clerkWords = (name: string | undefined): string =>
  name === undefined || name === '代表工委' ? '代表工委' : `代表工委（${name}）`

/** So many are released at once. */
export const MOST_RELEASED = 200
/** Of so many it is told at once what would be read of them. */
export const MOST_LOOKED_AT = 20
/** So many are assigned at once; of as many the departments are sent links at once. */
export const MOST_ASSIGNED = 300

/** From so many days before its end on a clock is worth a reminder. [default] */
export const SOON_DAYS = 7

export const handedInWords = ({ at, year }: { at: 'session' | 'between'; year: number }): string =>
  at === 'session' ? `${year} 年大会期间提出` : `${year} 年闭会期间提出`

export const originsWords = (origins: number): string => `由 ${origins} 件群众反映写成`

/** "石建〔2026〕17 号" */
export const suggestionNumber = (district: string, year: number, number: number): string =>
  `${district}建〔${year}〕${number} 号`

/** What the office releases, each again where it came after a release. */
export const releasedParts = { answer: '新的答复', settlement: '协调的结果' } as const
export type ReleasedPart = keyof typeof releasedParts
