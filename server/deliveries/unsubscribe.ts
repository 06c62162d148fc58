import type { PersonalChannel } from '@mashang/shared/deliveries/deliveries.words.ts'
import { personalChannels } from '@mashang/shared/deliveries/deliveries.words.ts'
import { isTopic, type Topic } from '@mashang/shared/deliveries/topics.words.ts'
import type { Context } from '../core/context.ts'
import { sameSecret } from '../core/secrets.ts'

/** What a link in a mail may end: these topics of one account by one channel, nothing else. */
export interface Unsubscription {
  accountId: string
  channel: PersonalChannel
  topics: Topic[]
}

const plain = ({ accountId, channel, topics }: Unsubscription): string =>
  `${accountId}.${channel}.${topics.join('+')}`

/** 144 bits; bound to the district, so that it is good in no other one. */
const markOf = (context: Context, words: string): string =>
  context.secrets
    .bytes('unsubscribe', `${context.district} ${words}`)
    .subarray(0, 18)
    .toString('base64url')

export function unsubscribeUrl(context: Context, what: Unsubscription): string {
  const words = plain(what)
  return `${context.config.publicUrl}/unsubscribe?t=${encodeURIComponent(`${words}.${markOf(context, words)}`)}`
}

/** What a token stands for; null when it was not made by us. */
export function readUnsubscription(context: Context, token: string): Unsubscription | null {
  const cut = token.lastIndexOf('.')
  const words = token.slice(0, Math.max(cut, 0))
  if (!sameSecret(markOf(context, words), token.slice(cut + 1))) return null
  const [accountId = '', by, topics = ''] = words.split('.')
  const channel = personalChannels.find((one) => one === by)
  const wanted = topics.split('+').filter(isTopic)
  return channel === undefined || wanted.length === 0
    ? null
    : { accountId, channel, topics: wanted }
}
