import { codesApi } from '@mashang/shared/codes/codes.api.ts'
import { coreErrors, Failure, type FieldProblem } from '@mashang/shared/core/errors.ts'
import { mobile } from '@mashang/shared/core/schema.ts'
import { filing } from '@mashang/shared/issues/filing.model.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import type { VoterPage } from '@mashang/shared/pages/pages.model.ts'
import { sheetsApi } from '@mashang/shared/sheets/sheets.api.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { showCode } from '../codes/codes.usecases.ts'
import type { Context } from '../core/context.ts'
import { isElder } from '../core/http/elder.ts'
import { fileIssue } from '../issues/filing.usecases.ts'
import { dutiesCalendar } from '../receptions/receptions.usecases.ts'
import { startVerification } from '../verifications/verifications.usecases.ts'
import { isInWechat } from '../wechat/inside.ts'
import { type Form, filingBody, formOf, refillOf } from './forms.ts'
import { mattersPage, mattersQuery } from './matters.usecases.ts'
import {
  asked,
  checked,
  type PageRequest,
  type PageRoute,
  type PageSender,
  type PageSources,
} from './page-sender.ts'
import { choosePage, filePage, placesPage, stationPage } from './pages.usecases.ts'
import { formWithPhotos } from './photo-forms.ts'

/** A code as scans and most people who type it write it; any other spelling takes the long way. */
const ADDRESS = /^\/[qQ]\/[0-9A-Za-z-]+$/

/** What a scanned code opens: landing, choosing, filing; each works without script. */
export function codePagesRoutes(
  app: FastifyInstance,
  context: Context,
  send: PageSender,
  sources: Pick<PageSources, 'facts' | 'entranceOf' | 'tell' | 'writtenInto'>,
): void {
  const { facts, entranceOf, tell } = sources
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

  app.answerAtOnce((passer, response) => {
    const { path } = passer
    if (!ADDRESS.test(path) || !send.landingAtOnce(passer, response, path.slice(3))) return null
    return path[1] === 'q' ? '/q/:code' : '/Q/:code'
  })
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
      const { scope, q, at, from } = checked(
        codesApi.choices.query as NonNullable<typeof codesApi.choices.query>,
        {
          scope: asked(request, 'scope'),
          q: asked(request, 'q')?.slice(0, 40),
          at: asked(request, 'at'),
          from: asked(request, 'from'),
        },
      )
      return choosePage(context, facts, code, scope, q ?? '', from, at, isElder(request))
    }),
  )
  app.get<PageRoute>(
    '/q/:code/places',
    open,
    codePage((request, code) => placesPage(context, facts, code, isElder(request))),
  )
  app.get<PageRoute>(
    '/q/:code/file',
    open,
    codePage((request, code) =>
      filePage(context, facts, code, asked(request, 'to'), isElder(request)),
    ),
  )

  app.get<PageRoute>(
    '/q/:code/station',
    open,
    codePage((request, code) =>
      stationPage(context, facts, code, isElder(request), !isInWechat(request)),
    ),
  )
  app.get<PageRoute>('/q/:code/station.ics', open, async (request: PageRequest, reply) => {
    const { station } = await showCode(context, request.params.code ?? '', facts)
    if (station === null) throw new Failure(coreErrors.notFound)
    return reply
      .type('text/calendar; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('content-disposition', 'attachment; filename="reception.ics"')
      .send(await dutiesCalendar(context, station))
  })
  const filterOf = (request: PageRequest) =>
    mattersQuery.parse({
      q: asked(request, 'q'),
      field: asked(request, 'field'),
      good: asked(request, 'good'),
      page: asked(request, 'page'),
    })
  app.get<PageRoute>(
    '/q/:code/matters',
    open,
    codePage((request, code) =>
      mattersPage(context, sources, code, filterOf(request), isElder(request)),
    ),
  )
  app.get<PageRoute>('/matters', open, async (request: PageRequest, reply) =>
    send.page(
      request,
      reply,
      await mattersPage(context, sources, undefined, filterOf(request), isElder(request)),
    ),
  )

  app.post<PageRoute>('/q/:code/file', open, async (request: PageRequest, reply) => {
    const code = request.params.code ?? ''
    const { form, fault } = await formWithPhotos(context, request)
    try {
      if (fault !== null) throw fault
      const key = form.key ?? ''
      if (key.length < 8 || key.length > 200) throw new Failure(issueErrors.keyMissing)
      const filed = await fileIssue(
        context,
        key,
        checked(filing, filingBody(code, form)),
        await entranceOf(request),
      )
      return reply.redirect(`/r/${filed.receipt}?new=1`, 303)
    } catch (error) {
      if (!(error instanceof Failure) || error.kind.status >= 500) throw error
      return await refill(request, reply, code, form, error)
    }
  })

  // The first of two steps where no script runs: the code leaves, the form comes back as it was.
  app.post<PageRoute>('/q/:code/file/code', open, async (request: PageRequest, reply) => {
    const code = request.params.code ?? ''
    const { form, fault } = await formWithPhotos(context, request)
    try {
      if (fault !== null) throw fault
      const { phone } = checked(z.object({ phone: mobile }), { phone: form.phone })
      const { id, trouble } = await startVerification(context, phone, request.log)
      const sent = { ...form, verification: id, verificationState: trouble ?? 'sent' }
      return await again(request, reply, code, { ...sent, verificationCode: '' }, [], '', 200)
    } catch (error) {
      if (!(error instanceof Failure) || error.kind.status >= 500) throw error
      return await refill(request, reply, code, form, error)
    }
  })

  const reportBody = sheetsApi.report.body as NonNullable<typeof sheetsApi.report.body>
  app.post<PageRoute>('/q/:code/report', open, async (request: PageRequest, reply) => {
    const code = request.params.code ?? ''
    const { reason, note = '' } = formOf(request.body)
    try {
      const said = checked(reportBody, { reason, ...(note.trim() === '' ? {} : { note }) })
      await tell(code, said, request)
      const noted = said.note === undefined ? '' : '&noted=1'
      return reply.redirect(`/q/${encodeURIComponent(code)}?told=${said.reason}${noted}#sheet`, 303)
    } catch (error) {
      return await send.codeProblem(request, reply, error)
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
    const kept = useless.includes(failure.kind.code) ? { ...form, key: '' } : form
    if (failure.kind.code === issueErrors.photoUnknown.code) delete kept.photos
    const { status, title } = failure.kind
    return await again(request, reply, code, kept, fields, detail ?? title, status)
  }

  const again = async (
    request: PageRequest,
    reply: FastifyReply,
    code: string,
    form: Form,
    problems: FieldProblem[],
    message: string,
    status: number,
  ) => {
    const filled = { key: form.key || null, refill: refillOf(form, problems, message) }
    try {
      const page = await filePage(
        context,
        facts,
        code,
        form.representativeId,
        isElder(request),
        filled,
      )
      if (page === null) return reply.redirect(`/q/${encodeURIComponent(code)}/choose`, 303)
      return await send.page(request, reply, page, status)
    } catch (error) {
      return await send.codeProblem(request, reply, error)
    }
  }
}
