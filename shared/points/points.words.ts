/** 履职积分: keys and the words that people read for them. */
import { type DutyRole, dutyRoles } from '../core/duty-roles.words.ts'
import type { MatterFact } from '../matters/matter.words.ts'
import {
  type FactOfMatter,
  factsOfMatters,
  onceOfMatters,
  type VoidOfMatter,
  voidsOfMatters,
} from '../matters/matters.words.ts'
import { paperFacts, paperVoids } from '../paperwork/paperwork.words.ts'

export { type DutyRole, dutyRoles }

/** What can score beside what every kind of matter says of itself. */
const ownFacts = {
  'answer.in-time': { words: '按时答复群众', unit: '件', role: 'liaison' },
  'answer.late': { words: '答复晚了', unit: '件', role: 'liaison' },
  ...paperFacts,
} as const satisfies Record<string, MatterFact>
export type FactKind = keyof typeof ownFacts | FactOfMatter

/** What can score. Rules name facts by these keys; where each comes from: catalogue.rules.ts. */
export const factKinds: Readonly<Record<FactKind, MatterFact>> = { ...ownFacts, ...factsOfMatters }
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

const ownVoids = {
  'answer.hollow': { words: '核实为只是收到，不算答复', takesBack: ['answer.in-time'] },
  ...paperVoids,
} as const
export type VoidKind = keyof typeof ownVoids | VoidOfMatter

/** Facts that take earlier ones back instead of scoring: which kinds of the same matter no longer count. */
export const voidKinds: Readonly<
  Record<VoidKind, { words: string; takesBack: readonly FactKind[] }>
> = { ...ownVoids, ...voidsOfMatters }
/**
 * Kinds that say one thing of a matter: it scores for the first of them that counts, whatever else of
 * them there is.
 */
export const onceOnly: readonly (readonly FactKind[])[] = onceOfMatters
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
  discarded: '已作废',
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

/** Why somebody cannot see their own result yet. */
export const noWaysIn = { account: '没有账号', never: '没有登录过' } as const
