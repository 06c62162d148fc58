import { randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { DAY, toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { deliveryErrors } from '@mashang/shared/deliveries/deliveries.errors.ts'
import type {
  EndpointChange,
  EndpointView,
  NewEndpoint,
  TestOutcome,
} from '@mashang/shared/deliveries/deliveries.model.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Outcome } from '../core/channels/channel.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { opened } from '../core/secrets.ts'
import type { Channels } from './channels.ts'
import { atEndpoint, endpointContext } from './destinations.ts'
import { checkAddress, checkStation } from './endpoints.checks.ts'
import {
  allEndpoints,
  deleteEndpoint,
  type EndpointRecord,
  findEndpoint,
  insertEndpoint,
  rotateSecret,
  saveEndpoint,
} from './endpoints.store.ts'

/** [default] */
const MOST = 100

/** How long the former secret of a webhook still signs. [default] */
const ROTATION = DAY

export const endpointView = (context: Context, row: EndpointRecord): EndpointView => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  stationId: row.stationId,
  address: row.urlShown,
  signed: row.secret !== null,
  rotating:
    row.formerUntil !== null && row.formerUntil > context.clock.now()
      ? toIsoOrNull(row.formerUntil)
      : null,
  paused: row.pausedAt !== null,
  createdAt: toIso(row.createdAt),
})

const sealedUrl = (context: Context, id: string, url: string) => ({
  url: context.secrets.seal(url, endpointContext(id, 'url')),
  urlShown: `${new URL(url).origin}/…`,
})

const sealedSecret = (context: Context, id: string, secret: string | null): string | null =>
  secret === null ? null : context.secrets.seal(secret, endpointContext(id, 'secret'))

const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

const factOf = (
  context: Context,
  type: string,
  id: string,
  by: Actor,
  data: NonNullable<Fact['data']> = {},
): Fact => ({
  at: context.clock.now(),
  type,
  actor: { kind: 'account', id: by.accountId },
  subject: { kind: 'delivery-endpoint', id },
  data,
})

async function known(context: Context, id: string): Promise<EndpointRecord> {
  const found = await findEndpoint(context, id)
  if (found === null) throw new Failure(deliveryErrors.endpointUnknown)
  return found
}

const view = async (context: Context, id: string): Promise<EndpointView> =>
  endpointView(context, await known(context, id))

/** @returns the secret of a webhook, told this once */
export async function addEndpoint(
  context: Context,
  wanted: NewEndpoint,
  by: Actor,
): Promise<{ endpoint: EndpointView; secret: string | null }> {
  const { district } = context
  checkAddress(context, wanted.kind, wanted.url)
  await checkStation(context, wanted.stationId)
  if ((await allEndpoints(context)).length >= MOST)
    throw new Failure(deliveryErrors.tooManyEndpoints)
  const id = newId()
  const own = wanted.kind === 'dingtalk' && wanted.secret ? wanted.secret : null
  const secret = wanted.kind === 'webhook' ? newSecret() : null
  await context.db.commit(
    district,
    [
      insertEndpoint({
        district,
        id,
        kind: wanted.kind,
        name: wanted.name,
        stationId: wanted.kind === 'webhook' ? null : wanted.stationId,
        ...sealedUrl(context, id, wanted.url),
        secret: sealedSecret(context, id, secret ?? own),
        createdAt: context.clock.now(),
      }),
    ],
    [factOf(context, 'delivery-endpoint.added', id, by, { kind: wanted.kind })],
  )
  return { endpoint: await view(context, id), secret }
}

/** Sent again after an answer that was lost: it is done already. */
function isAsWanted(context: Context, row: EndpointRecord, wanted: EndpointChange): boolean {
  const { id, kind } = row
  const is = (sealed: string | null, what: 'url' | 'secret', text: string): boolean =>
    (sealed === null ? '' : opened(context, sealed, endpointContext(id, what))) === text
  return (
    row.name === wanted.name &&
    (kind === 'webhook' || row.stationId === wanted.stationId) &&
    (row.pausedAt !== null) === wanted.paused &&
    (wanted.url === undefined || is(row.url, 'url', wanted.url)) &&
    (wanted.secret === undefined || kind !== 'dingtalk' || is(row.secret, 'secret', wanted.secret))
  )
}

export async function changeEndpoint(
  context: Context,
  id: string,
  wanted: EndpointChange,
  by: Actor,
): Promise<EndpointView> {
  const { district } = context
  const row = await known(context, id)
  const { name, stationId, paused } = endpointView(context, row)
  if (isAsWanted(context, row, wanted)) return endpointView(context, row)
  if (!isDeepStrictEqual(wanted.was, { name, stationId, paused }))
    throw new Failure(coreErrors.conflict)
  if (wanted.url !== undefined) checkAddress(context, row.kind, wanted.url)
  await checkStation(context, wanted.stationId)
  const { url, urlShown } = wanted.url === undefined ? row : sealedUrl(context, id, wanted.url)
  const secret =
    wanted.secret === undefined || row.kind !== 'dingtalk'
      ? row.secret
      : sealedSecret(context, id, wanted.secret === '' ? null : wanted.secret)
  const pausedAt = wanted.paused ? (row.pausedAt ?? context.clock.now()) : null
  await context.db.commit(
    district,
    [
      saveEndpoint({
        district,
        id,
        name: wanted.name,
        stationId: row.kind === 'webhook' ? null : wanted.stationId,
        url,
        urlShown,
        secret,
        pausedAt,
        wasName: row.name,
        wasStation: row.stationId ?? '',
        wasUrl: row.url,
        wasSecret: row.secret ?? '',
        wasPaused: row.pausedAt ?? 0,
      }),
    ],
    [factOf(context, 'delivery-endpoint.changed', id, by, { paused: wanted.paused })],
  )
  return await view(context, id)
}

/** A new secret; the former one signs beside it for a day, so that the other side can follow. */
export async function rotateEndpoint(
  context: Context,
  id: string,
  by: Actor,
): Promise<{ endpoint: EndpointView; secret: string }> {
  const { district } = context
  const row = await known(context, id)
  if (row.kind !== 'webhook' || row.secret === null) throw new Failure(deliveryErrors.noSecret)
  const secret = newSecret()
  await context.db.commit(
    district,
    [
      rotateSecret({
        district,
        id,
        was: row.secret,
        secret: context.secrets.seal(secret, endpointContext(id, 'secret')),
        formerUntil: context.clock.now() + ROTATION,
      }),
    ],
    [factOf(context, 'delivery-endpoint.secret-rotated', id, by)],
  )
  return { endpoint: await view(context, id), secret }
}

export async function removeEndpoint(context: Context, id: string, by: Actor): Promise<void> {
  const { district } = context
  try {
    await context.db.commit(
      district,
      [deleteEndpoint({ district, id })],
      [factOf(context, 'delivery-endpoint.removed', id, by)],
    )
  } catch (error) {
    if (error instanceof Conflict) throw new Failure(deliveryErrors.endpointUnknown)
    throw error
  }
}

export const outcomeView = (outcome: Outcome): TestOutcome =>
  outcome.accepted
    ? { trouble: null, peerCode: null }
    : { trouble: outcome.reason, peerCode: outcome.peerCode }

export const TEST_TITLE = '码上代表：这是一条测试消息'

/** Sends one message at once, whether it is paused or not. */
export async function testEndpoint(
  context: Context,
  channels: Channels,
  id: string,
  by: Actor,
): Promise<TestOutcome> {
  const row = await known(context, id)
  const aim = atEndpoint(context, row)
  const channel = channels[row.kind]
  if (aim === 'gone' || channel === null) return { trouble: 'gone', peerCode: null }
  const message = newId()
  const outcome = await channel.send({
    id: message,
    to: aim.to,
    title: TEST_TITLE,
    lines: ['能看到它，就说明提醒会发到这里。'],
    link: null,
    params: { number: '测试', step: '测试消息', time: '现在', moment: '' },
    unsubscribe: null,
    event: { id: message, type: 'test', at: toIso(context.clock.now()) },
  })
  const result = outcomeView(outcome)
  await context.db.commit(
    context.district,
    [],
    [
      factOf(context, 'delivery-endpoint.tested', id, by, {
        outcome: result.trouble ?? 'accepted',
      }),
    ],
  )
  return result
}
