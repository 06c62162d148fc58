import { wechatApi } from '@mashang/shared/wechat/wechat.api.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../core/context.ts'
import { html } from '../core/http/plain-page.ts'
import { asFailure } from '../core/http/problems.ts'
import { route } from '../core/http/route.ts'
import { plainPages } from '../districts/plain-pages.ts'
import { comeBack, setOut } from './sign-in.usecases.ts'
import { signatureFor } from './signature.usecases.ts'
import { browserBehind, forgetBrowser, keepBrowser, keepVisitor } from './visitor-cookie.ts'

interface WayQuery {
  Querystring: Record<string, string | string[] | undefined>
}

/** A value that was given once; of one that was given twice nothing is believed. */
const once = (given: string | string[] | undefined): string | undefined =>
  typeof given === 'string' && given.length <= 512 ? given : undefined

export function wechatRoutes(app: FastifyInstance, context: Context): void {
  const open = { config: { open: true as const } }
  const plainPage = plainPages(context)

  const proof = context.config.wechat?.domainProof
  if (proof)
    app.get(`/MP_verify_${proof}.txt`, open, async (_request, reply) =>
      reply.type('text/plain').send(proof),
    )

  app.get<WayQuery>('/api/wechat/start', open, async (request, reply) => {
    const { location, browser } = await setOut(context, once(request.query.next))
    keepBrowser(context, reply, browser)
    return reply.header('cache-control', 'no-store').redirect(location, 302)
  })

  app.get<WayQuery>('/api/wechat/callback', open, async (request, reply) => {
    try {
      const { next, token } = await comeBack(context, {
        code: once(request.query.code),
        state: once(request.query.state),
        browser: browserBehind(request),
      })
      forgetBrowser(context, reply)
      keepVisitor(context, reply, token)
      return reply.header('cache-control', 'no-store').redirect(next, 302)
    } catch (error) {
      const { kind } = asFailure(error, request)
      return await plainPage(reply, {
        title: '没有认出这个微信',
        body: html`<p>${kind.title}</p><p><a class="button main" href="/">回到首页</a></p>`,
        status: kind.status,
      })
    }
  })

  route(app, wechatApi.signature, ({ query }) => signatureFor(context, query.url))
}
