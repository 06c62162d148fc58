import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { accountView } from './accounts.model.ts'

const tag = 'accounts'
const workers = ['liaison', 'representative'] as const

const wechatSignIn = z
  .object({
    available: z.boolean().meta({ description: '本区接通了微信公众号' }),
    known: z.boolean().meta({ description: '微信已经告诉我们这台手机是谁' }),
    bound: z.boolean().meta({ description: '绑定了微信' }),
    here: z.boolean().meta({ description: '绑定的就是这台手机上的微信' }),
  })
  .meta({ id: 'WechatSignIn' })
export type WechatSignIn = z.output<typeof wechatSignIn>

export const wechatSignInApi = {
  ready: endpoint({
    method: 'GET',
    path: '/api/wechat-sessions',
    summary: '这台手机能不能用微信登录',
    tag,
    access: 'anyone',
    status: 200,
    reply: wechatSignIn.pick({ available: true, known: true }),
  }),
  signIn: endpoint({
    method: 'POST',
    path: '/api/wechat-sessions',
    summary: '用绑定过的微信登录；先要经过 /api/wechat/start',
    tag,
    access: 'anyone',
    status: 201,
    reply: accountView,
  }),
  mine: endpoint({
    method: 'GET',
    path: '/api/me/wechat',
    summary: '我的账号绑定微信了没有',
    tag,
    access: workers,
    status: 200,
    reply: wechatSignIn,
  }),
  bind: endpoint({
    method: 'PUT',
    path: '/api/me/wechat',
    summary: '绑定这台手机上的微信，以后用它登录',
    tag,
    access: workers,
    status: 200,
    reply: wechatSignIn,
  }),
  unbind: endpoint({
    method: 'DELETE',
    path: '/api/me/wechat',
    summary: '解开绑定的微信',
    tag,
    access: workers,
    status: 200,
    reply: wechatSignIn,
  }),
}
