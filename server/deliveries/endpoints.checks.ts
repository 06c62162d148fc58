import { Failure } from '@mashang/shared/core/errors.ts'
import { deliveryErrors } from '@mashang/shared/deliveries/deliveries.errors.ts'
import type { EndpointKind } from '@mashang/shared/deliveries/deliveries.words.ts'
import { stationGone } from '@mashang/shared/stations/stations.words.ts'
import { isPublicAddress } from '../core/channels/outbound-call.ts'
import { isRobotAddress } from '../core/channels/robots.ts'
import type { Context } from '../core/context.ts'
import { findStation } from '../stations/stations.store.ts'

const badAddress = (message: string): Failure =>
  new Failure(deliveryErrors.endpointAddress, {
    detail: message,
    fields: [{ path: 'url', message }],
  })

const HOMES = {
  wecom: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…',
  dingtalk: 'https://oapi.dingtalk.com/robot/send?access_token=…',
} as const

/** Refuses what must not be called; names are looked up again each time one is. */
export function checkAddress(context: Context, kind: EndpointKind, address: string): void {
  const { robotOrigins, webhookOrigins } = context.config
  if (kind !== 'webhook') {
    if (!isRobotAddress(kind, address, robotOrigins))
      throw badAddress(`请从群机器人的设置里复制地址，它像这样：${HOMES[kind]}`)
    return
  }
  const url = new URL(address)
  if (url.username !== '' || url.password !== '') throw badAddress('网址里不要写账号和口令。')
  if (webhookOrigins.includes(url.origin)) return
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const literal = /^[\d.]+$|:/.test(host)
  if (url.protocol !== 'https:' || (literal && !isPublicAddress(host)) || !/[.:]/.test(host))
    throw badAddress(
      '要用 https 开头的公网地址；内网的系统请管服务器的人先登记在 MASHANG_WEBHOOK_ORIGINS 里。',
    )
}

export async function checkStation(context: Context, stationId: string | null): Promise<void> {
  if (stationId === null || (await findStation(context, stationId)) !== null) return
  const message = stationGone
  throw new Failure(deliveryErrors.endpointAddress, {
    detail: message,
    fields: [{ path: 'stationId', message }],
  })
}
