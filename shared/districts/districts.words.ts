/** 联系方式的规矩: what the form asks of a voter. */
export const contactPolicies = {
  optional: '可以不填',
  required: '必须填写姓名和电话',
  none: '不收集',
} as const
export type ContactPolicy = keyof typeof contactPolicies
