/** The tables of the office: each keeps views under its name. */
export const viewTables = {
  issues: '群众反映',
  holds: '审看',
  'contact-exports': '导出联系方式',
  suggestions: '代表建议',
  activities: '履职活动',
  mediations: '诉前调解',
  records: '履职档案',
  representatives: '代表',
  stations: '家站',
  departments: '承办单位',
  sheets: '海报',
  batches: '印制',
  codes: '码',
  accounts: '账号',
  ledger: '账本',
} as const
export type ViewTable = keyof typeof viewTables

export const viewLimits = { name: 20, each: 30 } as const
