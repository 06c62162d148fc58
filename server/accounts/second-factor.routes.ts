import { secondFactorApi } from '@mashang/shared/accounts/second-factor.api.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { deviceToken, sessionToken } from '../core/http/session-cookie.ts'
import type { Guesses } from './guesses.ts'
import {
  confirmSecondFactor,
  distrustDevice,
  offerSecondFactor,
  ownSecondFactor,
  proveAgain,
  removeSecondFactor,
  renewRecoveryCodes,
  stopSecondFactor,
} from './second-factor.usecases.ts'
import { changeDemand, demandNow } from './second-factor-demand.usecases.ts'

export function secondFactorRoutes(app: FastifyInstance, context: Context, codes: Guesses): void {
  const whence = (request: FastifyRequest) => ({
    token: sessionToken(context, request) ?? '',
    address: request.ip,
  })
  route(app, secondFactorApi.show, ({ actor, request }) =>
    ownSecondFactor(context, signedIn(actor), deviceToken(context, request)),
  )
  route(app, secondFactorApi.offer, ({ actor }) => offerSecondFactor(context, signedIn(actor)))
  route(app, secondFactorApi.confirm, ({ body, actor, request }) =>
    confirmSecondFactor(context, codes, body, signedIn(actor), whence(request)),
  )
  route(app, secondFactorApi.renewCodes, ({ actor }) =>
    renewRecoveryCodes(context, signedIn(actor)),
  )
  route(app, secondFactorApi.stop, ({ actor }) => stopSecondFactor(context, signedIn(actor)))
  route(app, secondFactorApi.distrust, ({ params, actor }) =>
    distrustDevice(context, params.id, signedIn(actor)),
  )
  route(app, secondFactorApi.prove, ({ body, actor, request }) =>
    proveAgain(context, codes, body.code, signedIn(actor), whence(request)),
  )
  route(app, secondFactorApi.remove, ({ params, body, actor }) =>
    removeSecondFactor(context, params.id, body.reason, signedIn(actor)),
  )
  route(app, secondFactorApi.demand, () => demandNow(context))
  route(app, secondFactorApi.saveDemand, ({ body, actor }) =>
    changeDemand(context, body, signedIn(actor)),
  )
}
