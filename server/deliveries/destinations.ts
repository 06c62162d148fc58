import { isMobile, plainPhone } from '@mashang/shared/core/phones.ts'
import type { DeliveryChannel } from '@mashang/shared/deliveries/deliveries.words.ts'
import { type Preferences, usualPreferences } from '@mashang/shared/deliveries/preferences.rules.ts'
import { stationsOfAccount } from '../accounts/accounts.store.ts'
import type { Destination } from '../core/channels/channel.ts'
import type { Context } from '../core/context.ts'
import { opened } from '../core/secrets.ts'
import { receiptOf } from '../issues/filing.usecases.ts'
import { findIssue } from '../issues/issues.store.ts'
import { type EndpointRecord, findEndpoint } from './endpoints.store.ts'
import { findHearing } from './hearings.store.ts'
import { peopleOf } from './people.ts'

/** Where a delivery really goes, looked up when it leaves: people move, and may have said no. */
export interface Aim {
  to: Destination
  preferences: Preferences
  /** Representative, station and department of the person; empty for a group, a system or a voter. */
  ids: string[]
  /** The account that may unsubscribe; null: nobody. */
  accountId: string | null
  /** Path of a page of this person's app, and of a matter there; a voter has one page for theirs. */
  pathOf(page: string, id: string): string
  muted: readonly string[]
}

/** `gone`: there is no such address any more. `paused`: the office holds it for a while. */
export async function aimAt(
  context: Context,
  channel: DeliveryChannel,
  address: string,
): Promise<Aim | 'gone' | 'paused'> {
  const [kind = '', id = ''] = address.split(':')
  if (kind === 'account') return await atAccount(context, channel, id)
  if (kind === 'voter') return await atVoter(context, channel, id)
  const endpoint = await findEndpoint(context, id)
  if (endpoint === null) return 'gone'
  return endpoint.pausedAt === null ? atEndpoint(context, endpoint) : 'paused'
}

const matterPath =
  (app: string): Aim['pathOf'] =>
  (page, id) =>
    `${app}${page}${id}`

async function atAccount(
  context: Context,
  channel: DeliveryChannel,
  accountId: string,
): Promise<Aim | 'gone'> {
  const person = (await peopleOf(context, [accountId])).get(accountId)
  const plain =
    channel === 'mail' || channel === 'sms' || channel === 'wechat'
      ? person?.addresses[channel]
      : undefined
  if (person === undefined || plain === undefined) return 'gone'
  const { account, preferences } = person
  const app = account.role === 'office' || account.role === 'department' ? '/office' : '/me'
  return {
    to:
      channel === 'mail'
        ? { channel, address: plain }
        : channel === 'sms'
          ? { channel, phone: plain }
          : { channel: 'wechat', openid: plain },
    preferences,
    ids: [
      account.representativeId,
      ...(account.role === 'liaison' ? stationsOfAccount(account) : []),
      account.departmentId,
    ].filter((one) => one !== null),
    accountId,
    pathOf: matterPath(app),
    muted: preferences.muted,
  }
}

export const openidContext = (issueId: string): string => `hearing ${issueId}`

async function atVoter(
  context: Context,
  channel: DeliveryChannel,
  issueId: string,
): Promise<Aim | 'gone'> {
  const [hearing, issue] = await Promise.all([
    findHearing(context, issueId),
    findIssue(context, issueId),
  ])
  if (hearing === null || issue === null || hearing.channel !== channel) return 'gone'
  const common = {
    preferences: usualPreferences(false),
    ids: [],
    accountId: null,
    muted: [],
    pathOf: (_page: string, id: string) => `/r/${receiptOf(context, id)}`,
  }
  if (channel === 'wechat' || channel === 'wechat-once') {
    const openid = opened(context, hearing.openid ?? '', openidContext(issueId))
    return openid === null ? 'gone' : { ...common, to: { channel, openid } }
  }
  const phone = plainPhone(opened(context, issue.contactPhone ?? '', issueId) ?? '')
  return isMobile(phone) ? { ...common, to: { channel: 'sms', phone } } : 'gone'
}

export const endpointContext = (id: string, what: 'url' | 'secret'): string =>
  `endpoint ${id} ${what}`

/** A robot or webhook as it is set up. */
export function atEndpoint(context: Context, endpoint: EndpointRecord): Aim | 'gone' {
  const { id, kind } = endpoint
  const open = (sealed: string): string | null =>
    opened(context, sealed, endpointContext(id, 'secret'))
  const url = opened(context, endpoint.url, endpointContext(id, 'url'))
  if (url === null) return 'gone'
  const secret = endpoint.secret === null ? null : open(endpoint.secret)
  const former =
    endpoint.formerSecret !== null && (endpoint.formerUntil ?? 0) > context.clock.now()
      ? open(endpoint.formerSecret)
      : null
  const to: Destination =
    kind === 'webhook'
      ? { channel: kind, url, secrets: [secret, former].filter((one) => one !== null) }
      : kind === 'dingtalk'
        ? { channel: kind, url, secret }
        : { channel: kind, url }
  const app = kind === 'webhook' || endpoint.stationId === null ? '/office' : '/me'
  return {
    to,
    preferences: usualPreferences(false),
    ids: [],
    accountId: null,
    muted: [],
    pathOf: matterPath(app),
  }
}
