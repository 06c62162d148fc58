import { Failure } from '@mashang/shared/core/errors.ts'
import { momentWords } from '@mashang/shared/core/local-time.ts'
import { type HearingChannel, hearingWords } from '@mashang/shared/deliveries/deliveries.words.ts'
import { issueStates } from '@mashang/shared/issues/issues.words.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Context } from '../core/context.ts'
import { html, plainPage } from '../core/http/plain-page.ts'
import { visitorBehind } from '../wechat/visitor-cookie.ts'
import type { Channels } from './channels.ts'
import { hearingPage } from './hearing-page.ts'
import { chooseHearing, forgetHearing, hearingOf } from './hearings.usecases.ts'
import { issuesKept } from './my-issues.usecases.ts'

interface ReceiptRoute {
  Params: { receipt: string }
}

/** What a voter chooses on the way from a receipt; works without script. */
export function hearingPagesRoutes(
  app: FastifyInstance,
  context: Context,
  channels: Channels,
): void {
  const open = { config: { open: true as const } }

  const trouble = (reply: FastifyReply, error: unknown): FastifyReply => {
    if (!(error instanceof Failure) || error.kind.status >= 500) throw error
    return plainPage(reply, {
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
      const inWechat = /MicroMessenger/i.test(request.headers['user-agent'] ?? '')
      const standing =
        context.config.wechat === null
          ? 'none'
          : visitor !== null
            ? 'known'
            : inWechat
              ? 'unknown'
              : 'outside'
      return plainPage(reply, {
        title: '有了答复，怎么告诉您',
        body: hearingPage(receipt, view, { standing, sends: channels.wechat !== null }),
      })
    } catch (error) {
      return trouble(reply, error)
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
      return trouble(reply, error)
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
    return plainPage(reply, {
      title: '我的反映',
      body:
        rows.length > 0
          ? html`<ul>${rows}</ul><p><a href="/r">用回执号查别的</a></p>`
          : html`<p>这个微信里还没有存过反映。</p><p class="muted">反映交上去以后，在回执里选“发到我的微信”，就会出现在这里。</p><p><a class="button" href="/r">用回执号查</a></p>`,
    })
  })
}
