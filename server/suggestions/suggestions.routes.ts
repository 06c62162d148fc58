import { Failure } from '@mashang/shared/core/errors.ts'
import { suggestionsApi } from '@mashang/shared/suggestions/suggestions.api.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import { supervisionApi } from '@mashang/shared/suggestions/supervision.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { DOCX } from '../core/docx/write.ts'
import { asAttachment } from '../core/http/download.ts'
import { route } from '../core/http/route.ts'
import { sendTable } from '../exports/table-export.ts'
import type { Chain } from '../lineage/lineage.usecases.ts'
import { assignMany, assignmentHints, receiveMany } from './assignments.usecases.ts'
import { attachmentsRoutes } from './attachments.routes.ts'
import { classVersions } from './class-versions.usecases.ts'
import { enterSuggestion } from './entering.usecases.ts'
import { figuresOf } from './figures.usecases.ts'
import { goOnMany } from './going-on.usecases.ts'
import { makeLinks } from './link-batches.usecases.ts'
import { makeLink } from './links.usecases.ts'
import { listSuggestions } from './list.usecases.ts'
import { madePublic, madePublicOfMany } from './made-public.usecases.ts'
import { officeTaskCounts } from './office-tasks.usecases.ts'
import { joinIssue, leaveIssue } from './origins.usecases.ts'
import { changePeriods, showPeriods } from './periods.usecases.ts'
import { publishMany, unpublishMany } from './publications.usecases.ts'
import { publishedSuggestions } from './published.usecases.ts'
import { remindersFile } from './reminders.export.ts'
import { reminders } from './reminders.usecases.ts'
import { suggestionReport } from './report.usecases.ts'
import { suggestionsFile } from './suggestions.export.ts'
import { actOn, showSuggestion } from './suggestions.usecases.ts'
import { writeSuggestion } from './writing.usecases.ts'
import { writtenIssuesOf } from './written-issues.usecases.ts'

/** The key that the caller made, if they made one. */
function draftKeyOf(given: string | string[] | undefined): string | undefined {
  if (given === undefined) return undefined
  if (typeof given !== 'string' || given.length < 8 || given.length > 200)
    throw new Failure(suggestionErrors.keyUnfit)
  return given
}

export function suggestionsRoutes(app: FastifyInstance, context: Context, chain: Chain): void {
  const api = suggestionsApi
  route(app, api.list, ({ query, actor }) => listSuggestions(context, query, signedIn(actor)))
  route(app, api.writtenIssues, ({ actor }) => writtenIssuesOf(context, signedIn(actor)))
  route(app, api.export, async ({ query, actor, reply }) => {
    const file = await suggestionsFile(context, query, signedIn(actor))
    return await sendTable(context, reply, file, query, signedIn(actor))
  })
  route(app, api.report, async ({ query, actor, reply }) => {
    const { name, bytes } = await suggestionReport(context, query, signedIn(actor))
    asAttachment(reply, name, DOCX)
    return bytes
  })
  route(app, api.write, ({ body, request, actor }) =>
    writeSuggestion(context, draftKeyOf(request.headers['idempotency-key']), body, signedIn(actor)),
  )
  route(app, api.enter, ({ body, request, actor }) =>
    enterSuggestion(context, draftKeyOf(request.headers['idempotency-key']), body, signedIn(actor)),
  )
  route(app, api.show, ({ params, actor }) => showSuggestion(context, params.id, signedIn(actor)))
  route(app, api.act, ({ params, body, actor }) => actOn(context, params.id, body, signedIn(actor)))
  route(app, api.join, ({ params, actor }) => joinIssue(context, params, signedIn(actor)))
  route(app, api.leave, ({ params, actor }) => leaveIssue(context, params, signedIn(actor)))
  route(app, supervisionApi.linkMany, ({ body, actor }) =>
    makeLinks(context, body, signedIn(actor)),
  )
  route(app, supervisionApi.assignMany, ({ body, actor }) =>
    assignMany(context, body, signedIn(actor)),
  )
  route(app, supervisionApi.receiveMany, ({ body, actor }) =>
    receiveMany(context, body.ids, signedIn(actor)),
  )
  route(app, supervisionApi.goOnMany, ({ body, actor }) => goOnMany(context, body, signedIn(actor)))
  route(app, supervisionApi.madePublic, ({ params, actor }) =>
    madePublic(context, params.id, signedIn(actor), chain),
  )
  route(app, supervisionApi.madePublicOfMany, ({ body, actor }) =>
    madePublicOfMany(context, body.ids, signedIn(actor), chain),
  )
  route(app, supervisionApi.publishMany, ({ body, actor }) =>
    publishMany(context, body.ids, signedIn(actor)),
  )
  route(app, supervisionApi.unpublishMany, ({ body, actor }) =>
    unpublishMany(context, body, signedIn(actor)),
  )
  route(app, supervisionApi.hints, () => assignmentHints(context))
  route(app, supervisionApi.tasks, ({ actor }) => officeTaskCounts(context, signedIn(actor)))
  route(app, supervisionApi.reminders, ({ query, actor }) =>
    reminders(context, query, signedIn(actor)),
  )
  route(app, supervisionApi.exportReminders, async ({ query, actor, reply }) => {
    const by = signedIn(actor)
    return await sendTable(context, reply, await remindersFile(context, query, by), query, by)
  })
  route(app, api.figures, ({ query, actor }) => figuresOf(context, signedIn(actor), query))
  attachmentsRoutes(app, context)
  route(app, api.periods, () => showPeriods(context))
  route(app, api.classVersions, () => classVersions(context))
  route(app, api.savePeriods, ({ body, actor }) => changePeriods(context, body, signedIn(actor)))
  route(app, api.makeLink, ({ params, body, actor }) =>
    makeLink(context, params.id, body.departmentId, signedIn(actor)),
  )
  route(app, api.published, ({ query }) => publishedSuggestions(context, query))
}
