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
