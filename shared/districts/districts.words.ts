/** 联系方式的规矩: what the form asks of a voter. */
export const contactPolicies = {
  optional: '可以不填',
  required: '必须填写姓名和电话',
  verified: '必须填写，电话用短信验证码核实',
  none: '不收集',
} as const
export type ContactPolicy = keyof typeof contactPolicies

export const smsVendors = {
  aliyun: '阿里云短信',
  tencent: '腾讯云短信',
  log: '演示用，印在控制台上',
} as const

/** Why a message was not taken, for the office. */
export const smsRefusals = {
  number: '这个号码收不到短信，请核对一下，或换一个。',
  limited: '这个号码收短信太频繁了，请换一个，或过一天再试。',
  account: '短信服务商没有收下，请核对密钥、签名、模板和余额。',
  unreachable: '没有连上短信服务商，请看看服务器能不能上网，过一会儿再试。',
  resting: '短信服务商接连几次没有回应，先歇半分钟再试。',
} as const
