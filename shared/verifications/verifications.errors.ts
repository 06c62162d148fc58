import type { ErrorKind } from '../core/errors.ts'

export const verificationErrors = {
  notNeeded: {
    code: 'verification.not-needed',
    status: 409,
    title: '现在不用短信验证电话，直接提交就行。',
  },
  tooMany: {
    code: 'verification.too-many',
    status: 429,
    title: '验证码发得太频繁，请等一会儿再试。',
  },
  needed: {
    code: 'verification.needed',
    status: 422,
    title: '请先给手机发验证码，填上收到的 6 位数字再提交。',
  },
  wrong: { code: 'verification.wrong', status: 422, title: '验证码不对，请照短信再填一次。' },
  expired: {
    code: 'verification.expired',
    status: 422,
    title: '验证码已经过期，请再发一条。写的内容都还在。',
  },
  otherPhone: {
    code: 'verification.other-phone',
    status: 422,
    title: '电话改过了，请给新的号码发验证码。',
  },
} as const satisfies Record<string, ErrorKind>
