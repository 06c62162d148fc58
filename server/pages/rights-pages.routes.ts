import { Failure } from '@mashang/shared/core/errors.ts'
import { contact } from '@mashang/shared/issues/filing.model.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import { normalizeReceipt } from '@mashang/shared/issues/receipts.rules.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Context } from '../core/context.ts'
import { isElder } from '../core/http/elder.ts'
import { html } from '../core/http/plain-page.ts'
import { problemOf } from '../core/http/problems.ts'
import { readingPages } from '../districts/plain-pages.ts'
import {
  copyByReceipt,
  correctOwnContact,
  eraseOwnContact,
  eraseOwnWords,
  type Forget,
  keepOwnPrivate,
  rightsByReceipt,
} from '../issues/rights.usecases.ts'
import { isInWechat } from '../wechat/inside.ts'
import { type Form, filled, formOf } from './forms.ts'
import { asked, checked, type PageRequest, type PageRoute, type PageSender } from './page-sender.ts'
import { basePage } from './pages.usecases.ts'

const ownContact = contact.pick({ name: true, salutation: true, phone: true })

/** What was done, by the word in the address after it. */
const DONE: Record<string, string> = {
  contact: '改好了。',
  'contact-erasure': '联系方式删掉了。以后的答复凭回执来看。',
  privacy: '记下了，这件事不会公开；已经公开的撤下了。',
  erasure: '写的话、照片和联系方式都删掉了。代表的答复还在。',
}

/** What a voter may do with their own data, by the receipt alone; plain forms. */
export function rightsPagesRoutes(
  app: FastifyInstance,
  context: Context,
  send: PageSender,
  forget: Forget,
): void {
  const open = { config: { open: true as const }, errorHandler: send.trouble }
  const readingPage = readingPages(context)

  const show = async (
    request: PageRequest,
    reply: FastifyReply,
    notice: { words: string; good: boolean } | null,
    status = 200,
  ) => {
    const rights = await rightsByReceipt(context, request.params.receipt ?? '')
    const base = await basePage(context, isElder(request))
    const mayDownload = !isInWechat(request)
    const page = { ...base, view: 'rights' as const, ...rights, mayDownload, notice }
    return await send.page(request, reply, page, status)
  }

  /** A receipt that nobody has leads to looking it up. */
  const found =
    (work: (request: PageRequest, reply: FastifyReply) => Promise<FastifyReply>) =>
    async (request: PageRequest, reply: FastifyReply) => {
      try {
        return await work(request, reply)
      } catch (error) {
        if (!(error instanceof Failure) || error.kind.code !== issueErrors.receiptNotFound.code)
          throw error
        const receipt = normalizeReceipt(request.params.receipt ?? '')
        return reply.redirect(`/r/${encodeURIComponent([...receipt].slice(0, 80).join(''))}`, 303)
      }
    }

  app.get<PageRoute>(
    '/r/:receipt/rights',
    open,
    found(async (request, reply) => {
      const words = DONE[asked(request, 'done') ?? '']
      return await show(request, reply, words === undefined ? null : { words, good: true })
    }),
  )

  app.get<PageRoute>(
    '/r/:receipt/copy',
    open,
    found(async (request, reply) => {
      const receipt = request.params.receipt ?? ''
      const text = await copyByReceipt(context, receipt)
      if (asked(request, 'save') !== '1') {
        const back = `/r/${encodeURIComponent(receipt)}/rights`
        return await readingPage(reply, {
          title: '我的资料',
          body: html`<p class="words">${text}</p><p><a class="button" href="${back}">返回</a></p>`,
        })
      }
      return await reply
        .header(
          'content-disposition',
          `attachment; filename="my-data.txt"; filename*=UTF-8''${encodeURIComponent('码上代表-我的资料.txt')}`,
        )
        .header('cache-control', 'no-store')
        .type('text/plain; charset=utf-8')
        .send(text)
    }),
  )

  const act = (word: string, work: (receipt: string, form: Form) => Promise<void>): void => {
    app.post<PageRoute>(
      `/r/:receipt/rights/${word}`,
      open,
      found(async (request, reply) => {
        const receipt = request.params.receipt ?? ''
        try {
          await work(receipt, formOf(request.body))
          return reply.redirect(`/r/${encodeURIComponent(receipt)}/rights?done=${word}`, 303)
        } catch (error) {
          if (!(error instanceof Failure) || error.kind.status >= 500) throw error
          if (error.kind.code === issueErrors.receiptNotFound.code) throw error
          const words =
            error.details.fields?.[0]?.message ?? problemOf(error).detail ?? error.kind.title
          return await show(request, reply, { words, good: false }, error.kind.status)
        }
      }),
    )
  }
  act('contact', (receipt, form) =>
    correctOwnContact(
      context,
      receipt,
      checked(ownContact, {
        name: filled(form.name),
        salutation: filled(form.salutation),
        phone: filled(form.phone),
      }),
    ),
  )
  act('contact-erasure', (receipt) => eraseOwnContact(context, receipt, forget))
  act('privacy', (receipt) => keepOwnPrivate(context, receipt))
  act('erasure', (receipt) => eraseOwnWords(context, receipt, forget))
}
