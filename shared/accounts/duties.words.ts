/** What an account of the office may do. Several can be given; plain constants. */
export const duties = {
  admin: '管理员',
  matters: '办理',
  print: '印制',
  inspect: '督查',
} as const
export type Duty = keyof typeof duties

export const dutyHints: Readonly<Record<Duty, string>> = {
  admin: '什么都能做，包括账号和设置',
  matters: '群众反映、代表建议、名册、海报都能办，不能动账号和设置',
  print: '只管码、海报和巡查，看不到群众反映',
  inspect: '能看、能导出，能催办代表建议；别的都不能改，打不开联系方式，看不到代表的积分和履职档案',
}

/** What an account of the office may do, in words; null: everything, as the first account has it. */
export const dutyWords = (given: readonly Duty[] | null): string =>
  given === null ? duties.admin : given.map((one) => duties[one]).join('、') || '还没有权限'

export const accountChangeKinds = {
  'second-factor-removed': '停用两步登录',
  duties: '改权限',
  closed: '停用账号',
  stations: '改管哪些家站',
  signing: '改签发',
} as const
export type AccountChangeKind = keyof typeof accountChangeKinds
