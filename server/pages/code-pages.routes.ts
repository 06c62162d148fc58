import { codesApi } from '@mashang/shared/codes/codes.api.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import { filing } from '@mashang/shared/issues/issues.model.ts'
import type { VoterPage } from '@mashang/shared/pages/pages.model.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Context } from '../core/context.ts'
import { fileIssue } from '../issues/filing.usecases.ts'
import { type Form, filingBody, formOf, refillOf } from './forms.ts'
import {
  asked,
  checked,
  type PageRequest,
  type PageRoute,
  type PageSender,
  wantsElder,
} from './page-sender.ts'
import { choosePage, filePage } from './pages.usecases.ts'

/** What a scanned code opens: landing, choosing, filing; each works without script. */
export function codePagesRoutes(app: FastifyInstance, context: Context, send: PageSender): void {
  const open = { config: { open: true as const }, errorHandler: send.trouble }
  const codePage =
    (make: (request: PageRequest, code: string) => Promise<VoterPage | null>) =>
    async (request: PageRequest, reply: FastifyReply) => {
      const code = request.params.code ?? ''
      try {
        const page = await make(request, code)
        return page === null
          ? reply.redirect(`/q/${encodeURIComponent(code)}/choose`, 303)
          : await send.page(request, reply, page)
      } catch (error) {
        return await send.codeProblem(request, reply, error)
      }
    }

  for (const prefix of ['/q', '/Q']) {
    app.get<PageRoute>(`${prefix}/:code`, open, async (request: PageRequest, reply) => {
      try {
        return await send.landing(request, reply, request.params.code ?? '')
      } catch (error) {
        return await send.codeProblem(request, reply, error)
      }
    })
    // People who type a code's address end it with a slash now and then.
    app.get<PageRoute>(`${prefix}/:code/`, open, async (request: PageRequest, reply) =>
      reply.redirect(`/q/${encodeURIComponent(request.params.code ?? '')}`, 303),
    )
  }
  app.get<PageRoute>(
    '/q/:code/choose',
    open,
    codePage((request, code) => {
      const { scope, q } = checked(
        codesApi.choices.query as NonNullable<typeof codesApi.choices.query>,
        {
          scope: asked(request, 'scope'),
          q: asked(request, 'q')?.slice(0, 40),
        },
      )
      return choosePage(context, code, scope, q ?? '', wantsElder(request))
    }),
  )
  app.get<PageRoute>(
    '/q/:code/file',
    open,
    codePage((request, code) => filePage(context, code, asked(request, 'to'), wantsElder(request))),
  )

  app.post<PageRoute>('/q/:code/file', open, async (request: PageRequest, reply) => {
    const code = request.params.code ?? ''
    const form = formOf(request.body)
    try {
      const key = form.key ?? ''
      if (key.length < 8 || key.length > 200) throw new Failure(issueErrors.keyMissing)
      const filed = await fileIssue(context, key, checked(filing, filingBody(code, form)))
      return reply.redirect(`/r/${filed.receipt}?new=1`, 303)
    } catch (error) {
      if (!(error instanceof Failure) || error.kind.status >= 500) throw error
      return await refill(request, reply, code, form, error)
    }
  })

  /** The form again, with what was typed and a sentence on what to mend. */
  const refill = async (
    request: PageRequest,
    reply: FastifyReply,
    code: string,
    form: Form,
    failure: Failure,
  ) => {
    const { fields = [], detail } = failure.details
    // A key that is used up would refuse the mended form for ever.
    const useless: string[] = [issueErrors.keyReused.code, issueErrors.keyMissing.code]
    const again = {
      key: useless.includes(failure.kind.code) ? null : (form.key ?? null),
      refill: refillOf(form, fields, detail ?? failure.kind.title),
    }
    try {
      const page = await filePage(context, code, form.representativeId, wantsElder(request), again)
      if (page === null) return reply.redirect(`/q/${encodeURIComponent(code)}/choose`, 303)
      return await send.page(request, reply, page, failure.kind.status)
    } catch (error) {
      return await send.codeProblem(request, reply, error)
    }
  }
}
