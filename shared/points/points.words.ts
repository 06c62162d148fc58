/** 履职积分: keys and the words that people read for them. */

/** 六大员: the six roles of a representative; every fact counts toward at most one. */
export const dutyRoles = {
  publicity: '宣传员',
  information: '信息员',
  analysis: '分析员',
  mediation: '调解员',
  supervision: '监督员',
  liaison: '联络员',
} as const
export type DutyRole = keyof typeof dutyRoles

interface FactKindWords {
  /** What it is called in a rule. */
  words: string
  /** How it is counted: 3 件, 4 次. */
  unit: '件' | '次'
  /** Which role it shows; null: it tells more about a fact that is counted already. */
  role: DutyRole | null
}

const kind = (
  words: string,
  unit: FactKindWords['unit'],
  role: DutyRole | null,
): FactKindWords => ({ words, unit, role })

/** What can score. Rules name facts by these keys; where each comes from: catalogue.rules.ts. */
export const factKinds = {
  'session.attended': kind('出席人代会', '次', 'supervision'),
  'suggestion.submitted': kind('提出代表建议', '件', 'analysis'),
  'suggestion.cosigned': kind('附议代表建议', '件', 'information'),
  'suggestion.class-a': kind('建议答复为 A 类', '件', null),
  'suggestion.key': kind('建议列为重点督办', '件', null),
  'suggestion.excellent': kind('建议评为优秀', '件', null),
  'answer.in-time': kind('按时答复群众', '件', 'liaison'),
  'answer.late': kind('答复晚了', '件', 'liaison'),
  'reception.held': kind('接待选民', '次', 'liaison'),
  'visit.made': kind('走访选民', '次', 'information'),
  'mediation.done': kind('参与调解', '件', 'mediation'),
  'mediation.settled': kind('调解成功', '件', null),
  'inspection.joined': kind('视察和联合督办', '次', 'supervision'),
  'survey.joined': kind('专题调研', '次', 'analysis'),
  'training.attended': kind('参加培训', '次', 'publicity'),
  'duty.reported': kind('述职', '次', 'publicity'),
  'absence.unexcused': kind('无故缺席', '次', null),
} as const satisfies Record<string, FactKindWords>
export type FactKind = keyof typeof factKinds
export const factKindNames = Object.keys(factKinds) as FactKind[]

const roleNames = Object.keys(dutyRoles) as DutyRole[]

/** What each role is made of, in the words of the facts that show it. */
export const roleSources = Object.fromEntries(
  roleNames.map((role) => [
    role,
    Object.values(factKinds)
      .flatMap((one) => (one.role === role ? [one.words] : []))
      .join('、'),
  ]),
) as Record<DutyRole, string>

/** All that one suggestion scores. */
const ofSuggestion = [
  'suggestion.submitted',
  'suggestion.cosigned',
  'suggestion.class-a',
  'suggestion.key',
  'suggestion.excellent',
] as const satisfies readonly FactKind[]

/** Facts that take earlier ones back instead of scoring: which kinds of the same matter no longer count. */
export const voidKinds = {
  'suggestion.void': { words: '建议没有立案或已撤回', takesBack: ofSuggestion },
  'suggestion.counted-there': { words: '在并入的那一件里计', takesBack: ofSuggestion },
  'suggestion.not-a': { words: '答复整体不是 A 类', takesBack: ['suggestion.class-a'] },
  'suggestion.not-key': { words: '不再列为重点督办', takesBack: ['suggestion.key'] },
  'suggestion.not-excellent': {
    words: '撤销了优秀建议',
    takesBack: ['suggestion.excellent'],
  },
  'attendance.void': {
    words: '更正：没有到会',
    takesBack: [
      'session.attended',
      'inspection.joined',
      'survey.joined',
      'training.attended',
      'reception.held',
      'visit.made',
      'duty.reported',
    ],
  },
  'absence.void': { words: '更正：不是无故缺席', takesBack: ['absence.unexcused'] },
  'answer.hollow': { words: '核实为只是收到，不算答复', takesBack: ['answer.in-time'] },
} as const satisfies Record<string, { words: string; takesBack: readonly FactKind[] }>
export type VoidKind = keyof typeof voidKinds
/**
 * Kinds that say one thing of a matter: it scores for the first of them that counts, whatever else of
 * them there is.
 */
export const onceOnly: readonly (readonly FactKind[])[] = [
  ['suggestion.key', 'suggestion.excellent'],
]
export type EntryKind = FactKind | VoidKind

/** How often a cap and a count begin anew. */
export const rulePeriods = { year: '一年', half: '半年' } as const
export type RulePeriod = keyof typeof rulePeriods

/** Who looks at a fact before it scores. */
export const ruleReviews = {
  none: '不用核对',
  office: '代表工委核对后才计分',
  station: '代表所在的家站核对后才计分',
} as const
export type RuleReview = keyof typeof ruleReviews

/** What is done to one scored fact; each is an entry of its own, nothing is ever edited. */
export const entryActs = {
  confirm: '核对无误',
  reject: '核对后不计',
  reverse: '冲销',
  restore: '恢复计分',
} as const
export type EntryAct = keyof typeof entryActs

/** What became of one fact. */
export const entryStates = {
  counted: '已计分',
  capped: '已到上限',
  once: '同一件已经这样加过分',
  pending: '等核对',
  rejected: '核对后不计',
  reversed: '已冲销',
  void: '不再计',
  unruled: '只记事，不计分',
} as const
export type EntryState = keyof typeof entryStates

export const closingStates = {
  draft: '草稿',
  signing: '签了字，正在算',
  notice: '公示中',
  ending: '正在结清',
  closed: '已结清',
} as const
export type ClosingState = keyof typeof closingStates

/** Days of public notice where a rule set does not say otherwise. [default] */
export const NOTICE_DAYS = 5

/** Words of a sector (构成) whose representatives are appraised at the end of a year. [default] */
export const APPRAISED = ['农民', '牧民', '农牧', '村民', '居民', '社区']

export const pointLimits = {
  /** Characters of a reason. */
  reason: 300,
  rules: 40,
  /** Most points of one fact, a cap, the base, and a year-end appraisal. */
  points: 50,
  cap: 100,
  base: 100,
  appraisal: 40,
  title: 20,
  noticeDays: 60,
  /** Words of sectors in one list, and characters of one. */
  sectors: 30,
  sector: 20,
} as const

/** "+2", "−0.5", "0" */
export const pointsWords = (points: number): string =>
  points > 0 ? `+${points}` : points < 0 ? `−${-points}` : '0'
