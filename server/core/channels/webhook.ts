import { createHmac } from 'node:crypto'
import type { Clock } from '@mashang/shared/core/clock.ts'
import { type Destination, type Driver, declined, taken } from './channel.ts'
import { postOutside } from './outbound-call.ts'

type To = Extract<Destination, { channel: 'webhook' }>

/**
 * Signature of one call, by the rules of standardwebhooks.com, so that existing libraries check it.
 * Headers of a call:
 * - `webhook-id`: the same for every repetition; whoever has seen it answers 2xx and does nothing
 * - `webhook-timestamp`: epoch seconds of this attempt; older than five minutes is a replay
 * - `webhook-signature`: one or more of `v1,<base64>` with a blank between them; HMAC-SHA256 over
 *   "id.timestamp.body", keyed by the bytes behind `whsec_` (base64)
 */
export const signWebhook = (
  secret: string,
  call: { id: string; at: number; body: string },
): string =>
  `v1,${createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
    .update(`${call.id}.${call.at}.${call.body}`)
    .digest('base64')}`

/** 2xx is taken; 410 means that nobody wants it any more; other 4xx are for a person to look at. */
export const webhookDriver =
  (trusted: readonly string[], clock: Clock): Driver<To> =>
  async (message, signal) => {
    const body = JSON.stringify(message.event)
    const at = Math.floor(clock.now() / 1_000)
    const { id } = message
    const { status } = await postOutside(message.to.url, trusted, {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'mashang-webhook/1',
        'webhook-id': id,
        'webhook-timestamp': String(at),
        'webhook-signature': message.to.secrets
          .map((secret) => signWebhook(secret, { id, at, body }))
          .join(' '),
      },
      body,
      signal,
    })
    if (status >= 200 && status < 300) return taken()
    if (status === 410) return declined('address', 'never', status)
    if (status === 429) return declined('limited', 'later', status)
    if (status >= 500 || status === 408) return declined('unreachable', 'soon', status)
    // A redirect too: a peer that moved must be told to us by its owner.
    return declined('refused', 'later', status)
  }
