import { accountsApi } from '@mashang/shared/accounts/accounts.api.ts'
import { dutiesApi } from '@mashang/shared/accounts/duties.api.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import {
  clearSessionCookie,
  deviceToken,
  sessionToken,
  setDeviceCookie,
  setSessionCookie,
} from '../core/http/session-cookie.ts'
import { limiterOf } from '../core/limits/open.ts'
import { sendTable } from '../exports/table-export.ts'
import { accountsFile, listAccounts } from './accounts.list.ts'
import { createAccount } from './accounts.usecases.ts'
import {
  accountChanges,
  changeDuties,
  changeSigning,
  changeStations,
  closeByOffice,
} from './duties.usecases.ts'
import { codeLimits, guessLimits } from './guesses.ts'
import { issueOneTimeCodes, previewOneTimeCodes } from './one-time-codes.usecases.ts'
import { secondFactorRoutes } from './second-factor.routes.ts'
import { endSession } from './sessions.ts'
import {
  firstSignIn,
  me,
  type SignedIn,
  setUp,
  signIn,
  signOutEverywhere,
} from './sign-in.usecases.ts'

/** @param setupToken the one-time token of an empty system, null otherwise. */
export function accountsRoutes(
  app: FastifyInstance,
  context: Context,
  setupToken: string | null,
): void {
  const codes = codeLimits(context.config.limits, limiterOf(context))
  const limits = { passwords: guessLimits(context.config.limits, limiterOf(context)), codes }
  const visitOf = (request: FastifyRequest) => ({
    address: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    device: deviceToken(context, request),
  })
  const enter = ({ view, token, device }: SignedIn, reply: FastifyReply) => {
    setSessionCookie(context, reply, token)
    if (device !== null) setDeviceCookie(context, reply, device)
    return view
  }
  route(app, accountsApi.signIn, async ({ body, request, reply }) =>
    enter(await signIn(context, limits, body, visitOf(request)), reply),
  )
  route(app, accountsApi.firstSignIn, async ({ body, request, reply }) =>
    enter(await firstSignIn(context, limits, body, visitOf(request)), reply),
  )
  secondFactorRoutes(app, context, codes)
  route(app, dutiesApi.changes, ({ params }) => accountChanges(context, params.id))
  route(app, dutiesApi.save, ({ params, body, actor }) =>
    changeDuties(context, params.id, body, signedIn(actor)),
  )
  route(app, dutiesApi.signing, ({ params, body, actor }) =>
    changeSigning(context, params.id, body, signedIn(actor)),
  )
  route(app, dutiesApi.stations, ({ params, body, actor }) =>
    changeStations(context, params.id, body, signedIn(actor)),
  )
  route(app, dutiesApi.close, ({ params, body, actor }) =>
    closeByOffice(context, params.id, body.reason, signedIn(actor)),
  )
  route(app, accountsApi.me, ({ actor }) => me(context, signedIn(actor)))
  route(app, accountsApi.signOut, async ({ request, reply }) => {
    const token = sessionToken(context, request)
    if (token !== null) await endSession(context, token)
    clearSessionCookie(context, reply)
  })
  route(app, accountsApi.signOutEverywhere, async ({ actor, reply }) => {
    await signOutEverywhere(context, signedIn(actor))
    clearSessionCookie(context, reply)
  })
  route(app, accountsApi.list, ({ query }) => listAccounts(context, query))
  route(app, accountsApi.export, async ({ query, actor, reply }) => {
    const file = await accountsFile(context, query)
    return await sendTable(context, reply, file, query, signedIn(actor))
  })
  route(app, accountsApi.create, ({ body, actor }) => createAccount(context, body, signedIn(actor)))
  route(app, accountsApi.issueCodes, ({ body, actor }) =>
    issueOneTimeCodes(context, body, signedIn(actor)),
  )
  route(app, accountsApi.previewCodes, ({ body }) => previewOneTimeCodes(context, body))
  route(app, accountsApi.setup, async ({ body, reply }) =>
    enter(await setUp(context, setupToken, body), reply),
  )
}
