/** What is held because too much comes at once. Plain constants. */

/** Why, the most telling first: this is also the order in which the office looks at them. */
export const floodCauses = {
  danger: '说到了危险的事，请先看',
  'district-danger': '全区短时间内太多，说到了危险的事，请先看',
  representative: '一位代表短时间内收到太多',
  district: '全区短时间内太多',
  address: '同一个网络地址来得太多',
  words: '写得几乎一样',
} as const
export type FloodCause = keyof typeof floodCauses

export const floodLimits = { matters: 200, reason: 500, groups: 100 } as const

/** What its voter reads. */
export const heldWords = '短时间内收到很多条，工作人员先看一眼再转给代表'
