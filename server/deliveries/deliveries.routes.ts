import { deliveriesApi } from '@mashang/shared/deliveries/deliveries.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { visitorBehind } from '../wechat/visitor-cookie.ts'
import { bindWechat, dropAddress, wantMail } from './addresses.usecases.ts'
import { openChannels } from './channels.ts'
import { allEndpoints } from './endpoints.store.ts'
import {
  addEndpoint,
  changeEndpoint,
  endpointView,
  removeEndpoint,
  rotateEndpoint,
  testEndpoint,
} from './endpoints.usecases.ts'
import { hearingPagesRoutes } from './hearing-pages.routes.ts'
import { chooseHearing, forgetHearing, hearingOf } from './hearings.usecases.ts'
import { mailPagesRoutes } from './mail-pages.routes.ts'
import { channelStates, deadLettersPage, resend, testMail, testWechat } from './office.usecases.ts'
import { changePreferences, preferencesFor } from './preferences.usecases.ts'

export function deliveriesRoutes(app: FastifyInstance, context: Context): void {
  const channels = openChannels(context)
  mailPagesRoutes(app, context)
  hearingPagesRoutes(app, context, channels)

  route(app, deliveriesApi.preferences, ({ actor }) =>
    preferencesFor(context, channels, signedIn(actor)),
  )
  route(app, deliveriesApi.savePreferences, ({ actor, body }) =>
    changePreferences(context, channels, signedIn(actor), body),
  )
  route(app, deliveriesApi.wantMail, ({ actor, body }) =>
    wantMail(context, channels, signedIn(actor), body.address),
  )
  route(app, deliveriesApi.dropMail, ({ actor }) =>
    dropAddress(context, channels, signedIn(actor), 'mail'),
  )
  route(app, deliveriesApi.bindWechat, async ({ actor, request }) =>
    bindWechat(context, channels, signedIn(actor), await visitorBehind(context, request)),
  )
  route(app, deliveriesApi.dropWechat, ({ actor }) =>
    dropAddress(context, channels, signedIn(actor), 'wechat'),
  )

  route(app, deliveriesApi.channels, async () => ({
    items: await channelStates(context, channels),
  }))
  route(app, deliveriesApi.testMail, ({ actor, body }) =>
    testMail(context, channels, body.address, signedIn(actor)),
  )
  route(app, deliveriesApi.testWechat, ({ actor }) =>
    testWechat(context, channels, signedIn(actor)),
  )
  route(app, deliveriesApi.dead, ({ query }) => deadLettersPage(context, query))
  route(app, deliveriesApi.resend, ({ actor, body }) => resend(context, body, signedIn(actor)))

  route(app, deliveriesApi.endpoints, async () => ({
    items: (await allEndpoints(context)).map((row) => endpointView(context, row)),
  }))
  route(app, deliveriesApi.addEndpoint, ({ actor, body }) =>
    addEndpoint(context, body, signedIn(actor)),
  )
  route(app, deliveriesApi.changeEndpoint, ({ actor, params, body }) =>
    changeEndpoint(context, params.id, body, signedIn(actor)),
  )
  route(app, deliveriesApi.testEndpoint, ({ actor, params }) =>
    testEndpoint(context, channels, params.id, signedIn(actor)),
  )
  route(app, deliveriesApi.rotateEndpoint, ({ actor, params }) =>
    rotateEndpoint(context, params.id, signedIn(actor)),
  )
  route(app, deliveriesApi.removeEndpoint, ({ actor, params }) =>
    removeEndpoint(context, params.id, signedIn(actor)),
  )

  route(app, deliveriesApi.hearing, async ({ params, request }) =>
    hearingOf(context, channels, params.receipt, await visitorBehind(context, request)),
  )
  route(app, deliveriesApi.forgetHearing, async ({ params, request }) =>
    forgetHearing(context, channels, params.receipt, await visitorBehind(context, request)),
  )
  route(app, deliveriesApi.chooseHearing, async ({ params, body, request }) =>
    chooseHearing(
      context,
      channels,
      params.receipt,
      body.channel,
      await visitorBehind(context, request),
    ),
  )
}
