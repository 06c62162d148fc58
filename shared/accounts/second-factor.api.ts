import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id } from '../core/schema.ts'
import {
  confirmation,
  demand,
  demandChange,
  ownSecondFactor,
  recoveryCodes,
  removal,
  secondCode,
  secondFactorOffer,
} from './second-factor.model.ts'

const tag = 'accounts'
const mine = { tag, access: ['office'], enrolling: true } as const
const office = { tag, access: ['office'] } as const

export const secondFactorApi = {
  show: endpoint({
    ...mine,
    method: 'GET',
    path: '/api/me/second-factor',
    summary: '我的两步登录：设好没有、还剩几个备用码、信任的设备',
    status: 200,
    reply: ownSecondFactor,
  }),
  offer: endpoint({
    ...mine,
    fresh: true,
    method: 'POST',
    path: '/api/me/second-factor/offers',
    summary: '要一个新密钥（二维码和文字），用一次验证码确认后才算数',
    status: 201,
    reply: secondFactorOffer,
  }),
  confirm: endpoint({
    ...mine,
    fresh: true,
    method: 'PUT',
    path: '/api/me/second-factor',
    summary: '用新密钥的一个验证码确认；得到备用码，只给一次',
    body: confirmation,
    status: 200,
    reply: recoveryCodes,
  }),
  renewCodes: endpoint({
    ...mine,
    fresh: true,
    method: 'POST',
    path: '/api/me/second-factor/recovery-codes',
    summary: '换一套备用码，旧的作废',
    status: 201,
    reply: recoveryCodes,
  }),
  stop: endpoint({
    ...mine,
    fresh: true,
    method: 'DELETE',
    path: '/api/me/second-factor',
    summary: '不再用两步登录；本区要求时不行',
    status: 204,
  }),
  distrust: endpoint({
    ...mine,
    method: 'DELETE',
    path: '/api/me/trusted-devices/:id',
    summary: '不再信任一台设备',
    params: z.object({ id }),
    status: 204,
  }),
  prove: endpoint({
    ...mine,
    method: 'POST',
    path: '/api/sessions/current/proofs',
    summary: '再给一次验证码，5 分钟内可以做敏感的事',
    body: z.strictObject({ code: secondCode }),
    status: 204,
  }),
  remove: endpoint({
    ...office,
    fresh: true,
    method: 'POST',
    path: '/api/accounts/:id/second-factor/removal',
    summary: '替同事停用两步登录（手机丢了）；对方收到消息，并在各处退出',
    params: z.object({ id }),
    body: removal,
    status: 204,
  }),
  demand: endpoint({
    ...office,
    method: 'GET',
    path: '/api/second-factor/demand',
    summary: '本区要不要求工委账号都用两步登录，谁还没有设',
    status: 200,
    reply: demand,
  }),
  saveDemand: endpoint({
    ...office,
    fresh: true,
    method: 'PUT',
    path: '/api/second-factor/demand',
    summary: '要求或不再要求；自己先设好才能要求别人',
    body: demandChange,
    status: 200,
    reply: demand,
  }),
}
