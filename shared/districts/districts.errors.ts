import type { ErrorKind } from '../core/errors.ts'

export const districtErrors = {
  smsMissing: {
    code: 'district.sms-missing',
    status: 409,
    title:
      '还没有设置短信服务，不能要求短信验证；请让管服务器的人先设好 MASHANG_SMS_VENDOR 等几项。',
  },
} as const satisfies Record<string, ErrorKind>
