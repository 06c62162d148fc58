import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, instant, mobile } from '../core/schema.ts'
import { smsCode, startedVerification } from './verifications.model.ts'

const tag = 'verifications'

export const verificationsApi = {
  start: endpoint({
    method: 'POST',
    path: '/api/phone-verifications',
    summary: '给手机发一个验证码（联系方式的规矩是“短信验证”时）',
    tag,
    access: 'anyone',
    body: z.strictObject({ phone: mobile }),
    status: 202,
    reply: startedVerification,
    bodyLimit: 4 * 1024,
  }),
  check: endpoint({
    method: 'POST',
    path: '/api/phone-verifications/:id/check',
    summary: '核对验证码；对了以后提交时不用再带，24 小时内有效',
    tag,
    access: 'anyone',
    params: z.strictObject({ id }),
    body: z.strictObject({ code: smsCode }),
    status: 200,
    reply: z.object({ expiresAt: instant, serverTime: instant }),
    bodyLimit: 4 * 1024,
  }),
}
