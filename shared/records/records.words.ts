/** The parts of a record (履职档案), in the order in which they are filed. */
export const recordSections = {
  sessions: '出席会议',
  inspections: '视察、调研和执法检查',
  training: '学习培训',
  group: '小组和家站活动',
  suggestions: '代表建议',
  report: '述职',
  rewards: '奖励',
  reception: '接待和走访',
  issues: '答复群众反映',
  seat: '任职变动',
} as const
export type RecordSection = keyof typeof recordSections

/** 六大员: what a representative is to the people; each fact counts toward one of them. */
export const recordRoles = {
  publicist: '宣传员',
  informant: '信息员',
  analyst: '分析员',
  mediator: '调解员',
  supervisor: '监督员',
  liaison: '联络员',
} as const
export type RecordRole = keyof typeof recordRoles

/** What a role is made of, said beside the picture. */
export const roleSources: Readonly<Record<RecordRole, string>> = {
  publicist: '会议、培训、述职',
  informant: '答复群众反映',
  analyst: '调研、代表建议',
  mediator: '群众不满意、重办过的反映',
  supervisor: '视察、执法检查',
  liaison: '接待、走访',
}

/** Lengths in characters. */
export const recordLimits = { title: 80, giver: 60, reason: 300, remark: 300, why: 60 } as const

/** Entries of a section that are shown before somebody asks for all of them. */
export const RECORD_FEW = 8
/** Entries of the timeline. */
export const RECORD_TIMELINE = 30
