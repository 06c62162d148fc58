import type {
  PreferencesChange,
  PreferencesView,
} from '@mashang/shared/deliveries/deliveries.model.ts'
import {
  type PersonalChannel,
  personalChannels,
} from '@mashang/shared/deliveries/deliveries.words.ts'
import { muteKey } from '@mashang/shared/deliveries/preferences.rules.ts'
import { clockOfMinutes, minutesOfClock } from '@mashang/shared/deliveries/time-of-day.rules.ts'
import { type Topic, topicWords } from '@mashang/shared/deliveries/topics.words.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { maskPhone } from '../core/phones.ts'
import { opened } from '../core/secrets.ts'
import type { Channels } from './channels.ts'
import { addressContext, type Person, peopleOf } from './people.ts'
import { addressesOf, preferencesOfOne, savePreferences } from './preferences.store.ts'
import type { Unsubscription } from './unsubscribe.ts'

/** "l***@example.com": enough to recognize one's own. */
export const maskMail = (address: string): string => address.replace(/^(.).*(?=@)/u, '$1***')

const shown: Record<PersonalChannel, (address: string) => string> = {
  mail: maskMail,
  sms: maskPhone,
  wechat: () => '已绑定的微信',
}

const topics = Object.keys(topicWords) as Topic[]

async function personOf(context: Context, accountId: string): Promise<Person> {
  const person = (await peopleOf(context, [accountId])).get(accountId)
  if (person === undefined) throw new Error(`account ${accountId} is closed`)
  return person
}

/** How somebody is told, with addresses of which only the ends are shown. */
export async function preferencesFor(
  context: Context,
  channels: Channels,
  { accountId }: Pick<Actor, 'accountId'>,
): Promise<PreferencesView> {
  const [{ preferences, addresses }, rows] = await Promise.all([
    personOf(context, accountId),
    addressesOf(context, [accountId]),
  ])
  const now = context.clock.now()
  const waiting = rows.find(({ channel }) => channel === 'mail')
  const wanted =
    waiting?.wanted && (waiting.tokenUntil ?? 0) > now
      ? opened(context, waiting.wanted, addressContext(accountId, 'mail'))
      : null
  return {
    rhythm: preferences.rhythm,
    dailyAt: clockOfMinutes(preferences.dailyAt),
    quietFrom: clockOfMinutes(preferences.quietFrom),
    quietUntil: clockOfMinutes(preferences.quietUntil),
    overdueRings: preferences.overdueRings,
    channels: personalChannels.map((channel) => {
      const address = addresses[channel]
      return {
        channel,
        available: channels[channel] !== null,
        address: address === undefined ? null : shown[channel](address),
        wanted: channel === 'mail' && wanted !== null ? maskMail(wanted) : null,
        topics: Object.fromEntries(
          topics.map((topic) => [topic, !preferences.muted.includes(muteKey(channel, topic))]),
        ) as Record<Topic, boolean>,
      }
    }),
  }
}

/** Somebody changed how they are told. */
export const ownFact = (
  context: Context,
  type: string,
  accountId: string,
  data: NonNullable<Fact['data']> = {},
): Fact => ({
  at: context.clock.now(),
  type,
  actor: { kind: 'account', id: accountId },
  subject: { kind: 'account', id: accountId },
  data,
})

/** One write of somebody's own, with its fact. */
export const keepOwn = (context: Context, write: Write, fact: Fact) =>
  context.db.commit(context.district, [write], [fact])

export async function changePreferences(
  context: Context,
  channels: Channels,
  actor: Actor,
  wanted: PreferencesChange,
): Promise<PreferencesView> {
  const { accountId } = actor
  const muted = [...new Set(wanted.muted.map(({ channel, topic }) => muteKey(channel, topic)))]
  await keepOwn(
    context,
    savePreferences({
      district: context.district,
      accountId,
      rhythm: wanted.rhythm,
      dailyAt: minutesOfClock(wanted.dailyAt),
      quietFrom: minutesOfClock(wanted.quietFrom),
      quietUntil: minutesOfClock(wanted.quietUntil),
      overdueRings: wanted.overdueRings,
      muted,
    }),
    ownFact(context, 'account.reminders-changed', accountId, { rhythm: wanted.rhythm }),
  )
  return await preferencesFor(context, channels, actor)
}

/** What a link in a mail ends, or takes back that it was ended. */
export async function unsubscribe(
  context: Context,
  what: Unsubscription,
  ended: boolean,
): Promise<void> {
  const { accountId, channel } = what
  const person = (await peopleOf(context, [accountId])).get(accountId)
  if (person === undefined) return
  const preferences = await preferencesOfOne(context, person.account)
  const keys = what.topics.map((topic) => muteKey(channel, topic))
  const others = preferences.muted.filter((key) => !keys.includes(key))
  const muted = ended ? [...others, ...keys] : others
  await keepOwn(
    context,
    savePreferences({ district: context.district, accountId, ...preferences, muted }),
    ownFact(context, ended ? 'account.unsubscribed' : 'account.resubscribed', accountId, {
      channel,
      topics: what.topics.join(' '),
    }),
  )
}
