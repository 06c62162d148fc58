import { wechatSignInApi } from '@mashang/shared/accounts/wechat-sign-in.api.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { setSessionCookie } from '../core/http/session-cookie.ts'
import {
  bindWechat,
  signInByWechat,
  unbindWechat,
  type WechatHash,
  wechatOfMine,
} from './wechat-sign-in.usecases.ts'

/** @param behind who a request comes from, by what WeChat said earlier */
export function wechatSignInRoutes(
  app: FastifyInstance,
  context: Context,
  behind: (request: FastifyRequest) => Promise<WechatHash>,
): void {
  route(app, wechatSignInApi.ready, async ({ request }) => ({
    available: context.config.wechat !== null,
    known: (await behind(request)) !== null,
  }))
  route(app, wechatSignInApi.signIn, async ({ request, reply }) => {
    const { view, token } = await signInByWechat(context, await behind(request))
    setSessionCookie(context, reply, token)
    return view
  })
  route(app, wechatSignInApi.mine, async ({ request, actor }) =>
    wechatOfMine(context, await behind(request), signedIn(actor)),
  )
  route(app, wechatSignInApi.bind, async ({ request, actor }) =>
    bindWechat(context, await behind(request), signedIn(actor)),
  )
  route(app, wechatSignInApi.unbind, async ({ request, actor }) =>
    unbindWechat(context, await behind(request), signedIn(actor)),
  )
}
