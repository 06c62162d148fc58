import { type SectionOfMatter, sectionsOfMatters } from '../matters/matters.words.ts'
import { type PaperKind, paperKinds } from '../paperwork/paperwork.words.ts'

const before = {
  sessions: '出席会议',
  inspections: '视察、调研、执法检查和联合督办',
  training: '学习培训',
  group: '小组和家站活动',
  suggestions: '代表建议',
  report: '述职',
  rewards: '奖励和推荐',
  reception: '接待和走访',
  issues: '答复群众反映',
} as const
const after = { seat: '任职变动' } as const

export type RecordSection = keyof typeof before | SectionOfMatter | PaperKind | keyof typeof after

/**
 * Filed by the rules, but of a kind of matter that there is not yet: the office writes them down from
 * paper. Once a kind says a section of its own, nothing more is written by hand into it.
 */
export const onPaper = (Object.keys(paperKinds) as PaperKind[]).filter(
  (kind) => !(kind in sectionsOfMatters),
)

/** The parts of a record (履职档案), in the order in which they are filed. */
export const recordSections: Readonly<Record<RecordSection, string>> = {
  ...before,
  ...sectionsOfMatters,
  ...(Object.fromEntries(onPaper.map((kind) => [kind, paperKinds[kind]])) as typeof paperKinds),
  ...after,
}

/** What stands in a section with nothing in it: that there was none, or that nobody can know yet. */
export const emptyWords = (section: RecordSection): string =>
  onPaper.some((kind) => kind === section) ? '还没有登记，以纸质材料为准' : '无'

/** What the office writes down as decided about somebody; the last two are signed. */
export const rewardKinds = {
  reward: '奖励',
  merit: '评优评先',
  renomination: '连任推荐',
} as const
export type RewardKind = keyof typeof rewardKinds

/** Lengths in characters. */
export const recordLimits = {
  title: 80,
  giver: 60,
  signer: 30,
  reason: 300,
  remark: 300,
  why: 60,
} as const

/** What of a record may be asked for whole. */
export type RecordPart = RecordSection | 'timeline'

/** Entries of a section that are shown before somebody asks for all of them. */
export const RECORD_FEW = 8
/** Entries of the timeline on a page, before somebody asks for all of them; paper has them all. */
export const RECORD_TIMELINE = 30
