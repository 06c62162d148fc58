/** 工作日历: what a day of the State Council's yearly table is. */
export const dayKinds = { off: '休', on: '班' } as const
export type DayKind = keyof typeof dayKinds

/** In the order of `Date`: 0 is Sunday. */
export const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const

export const calendarLimits = {
  name: 20,
  reason: 200,
  firstYear: 2020,
  lastYear: 2099,
  /** Weeks before a year without a table at which the office is told. */
  warnWeeks: 26,
} as const
