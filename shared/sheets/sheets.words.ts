/** Where a sheet is in its life. "Silent" and "reported" are sums over facts, never states. */
export const sheetStates = {
  printed: '已印，还没贴',
  hung: '贴着',
  revoked: '已作废',
  replaced: '已换新',
} as const
export type SheetState = keyof typeof sheetStates

/** What asks for somebody's attention. */
export const sheetFlags = { silent: '没人扫', reported: '有人说有问题' } as const
export type SheetFlag = keyof typeof sheetFlags

/** 海报有问题: what a voter tells with one tap. */
export const reportReasons = {
  covered: '被盖住或撕破了',
  place: '贴错地方了',
  person: '不是这位代表了',
  suspicious: '怀疑是假的',
} as const
export type ReportReason = keyof typeof reportReasons

/** What a voter has just told, for the page that thanks where no script can. */
export interface SheetTold {
  reason: ReportReason
  noted: boolean
}

/** What became of a report or of an alarm. */
export const outcomes = {
  fixed: '去看过，已经弄好',
  replaced: '换了新的',
  removed: '撕掉了',
  nothing: '去看过，没有问题',
} as const
export type Outcome = keyof typeof outcomes

/** Why a sheet is taken out of use. */
export const revocationReasons = {
  lost: '丢了或被撕',
  damaged: '破损、看不清',
  moved: '不再贴在那里',
  misprint: '印错了',
  other: '其他',
} as const
export type RevocationReason = keyof typeof revocationReasons

/** What a patrol learns from the code on the wall. */
export const patrolVerdicts = {
  right: '是我们的，贴对了地方',
  moved: '是我们的，但换了地方',
  unhung: '是我们的，还没登记贴在哪里',
  stopped: '是我们的，但已经作废',
  personal: '是我们的码，不是印出来的海报',
  unknown: '网址是我们的，码不是',
  foreign: '不是我们的网址',
} as const
export type PatrolVerdict = keyof typeof patrolVerdicts

export const batchStates = {
  waiting: '排队',
  working: '正在印制',
  ready: '可以下载',
  failed: '没印成',
  cancelled: '已取消',
} as const
export type BatchState = keyof typeof batchStates

/** One PDF, or one for each station in a ZIP. */
export const batchSplits = { one: '一个文件', stations: '每站一个文件' } as const
export type BatchSplit = keyof typeof batchSplits

/** Why somebody or something chosen was not printed. */
export const skipReasons = {
  left: '已不再担任代表',
  gone: '已经不在名册里',
  characters: '有字库没有的字',
} as const
export type SkipReason = keyof typeof skipReasons

export const sheetLimits = {
  /** Sheets of one batch. More is a mistake, or several batches. */
  batch: 20_000,
  copies: 50,
  /** Days without a scan after which a sheet that hangs is silent, when the district says nothing. */
  silentAfterDays: 14,
  place: 60,
  note: 200,
  /** Metres between the recorded place and a patrol's phone that still count as the same place. */
  samePlace: 150,
  /** A phone that knows its place no better than this, in metres, cannot tell one wall from another. */
  vague: 1_000,
} as const

/** "0137": as it is printed and spoken; longer when there are more. */
export const sheetNumber = (number: number): string => String(number).padStart(4, '0')
