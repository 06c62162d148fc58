import type { ErrorKind } from '../core/errors.ts'

export const districtErrors = {
  smsMissing: {
    code: 'district.sms-missing',
    status: 409,
    title: '还没有接通短信服务，不能要求短信验证；请让管服务器的人先接通（说明书里写着怎么设）。',
  },
} as const satisfies Record<string, ErrorKind>
