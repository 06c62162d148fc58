import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { instant } from '../core/schema.ts'

const tag = 'wechat'

export const wechatApi = {
  signature: endpoint({
    method: 'GET',
    path: '/api/wechat/signature',
    summary: '给本站的一页签名，页面里就能用微信的定位、拍照和扫码',
    tag,
    access: 'anyone',
    query: z.strictObject({ url: z.string().min(8).max(1_000) }),
    status: 200,
    reply: z
      .object({
        appId: z.string(),
        timestamp: z.number().int(),
        nonceStr: z.string(),
        signature: z.string(),
        expiresAt: instant,
      })
      .meta({ id: 'WechatSignature' }),
  }),
}
