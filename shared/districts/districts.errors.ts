import type { ErrorKind } from '../core/errors.ts'

export const districtErrors = {
  smsMissing: {
    code: 'district.sms-missing',
    status: 409,
    title: '还没有接通短信服务，不能要求短信验证；请让管服务器的人先接通（说明书里写着怎么设）。',
  },
  changedMeanwhile: {
    code: 'district.changed-meanwhile',
    status: 409,
    title: '别人刚刚先改了，这一次没有保存；请刷新后照新的再改。',
  },
  editionUnknown: {
    code: 'district.edition-unknown',
    status: 404,
    title: '没有找到这一版，请刷新页面再看。',
  },
} as const satisfies Record<string, ErrorKind>
