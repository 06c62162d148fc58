/** The tables of the office that keep views. */
export const viewTables = {
  issues: '群众反映',
  representatives: '代表',
  stations: '家站',
  sheets: '海报',
  accounts: '账号',
  ledger: '账本',
  'contact-exports': '导出联系方式',
} as const
export type ViewTable = keyof typeof viewTables

export const viewLimits = { name: 20, each: 30 } as const
