import { codesApi } from '@mashang/shared/codes/codes.api.ts'
import { codeErrors } from '@mashang/shared/codes/codes.errors.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { issuesApi } from '@mashang/shared/issues/issues.api.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import { filing, verdictCommand } from '@mashang/shared/issues/issues.model.ts'
import { normalizeReceipt } from '@mashang/shared/issues/receipts.rules.ts'
import type { VoterPage } from '@mashang/shared/pages/pages.model.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { invalid, problemOf } from '../core/http/problems.ts'
import { fileIssue } from '../issues/filing.usecases.ts'
import { addMessage, judge, withdraw } from '../issues/receipt.usecases.ts'
import { loadVoterBundle } from './bundle.ts'
import { voterDocument, voterPolicy } from './document.ts'
import { type Form, filingBody, formOf, refillOf } from './forms.ts'
import {
  basePage,
  choosePage,
  codeInstead,
  filePage,
  landingPage,
  receiptPage,
} from './pages.usecases.ts'
import { staticRoutes } from './static.ts'

type Request = FastifyRequest<{
  Params: Record<string, string>
  Querystring: Record<string, string | string[] | undefined>
}>

/** A value of the address; of one that was given twice the last counts. */
const asked = (request: Request, name: string): string | undefined => {
  const given = request.query[name]
  return Array.isArray(given) ? given.at(-1) : given
}

const open = { config: { open: true as const } }

const wantsElder = (request: Request): boolean => {
  const elder = asked(request, 'elder')
  return elder === undefined ? request.cookies.elder === '1' : elder === '1'
}

const checked = <S extends z.ZodType>(schema: S, value: unknown): z.output<S> => {
  const result = schema.safeParse(value)
  if (!result.success) throw invalid(result.error)
  return result.data
}

/** The voter's pages: each works in its first response, with or without script. */
export async function pagesRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const bundle = await loadVoterBundle()
  const policy = voterPolicy(bundle)

  const send = async (request: Request, reply: FastifyReply, page: VoterPage, status = 200) => {
    const elder = asked(request, 'elder')
    if (elder === '0' || elder === '1')
      reply.setCookie('elder', elder, { path: '/', sameSite: 'lax', maxAge: 365 * 24 * 60 * 60 })
    return reply
      .code(status)
      .header('content-security-policy', policy)
      .header('permissions-policy', 'geolocation=(self), camera=(self)')
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(await voterDocument(bundle, page))
  }

  /** A code that cannot be used gets a helpful page, the same for every unknown one. */
  const codeProblem = async (request: Request, reply: FastifyReply, error: unknown) => {
    if (!(error instanceof Failure)) throw error
    const { kind } = error
    if (kind.code !== codeErrors.unknown.code && kind.code !== codeErrors.revoked.code) throw error
    const base = await basePage(context, wantsElder(request))
    const reason =
      kind.code === codeErrors.revoked.code ? ('revoked' as const) : ('unknown' as const)
    const instead =
      reason === 'revoked' ? await codeInstead(context, request.params.code ?? '') : null
    const page: VoterPage = { ...base, view: 'code-problem', reason, instead }
    return await send(request, reply, page, kind.status)
  }

  const codePage =
    (make: (request: Request, code: string) => Promise<VoterPage | null>) =>
    async (request: Request, reply: FastifyReply) => {
      const code = request.params.code ?? ''
      try {
        const page = await make(request, code)
        return page === null
          ? reply.redirect(`/q/${encodeURIComponent(code)}/choose`, 303)
          : await send(request, reply, page)
      } catch (error) {
        return await codeProblem(request, reply, error)
      }
    }

  for (const prefix of ['/q', '/Q']) {
    app.get(
      `${prefix}/:code`,
      open,
      codePage((request, code) => landingPage(context, code, wantsElder(request))),
    )
  }
  app.get(
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
  app.get(
    '/q/:code/file',
    open,
    codePage((request, code) => filePage(context, code, asked(request, 'to'), wantsElder(request))),
  )

  app.post('/q/:code/file', open, async (request: Request, reply) => {
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
    request: Request,
    reply: FastifyReply,
    code: string,
    form: Form,
    failure: Failure,
  ) => {
    const { fields = [], detail } = failure.details
    const again = {
      key: form.key ?? '',
      refill: refillOf(form, fields, detail ?? failure.kind.title),
    }
    try {
      const page = await filePage(context, code, form.representativeId, wantsElder(request), again)
      if (page === null) return reply.redirect(`/q/${encodeURIComponent(code)}/choose`, 303)
      return await send(request, reply, page, failure.kind.status)
    } catch (error) {
      return await codeProblem(request, reply, error)
    }
  }

  const lookup = async (request: Request, reply: FastifyReply, tried: string | null) =>
    await send(
      request,
      reply,
      { ...(await basePage(context, wantsElder(request))), view: 'lookup', tried },
      tried === null ? 200 : 404,
    )

  app.get('/r', open, async (request: Request, reply) => {
    const typed = normalizeReceipt(asked(request, 'receipt') ?? '')
    if (typed === '') return await lookup(request, reply, null)
    return reply.redirect(`/r/${encodeURIComponent([...typed].slice(0, 80).join(''))}`, 303)
  })
  app.get('/r/:receipt', open, async (request: Request, reply) => {
    const receipt = request.params.receipt ?? ''
    try {
      const options = {
        elder: wantsElder(request),
        justFiled: asked(request, 'new') === '1',
        notice: null,
      }
      return await send(request, reply, await receiptPage(context, receipt, options))
    } catch (error) {
      if (error instanceof Failure && error.kind.code === issueErrors.receiptNotFound.code)
        return await lookup(request, reply, receipt)
      throw error
    }
  })

  const act =
    (work: (receipt: string, form: Form) => Promise<unknown>) =>
    async (request: Request, reply: FastifyReply) => {
      const receipt = request.params.receipt ?? ''
      try {
        await work(receipt, formOf(request.body))
        return reply.redirect(`/r/${encodeURIComponent(receipt)}`, 303)
      } catch (error) {
        if (!(error instanceof Failure) || error.kind.status >= 500) throw error
        if (error.kind.code === issueErrors.receiptNotFound.code)
          return await lookup(request, reply, receipt)
        const notice = problemOf(error).detail ?? error.kind.title
        const page = await receiptPage(context, receipt, {
          elder: wantsElder(request),
          justFiled: false,
          notice,
        })
        return await send(request, reply, page, error.kind.status)
      }
    }
  const messageBody = issuesApi.message.body as NonNullable<typeof issuesApi.message.body>
  app.post(
    '/r/:receipt/message',
    open,
    act((receipt, form) =>
      addMessage(context, receipt, checked(messageBody, { text: form.text }).text),
    ),
  )
  app.post(
    '/r/:receipt/withdrawal',
    open,
    act((receipt) => withdraw(context, receipt)),
  )
  app.post(
    '/r/:receipt/verdict',
    open,
    act((receipt, form) =>
      judge(
        context,
        receipt,
        checked(verdictCommand, {
          answer: form.answer,
          solved: form.solved,
          onlyAcknowledged: form.onlyAcknowledged === 'on' || form.onlyAcknowledged === 'true',
          text: form.text ?? '',
        }),
      ),
    ),
  )

  app.get('/', open, async (request: Request, reply) =>
    send(request, reply, { ...(await basePage(context, wantsElder(request))), view: 'home' }),
  )
  app.get('/privacy', open, async (request: Request, reply) =>
    send(request, reply, { ...(await basePage(context, wantsElder(request))), view: 'privacy' }),
  )
  await staticRoutes(app)
}
