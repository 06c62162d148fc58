/** How a duty comes again. */
export const dutyRhythms = {
  once: '只这一天',
  week: '每周这一天',
  fortnight: '隔周这一天',
  month: '每月同一个星期几',
} as const
export type DutyRhythm = keyof typeof dutyRhythms

/** Days at once, and how many of them come to a station's page. */
export const dutyLimits = { days: 60, shown: 4 } as const
