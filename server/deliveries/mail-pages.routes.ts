import { Failure } from '@mashang/shared/core/errors.ts'
import { deliveryErrors } from '@mashang/shared/deliveries/deliveries.errors.ts'
import { channelWords } from '@mashang/shared/deliveries/deliveries.words.ts'
import { topicWords } from '@mashang/shared/deliveries/topics.words.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Context } from '../core/context.ts'
import { html } from '../core/http/plain-page.ts'
import { plainPages } from '../districts/plain-pages.ts'
import { confirmMail } from './addresses.usecases.ts'
import { unsubscribe } from './preferences.usecases.ts'
import { readUnsubscription } from './unsubscribe.ts'

interface TokenRoute {
  Querystring: Record<string, string | string[] | undefined>
}

const tokenOf = (query: TokenRoute['Querystring']): string =>
  typeof query.t === 'string' && query.t.length <= 300 ? query.t : ''

/**
 * Where the links in mails lead. Looking changes nothing, because mail programs look at links before
 * people do; a button does.
 */
export function mailPagesRoutes(app: FastifyInstance, context: Context): void {
  const open = { config: { open: true as const } }
  const plainPage = plainPages(context)

  app.get<TokenRoute>('/mail-confirmation', open, async (request, reply) =>
    plainPage(reply, {
      title: '确认邮箱',
      body: html`<p>按下“确认”，以后的提醒就发到这个邮箱。</p>
<form method="post" action="/mail-confirmation?t=${encodeURIComponent(tokenOf(request.query))}"><button class="main">确认</button></form>`,
    }),
  )

  app.post<TokenRoute>('/mail-confirmation', open, async (request, reply) => {
    try {
      await confirmMail(context, tokenOf(request.query))
      return await plainPage(reply, {
        title: '邮箱确认好了',
        body: html`<p>提醒会发到这个邮箱。想改，请在“我的 · 提醒方式”里改。</p>`,
      })
    } catch (error) {
      if (!(error instanceof Failure) || error.kind.status >= 500) throw error
      return await plainPage(reply, {
        title: '没有确认成',
        body: html`<p>${error.kind.title}</p>`,
        status: error.kind.status,
      })
    }
  })

  const unknown = (reply: FastifyReply): Promise<FastifyReply> =>
    plainPage(reply, {
      title: '这个退订链接不完整',
      body: html`<p>请从邮件里重新点“退订”，或登录后在“提醒方式”里改。</p>`,
      status: deliveryErrors.tokenOver.status,
    })

  const question = (token: string, ended: boolean) =>
    html`<form method="post" action="/unsubscribe?t=${encodeURIComponent(token)}">
<input type="hidden" name="back" value="${ended ? '1' : '0'}">
<button${ended ? '' : html` class="main"`}>${ended ? '点错了，重新接收' : '不再接收'}</button></form>`

  app.get<TokenRoute>('/unsubscribe', open, async (request, reply) => {
    const token = tokenOf(request.query)
    const what = readUnsubscription(context, token)
    if (what === null) return unknown(reply)
    const topics = what.topics.map((topic) => topicWords[topic]).join('；')
    return plainPage(reply, {
      title: `退订${channelWords[what.channel]}提醒`,
      body: html`<p>以后不再用${channelWords[what.channel]}告诉您：${topics}。</p>
<p class="muted">登录以后，系统里的提醒一直都在；时限照样在走。</p>${question(token, false)}`,
    })
  })

  // Mail programs post here by themselves when their owner unsubscribes (RFC 8058).
  app.post<TokenRoute>('/unsubscribe', open, async (request, reply) => {
    const token = tokenOf(request.query)
    const what = readUnsubscription(context, token)
    if (what === null) return unknown(reply)
    const ended = (request.body as Record<string, unknown> | undefined)?.back !== '1'
    await unsubscribe(context, what, ended)
    return plainPage(reply, {
      title: ended ? '已经退订' : '已经恢复',
      body: ended ? question(token, true) : html`<p>提醒会照常发给您。</p>`,
    })
  })
}
