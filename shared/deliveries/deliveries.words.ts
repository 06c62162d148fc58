/** How a notice leaves the house. */
export const channelWords = {
  mail: '邮件',
  sms: '短信',
  wechat: '微信',
  'wechat-once': '微信一次性订阅',
  wecom: '企业微信群机器人',
  dingtalk: '钉钉群机器人',
  webhook: '对接接口',
} as const
export type DeliveryChannel = keyof typeof channelWords

/** Channels that reach one person; the others belong to a group or a system. */
export const personalChannels = ['mail', 'sms', 'wechat'] as const
export type PersonalChannel = (typeof personalChannels)[number]

export const endpointKinds = ['wecom', 'dingtalk', 'webhook'] as const
export type EndpointKind = (typeof endpointKinds)[number]

export const rhythmWords = {
  'at-once': '马上告诉我',
  'half-hourly': '每半小时汇总一次',
  daily: '每天汇总一次',
} as const
export type Rhythm = keyof typeof rhythmWords

export const deliveryStates = {
  waiting: '等着发',
  sent: '已送出',
  dead: '没送到',
  'not-needed': '不用发了',
} as const
export type DeliveryState = keyof typeof deliveryStates

/** Why a message was not taken, with what to mend, for the office. */
export const troubleWords = {
  address: '地址收不到：邮箱不存在、号码停机，或机器人已被移出群。请核对地址后再发。',
  limited: '对方说发得太频繁。过一段时间再发，或请本人改成汇总提醒。',
  account: '密钥、签名、模板或余额不对。请管服务器的人核对这个通道的设置，再一起重发。',
  refused: '对方不收这条消息。请问对方的管理员，改好后再发。',
  unreachable: '一直没有连上对方。请看看服务器能不能上网、对方是不是停了，再发。',
  forbidden:
    '这个地址指向内部网络，为安全没有发。请换成公网的 https 地址，或请管服务器的人登记它。',
  resting: '对方接连几次没有回应，先歇一会儿。',
  unconfigured: '这个通道现在没有设置。请管服务器的人设好它，再发。',
  gone: '收的人没有这个地址了。',
  mishap: '系统自己出了差错，试了几次都没有发出去。请管服务器的人看看日志，再重发。',
} as const
export type Trouble = keyof typeof troubleWords

export const hearingWords = {
  page: '不用通知，我自己回来看',
  sms: '发短信到我留的手机',
  wechat: '发到我的微信',
  'wechat-once': '有了答复，往我的微信发一条',
} as const
export type HearingChannel = keyof typeof hearingWords
