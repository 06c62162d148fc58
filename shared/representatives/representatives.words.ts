export const representativeStates = { serving: '在任', left: '已不再担任代表' } as const
export type RepresentativeState = keyof typeof representativeStates

/** How far from the scanned code a voter looks for someone else. */
export const choiceScopes = {
  station: '本站',
  unit: '本选区',
  area: '本片区',
  all: '全区',
} as const
export type ChoiceScope = keyof typeof choiceScopes

/** How far somebody has come with their account. */
export const accountWords = { none: '没有账号', invited: '还没登录过', active: '已启用' } as const
