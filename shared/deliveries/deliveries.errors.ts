import type { ErrorKind } from '../core/errors.ts'

export const deliveryErrors = {
  mailMissing: {
    code: 'delivery.mail-missing',
    status: 409,
    title:
      '还没有设置发邮件的服务器；请让管服务器的人先设好 MASHANG_SMTP_URL 和 MASHANG_SMTP_FROM。',
  },
  wechatMissing: {
    code: 'delivery.wechat-missing',
    status: 409,
    title: '还没有设置微信公众号，不能用微信提醒。',
  },
  wechatUnknown: {
    code: 'delivery.wechat-unknown',
    status: 409,
    title: '还不知道您是哪个微信，请在微信里打开这一页再试。',
  },
  wechatUnbound: {
    code: 'delivery.wechat-unbound',
    status: 409,
    title: '您还没有绑定微信；请先在微信里打开“我的提醒方式”绑定，再来试。',
  },
  mailNotTaken: {
    code: 'delivery.mail-not-taken',
    status: 502,
    title: '邮件没有发出去，请核对邮箱；还不行就请管服务器的人看看发信服务器。',
  },
  tokenOver: {
    code: 'delivery.token-over',
    status: 410,
    title: '这个链接用过了，或者已经过期；请在“提醒方式”里再发一封确认邮件。',
  },
  endpointUnknown: {
    code: 'delivery.endpoint-unknown',
    status: 404,
    title: '没有找到这个机器人或接口，可能刚被删掉了，请刷新看看。',
  },
  endpointAddress: {
    code: 'delivery.endpoint-address',
    status: 422,
    title: '这个地址不能用，请照提示改一下。',
  },
  tooManyEndpoints: {
    code: 'delivery.too-many-endpoints',
    status: 409,
    title: '机器人和接口已经有 100 个了，请先删掉不用的。',
  },
  noSecret: {
    code: 'delivery.no-secret',
    status: 409,
    title: '只有对接接口才有可以更换的密钥。',
  },
  hearingClosed: {
    code: 'delivery.hearing-closed',
    status: 409,
    title: '这种通知方式现在不能选，请换一种，或自己回来看。',
  },
} as const satisfies Record<string, ErrorKind>
