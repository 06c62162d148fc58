/** What kind of work it is, in the order in which an office plans it. */
export const activityKinds = {
  session: '人代会会议',
  inspection: '视察',
  survey: '调研',
  enforcement: '执法检查',
  supervision: '联合督办',
  training: '培训',
  report: '述职',
  reception: '接待',
  visit: '走访',
} as const
export type ActivityKind = keyof typeof activityKinds

/** Whether it is still ahead or under way is a matter of the clock, and no state. */
export const activityStates = {
  open: '已通知',
  closed: '已结束',
  cancelled: '已取消',
} as const
export type ActivityState = keyof typeof activityStates

export const activityActs = {
  change: '改安排',
  cancel: '取消',
  invite: '加请代表',
  come: '报名',
  decline: '请假',
  arrive: '扫码签到',
  mark: '记到会',
  minute: '写记录',
  photograph: '加照片',
  unphotograph: '去掉照片',
  close: '结束，定下到会',
  correct: '更正到会',
} as const
export type ActivityAct = keyof typeof activityActs

/** Who somebody is to one activity. */
export const activityParts = { organiser: '组织者', invited: '受邀代表' } as const
export type ActivityPart = keyof typeof activityParts

/** What an invited representative said. */
export const answerWords = { none: '还没有回复', coming: '报名参加', away: '请假' } as const
export type ActivityAnswer = keyof typeof answerWords

export const attendanceWords = {
  unknown: '还没有记',
  attended: '到会',
  absent: '缺席',
  excused: '请假',
} as const
export type Attendance = keyof typeof attendanceWords

/** What becomes at the end of those who were awaited and whom nobody wrote down. */
export const unmarkedWords = { open: '没有记', absent: '算缺席' } as const
export type Unmarked = keyof typeof unmarkedWords

/** By what somebody is invited. */
export const inviteScopes = {
  all: '全体代表',
  areas: '按片区',
  units: '按选区',
  stations: '按家站',
  persons: '点名',
} as const
export type InviteScope = keyof typeof inviteScopes

/** Lengths in characters, numbers in pieces. */
export const activityLimits = {
  /** Groups in one list; the others are found by their names. */
  groups: 100,
  title: 60,
  place: 80,
  text: 2000,
  reason: 200,
  minutes: 8000,
  photos: 9,
  capacity: 5000,
  marks: 500,
  invited: 500,
} as const

/** Where the code at the door leads, below the representative's app. */
export const CHECK_IN_PATH = '/activities/check-in'
