import { Failure } from '@mashang/shared/core/errors.ts'
import { momentWords } from '@mashang/shared/core/local-time.ts'
import { type HearingChannel, hearingWords } from '@mashang/shared/deliveries/deliveries.words.ts'
import { issueStates } from '@mashang/shared/issues/issues.words.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Context } from '../core/context.ts'
import { html } from '../core/http/plain-page.ts'
import { plainPages } from '../districts/plain-pages.ts'
import { issueOfReceipt } from '../issues/receipt.usecases.ts'
import { isInWechat } from '../wechat/inside.ts'
import { comeBackSubscribed, setOutToSubscribe } from '../wechat/subscription.usecases.ts'
import {
  browserBehind,
  forgetBrowser,
  keepBrowser,
  visitorBehind,
} from '../wechat/visitor-cookie.ts'
import type { Channels } from './channels.ts'
import { hearingPage, KEPT_WORDS } from './hearing-page.ts'
import { chooseHearing, forgetHearing, hearingOf, subscribeOnce } from './hearings.usecases.ts'
import { issuesKept } from './my-issues.usecases.ts'

interface ReceiptRoute {
  Params: { receipt: string }
}

interface SubscribedRoute {
  Querystring: Record<string, string | string[] | undefined>
}

/** Of what was given twice nothing is believed. */
const onlyOnce = <K extends string>(given: Record<K, string | string[] | undefined>) =>
  Object.fromEntries(
    Object.entries<string | string[] | undefined>(given).map(([name, value]) => [
      name,
      typeof value === 'string' && value.length <= 512 ? value : undefined,
    ]),
  ) as Record<K, string | undefined>

/** What a voter chooses on the way from a receipt; works without script. */
export function hearingPagesRoutes(
  app: FastifyInstance,
  context: Context,
  channels: Channels,
): void {
  const open = { config: { open: true as const } }
  const plainPage = plainPages(context)

  const trouble = async (reply: FastifyReply, error: unknown): Promise<FastifyReply> => {
    if (!(error instanceof Failure) || error.kind.status >= 500) throw error
    return await plainPage(reply, {
      title: error.kind.title,
      body: html`<p><a class="button" href="/">回到首页</a></p>`,
      status: error.kind.status,
    })
  }

  const path = '/r/:receipt/hearing'
  app.get<ReceiptRoute>(path, open, async (request, reply) => {
    const { receipt } = request.params
    try {
      const visitor = await visitorBehind(context, request)
      const view = await hearingOf(context, channels, receipt, visitor)
      const inWechat = isInWechat(request)
      const standing =
        context.config.wechat === null
          ? 'none'
          : visitor !== null
            ? 'known'
            : inWechat
              ? 'unknown'
              : 'outside'
      return await plainPage(reply, {
        title: '有了答复，怎么告诉您',
        body: hearingPage(receipt, view, {
          standing,
          sends: channels.wechat !== null,
          once: channels['wechat-once'] !== null,
        }),
      })
    } catch (error) {
      return await trouble(reply, error)
    }
  })

  app.post<ReceiptRoute>(path, open, async (request, reply) => {
    const { receipt } = request.params
    const form = (request.body ?? {}) as Record<string, unknown>
    const wanted = form.channel
    const channel = (Object.keys(hearingWords) as HearingChannel[]).find((one) => one === wanted)
    try {
      const visitor = await visitorBehind(context, request)
      if (form.forget === '1') await forgetHearing(context, channels, receipt, visitor)
      else await chooseHearing(context, channels, receipt, channel ?? 'page', visitor)
      return reply.redirect(`/r/${encodeURIComponent(receipt)}`, 303)
    } catch (error) {
      return await trouble(reply, error)
    }
  })

  app.get<ReceiptRoute>('/r/:receipt/subscription', open, async (request, reply) => {
    try {
      const { receipt } = await issueOfReceipt(context, request.params.receipt)
      const { location, browser } = await setOutToSubscribe(context, receipt)
      keepBrowser(context, reply, browser)
      return reply.header('cache-control', 'no-store').redirect(location, 302)
    } catch (error) {
      return await trouble(reply, error)
    }
  })

  app.get<SubscribedRoute>('/api/wechat/subscribed', open, async (request, reply) => {
    const { openid, template_id: template, action, scene, reserved: state } = request.query
    const browser = browserBehind(request)
    try {
      const given = { openid, template, action, scene, state, browser }
      const { receipt, openid: agreed } = await comeBackSubscribed(context, onlyOnce(given))
      forgetBrowser(context, reply)
      if (agreed !== null)
        await subscribeOnce(context, receipt, agreed, await visitorBehind(context, request))
      return reply
        .header('cache-control', 'no-store')
        .redirect(`/r/${encodeURIComponent(receipt)}/hearing`, 302)
    } catch (error) {
      return await trouble(reply, error)
    }
  })

  app.get('/wechat/issues', open, async (request, reply) => {
    const visitor = await visitorBehind(context, request)
    if (context.config.wechat !== null && visitor === null)
      return reply
        .header('cache-control', 'no-store')
        .redirect('/api/wechat/start?next=%2Fwechat%2Fissues', 302)
    const kept = visitor === null ? [] : await issuesKept(context, visitor)
    const rows = kept.map(
      ({ receipt, number, title, state, filedAt }) =>
        html`<li><a href="/r/${receipt}">${title}<br><span class="muted">${number} · ${issueStates[state]} · ${momentWords(filedAt)}</span></a></li>`,
    )
    return await plainPage(reply, {
      title: '我的反映',
      body:
        rows.length > 0
          ? html`<ul>${rows}</ul><p><a class="way" href="/r">用回执号查别的</a></p>`
          : html`<p>这个微信里还没有存过反映。</p><p class="muted">${KEPT_WORDS}</p><p><a class="button" href="/r">用回执号查</a></p>`,
    })
  })
}
