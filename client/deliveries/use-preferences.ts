import type { deliveriesApi } from '@mashang/shared/deliveries/deliveries.api.ts'
import {
  type PersonalChannel,
  personalChannels,
} from '@mashang/shared/deliveries/deliveries.words.ts'
import { type Topic, topicWords } from '@mashang/shared/deliveries/topics.words.ts'
import { useQuery, useQueryCache } from '@pinia/colada'
import { reactive } from 'vue'
import { useAction } from '../core/action.ts'
import { call } from '../core/call.ts'
import { useKeptForm } from '../core/kept-form.ts'
import { type Preferences, preferencesQuery } from './deliveries.query.ts'

const topics = Object.keys(topicWords) as Topic[]

const blank = () => ({
  rhythm: 'at-once' as Preferences['rhythm'],
  dailyAt: '08:00',
  quietFrom: '22:00',
  quietUntil: '07:00',
  overdueRings: false,
  /** "mail:clock" → whether it is wanted. */
  wanted: {} as Record<string, boolean>,
})

export const wantKey = (channel: PersonalChannel, topic: Topic): string => `${channel}:${topic}`

/** How somebody is told: the form, what is unsaved of it, and the addresses beside it. */
export function usePreferences() {
  const { data, error, isPending, refetch } = useQuery(preferencesQuery)
  const cache = useQueryCache()
  const form = reactive(blank())
  function fill(view: Preferences): void {
    const { rhythm, dailyAt, quietFrom, quietUntil, overdueRings } = view
    const wanted = Object.fromEntries(
      view.channels.flatMap(({ channel, topics: own }) =>
        topics.map((topic) => [wantKey(channel, topic), own[topic] ?? true]),
      ),
    )
    Object.assign(form, { rhythm, dailyAt, quietFrom, quietUntil, overdueRings, wanted })
  }
  const { unsaved, take } = useKeptForm(
    () => data.value,
    () => form,
    fill,
  )

  /** An answer that is newer than what was asked for. */
  function know(view: Preferences): void {
    cache.setQueryData(['delivery-preferences'], view)
  }

  const save = useAction(async () => {
    const { wanted, ...rest } = form
    const muted = personalChannels.flatMap((channel) =>
      topics
        .filter((topic) => wanted[wantKey(channel, topic)] === false)
        .map((topic) => ({ channel, topic })),
    )
    const view = await call<typeof deliveriesApi.savePreferences>(
      'PUT',
      '/api/delivery-preferences',
      { body: { ...rest, muted } },
    )
    take(view)
    know(view)
    return true
  })

  const sendMail = useAction(async (address: string) => {
    know(
      await call<typeof deliveriesApi.wantMail>('POST', '/api/delivery-preferences/mail', {
        body: { address },
      }),
    )
    return true
  })

  const drop = useAction(async (channel: 'mail' | 'wechat') => {
    know(
      channel === 'mail'
        ? await call<typeof deliveriesApi.dropMail>('DELETE', '/api/delivery-preferences/mail')
        : await call<typeof deliveriesApi.dropWechat>('DELETE', '/api/delivery-preferences/wechat'),
    )
  })

  const bind = useAction(async () => {
    know(await call<typeof deliveriesApi.bindWechat>('POST', '/api/delivery-preferences/wechat'))
  })

  return { data, error, isPending, refetch, form, topics, unsaved, save, sendMail, drop, bind }
}
