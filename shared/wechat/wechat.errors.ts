import type { ErrorKind } from '../core/errors.ts'

export const wechatErrors = {
  missing: { code: 'wechat.missing', status: 404, title: '本区没有接通微信公众号。' },
  stateOver: {
    code: 'wechat.state-over',
    status: 400,
    title: '这一步过期了或者已经用过，请回到原来的页面，重新点一次。',
  },
  noAnswer: {
    code: 'wechat.no-answer',
    status: 502,
    title: '没有连上微信，请过一会儿再试。',
  },
  foreignPage: {
    code: 'wechat.foreign-page',
    status: 422,
    title: '只能给本网站自己的网页签名。',
  },
} as const satisfies Record<string, ErrorKind>
