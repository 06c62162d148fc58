import { accountsApi } from '@mashang/shared/accounts/accounts.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { clearSessionCookie, sessionToken, setSessionCookie } from '../core/http/session-cookie.ts'
import { sendTable } from '../exports/table-export.ts'
import { accountsFile, listAccounts } from './accounts.list.ts'
import { createAccount, issueOneTimeCodes } from './accounts.usecases.ts'
import { guessLimits } from './guesses.ts'
import { endSession } from './sessions.ts'
import { firstSignIn, me, setUp, signIn, signOutEverywhere } from './sign-in.usecases.ts'

/** @param setupToken the one-time token of an empty system, null otherwise. */
export function accountsRoutes(
  app: FastifyInstance,
  context: Context,
  setupToken: string | null,
): void {
  const guesses = guessLimits(context.config.limits)
  route(app, accountsApi.signIn, async ({ body, request, reply }) => {
    const { view, token } = await signIn(context, guesses, body, request.ip)
    setSessionCookie(context, reply, token)
    return view
  })
  route(app, accountsApi.firstSignIn, async ({ body, request, reply }) => {
    const { view, token } = await firstSignIn(context, guesses, body, request.ip)
    setSessionCookie(context, reply, token)
    return view
  })
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
  route(app, accountsApi.issueCodes, async ({ body, actor }) => ({
    items: await issueOneTimeCodes(context, body.accounts, signedIn(actor)),
  }))
  route(app, accountsApi.setup, async ({ body, reply }) => {
    const { view, token } = await setUp(context, setupToken, body)
    setSessionCookie(context, reply, token)
    return view
  })
}
