import { Failure } from '@mashang/shared/core/errors.ts'
import { verdictCommand } from '@mashang/shared/issues/commands.model.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import { receiptIn } from '@mashang/shared/issues/receipts.rules.ts'
import { voterApi } from '@mashang/shared/issues/voter.api.ts'
import type { VoterPage } from '@mashang/shared/pages/pages.model.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Context } from '../core/context.ts'
import { isElder } from '../core/http/elder.ts'
import { problemOf } from '../core/http/problems.ts'
import { chase } from '../issues/chase.usecases.ts'
import { addMessage, withdraw } from '../issues/receipt.usecases.ts'
import { joinAsVoter } from '../issues/similar.usecases.ts'
import { judge } from '../issues/verdict.usecases.ts'
import { isInWechat } from '../wechat/inside.ts'
import { type Form, filled, formOf } from './forms.ts'
import { asked, checked, type PageRequest, type PageRoute, type PageSender } from './page-sender.ts'
import { basePage, receiptPage, whyPage } from './pages.usecases.ts'

/** What a receipt opens, and what the voter can do there; each works without script. */
export function receiptPagesRoutes(app: FastifyInstance, context: Context, send: PageSender): void {
  const open = { config: { open: true as const }, errorHandler: send.trouble }

  const lookup = async (request: PageRequest, reply: FastifyReply, tried: string | null) =>
    await send.page(
      request,
      reply,
      { ...(await basePage(context, isElder(request))), view: 'lookup', tried },
      tried === null ? 200 : 404,
    )

  /** The page of a receipt; one that nobody has leads to looking it up. */
  const found = async (
    request: PageRequest,
    reply: FastifyReply,
    pageOf: (receipt: string) => Promise<VoterPage>,
  ) => {
    const receipt = request.params.receipt ?? ''
    try {
      return await send.page(request, reply, await pageOf(receipt))
    } catch (error) {
      if (error instanceof Failure && error.kind.code === issueErrors.receiptNotFound.code)
        return await lookup(request, reply, receipt)
      throw error
    }
  }

  app.get<PageRoute>('/r', open, async (request: PageRequest, reply) => {
    const typed = receiptIn(asked(request, 'receipt') ?? '')
    if (typed === '') return await lookup(request, reply, null)
    return reply.redirect(`/r/${encodeURIComponent([...typed].slice(0, 80).join(''))}`, 303)
  })
  app.get<PageRoute>('/r/:receipt', open, async (request: PageRequest, reply) => {
    const options = {
      elder: isElder(request),
      justFiled: asked(request, 'new') === '1',
      mayDownload: !isInWechat(request),
      notice: null,
    }
    return await found(request, reply, (receipt) => receiptPage(context, receipt, options))
  })
  app.get<PageRoute>('/r/:receipt/why', open, async (request: PageRequest, reply) =>
    found(request, reply, (receipt) => whyPage(context, receipt, isElder(request))),
  )

  const act =
    (work: (receipt: string, form: Form) => Promise<unknown>) =>
    async (request: PageRequest, reply: FastifyReply) => {
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
          elder: isElder(request),
          justFiled: false,
          mayDownload: !isInWechat(request),
          notice,
        })
        return await send.page(request, reply, page, error.kind.status)
      }
    }
  const messageBody = voterApi.message.body as NonNullable<typeof voterApi.message.body>
  app.post<PageRoute>(
    '/r/:receipt/message',
    open,
    act((receipt, form) =>
      addMessage(
        context,
        receipt,
        checked(messageBody, { text: form.text }).text,
        filled(form.key),
      ),
    ),
  )
  app.post<PageRoute>(
    '/r/:receipt/chase',
    open,
    act((receipt) => chase(context, receipt)),
  )
  const joinBody = voterApi.joinAsVoter.body as NonNullable<typeof voterApi.joinAsVoter.body>
  app.post<PageRoute>(
    '/r/:receipt/joining',
    open,
    act((receipt, form) =>
      joinAsVoter(context, receipt, checked(joinBody, { issueId: form.issueId }).issueId),
    ),
  )
  app.post<PageRoute>(
    '/r/:receipt/withdrawal',
    open,
    act((receipt) => withdraw(context, receipt)),
  )
  app.post<PageRoute>(
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
}
