/** What is held for the office to look at. Plain constants. */

export const holdReasons = {
  danger: '说到了危险的事',
  personal: '写了电话或证件号，又同意公开',
  abusive: '话说得不妥当',
  photo: '照片不妥当',
  flood: '短时间内太多',
  other: '别的原因',
} as const
export type HoldReason = keyof typeof holdReasons

/** What whoever works on a matter may give as a reason; the rest is found by the system. */
export const reportReasons = ['abusive', 'photo', 'other'] as const

export const holdStates = {
  waiting: '等着看',
  released: '看过，没有动',
  redacted: '遮住了一部分',
  refused: '不公开',
  restored: '遮过，又恢复了原样',
} as const
export type HoldState = keyof typeof holdStates

export const holdTargets = { filing: '反映的内容', message: '补充的话', photo: '照片' } as const
export type HoldTarget = keyof typeof holdTargets

export const holdLimits = { reason: 200, passages: 50, rectangles: 20 } as const

/** What stands for each character that was covered. */
export const COVER = '▇'
