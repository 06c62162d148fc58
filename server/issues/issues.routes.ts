import { issuesApi } from '@mashang/shared/issues/issues.api.ts'
import { officeIssuesApi } from '@mashang/shared/issues/office.api.ts'
import { voterApi } from '@mashang/shared/issues/voter.api.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { qrSvg } from '../codes/qr.ts'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { sendTable } from '../exports/table-export.ts'
import { reviewAcknowledgement } from './acknowledgement.usecases.ts'
import { bulkRoutes } from './bulk.routes.ts'
import { chase } from './chase.usecases.ts'
import { contactExportsRoutes } from './contact-exports.routes.ts'
import { dictionaryRoutes } from './dictionary.routes.ts'
import { type Entrance, fileIssue, filingKeyOf } from './filing.usecases.ts'
import { floodRoutes } from './flood.routes.ts'
import { groupView, join, repeatAnswer, takeOut } from './groups.usecases.ts'
import { issueFor, note, open, respond } from './handling.usecases.ts'
import { holdsRoutes } from './holds.routes.ts'
import { inboxFor } from './inbox.usecases.ts'
import { issuesFile } from './issues.export.ts'
import { issueView } from './issues.views.ts'
import type { Unnotified } from './office.filter.ts'
import { listIssues } from './office.usecases.ts'
import { askOffice, decide } from './office-tasks.usecases.ts'
import { openContact, reassign } from './oversight.usecases.ts'
import { publishedOf } from './publication.store.ts'
import { publish } from './publication.usecases.ts'
import { publishedMatter } from './publication.views.ts'
import {
  addMessage,
  issueOfReceipt,
  standingsOf,
  viewByReceipt,
  withdraw,
} from './receipt.usecases.ts'
import {
  askVoter,
  conclude,
  extendResolution,
  lengthenResolution,
  resumeResolution,
} from './resolution.usecases.ts'
import { joinAsVoter, similarFor } from './similar.usecases.ts'
import { ledgerView } from './timeline.views.ts'
import { timeliness } from './timeliness.usecases.ts'
import { judge } from './verdict.usecases.ts'
import { whyByReceipt, whyOf } from './why.usecases.ts'

/** Public matters that a phone compares its words with. */
const RELEASED = 60

/** What features above this one hand in. */
export interface IssueSources {
  /** How a matter that is filed by this request comes in. */
  entranceOf(request: FastifyRequest): Promise<Entrance>
  unnotified: Unnotified
}

export function issuesRoutes(
  app: FastifyInstance,
  context: Context,
  { entranceOf, unnotified }: IssueSources,
): void {
  bulkRoutes(app, context)
  dictionaryRoutes(app, context)
  contactExportsRoutes(app, context, unnotified)
  holdsRoutes(app, context)
  floodRoutes(app, context)
  route(app, voterApi.file, async ({ body, request }) =>
    fileIssue(
      context,
      filingKeyOf(request.headers['idempotency-key']),
      body,
      await entranceOf(request),
    ),
  )
  route(app, officeIssuesApi.list, ({ query, actor }) =>
    listIssues(context, query, signedIn(actor), unnotified),
  )
  route(app, officeIssuesApi.export, async ({ query, actor, reply }) => {
    const { file: format, columns, ticket, ...asked } = query
    const file = await issuesFile(context, asked, signedIn(actor), unnotified)
    return await sendTable(context, reply, file, { file: format, columns, ticket }, signedIn(actor))
  })
  route(app, officeIssuesApi.exportChosen, async ({ body, actor, reply }) => {
    const file = await issuesFile(
      context,
      { ids: body.ids, sort: body.sort },
      signedIn(actor),
      unnotified,
    )
    return await sendTable(context, reply, file, body, signedIn(actor))
  })
  route(app, officeIssuesApi.timeliness, ({ query }) => timeliness(context, query.days))
  route(app, issuesApi.show, async ({ params, actor }) => {
    const issue = await issueFor(context, params.id, signedIn(actor))
    return await issueView(context, issue, signedIn(actor))
  })
  route(app, voterApi.released, async ({ params }) => {
    const { items } = await publishedOf(context, [params.id], RELEASED)
    return { items: items.map(publishedMatter) }
  })
  route(app, issuesApi.open, ({ params, actor }) => open(context, params.id, signedIn(actor)))
  route(app, issuesApi.respond, ({ params, body, actor }) =>
    respond(context, params.id, body, signedIn(actor)),
  )
  route(app, issuesApi.note, ({ params, body, actor }) =>
    note(context, params.id, body.text, signedIn(actor)),
  )
  route(app, issuesApi.conclude, ({ params, body, actor }) =>
    conclude(context, params.id, body, signedIn(actor)),
  )
  route(app, issuesApi.extend, ({ params, body, actor }) =>
    extendResolution(context, params.id, body, signedIn(actor)),
  )
  route(app, issuesApi.lengthen, ({ params, body, actor }) =>
    lengthenResolution(context, params.id, body.reason, signedIn(actor)),
  )
  route(app, issuesApi.ask, ({ params, body, actor }) =>
    askVoter(context, params.id, body.text, signedIn(actor)),
  )
  route(app, issuesApi.resume, ({ params, actor }) =>
    resumeResolution(context, params.id, signedIn(actor)),
  )
  route(app, issuesApi.why, ({ params, actor }) => whyOf(context, params.id, signedIn(actor)))
  route(app, voterApi.whyByReceipt, ({ params }) => whyByReceipt(context, params.receipt))
  route(app, officeIssuesApi.reassign, ({ params, body, actor }) =>
    reassign(context, params.id, body, signedIn(actor)),
  )
  route(app, issuesApi.askOffice, ({ params, body, actor }) =>
    askOffice(context, params.id, body.reason, signedIn(actor)),
  )
  route(app, officeIssuesApi.decide, ({ params, body, actor }) =>
    decide(context, params.id, body, signedIn(actor)),
  )
  route(app, officeIssuesApi.review, ({ params, body, actor }) =>
    reviewAcknowledgement(context, params.id, body, signedIn(actor)),
  )
  route(app, issuesApi.group, ({ params, actor }) => groupView(context, params.id, signedIn(actor)))
  route(app, issuesApi.join, ({ params, body, actor }) =>
    join(context, params.id, body.issueId, signedIn(actor)),
  )
  route(app, issuesApi.takeOut, ({ params, body, actor }) =>
    takeOut(context, params.id, body.reason, signedIn(actor)),
  )
  route(app, issuesApi.repeatAnswer, ({ params, actor }) =>
    repeatAnswer(context, params.id, signedIn(actor)),
  )
  route(app, officeIssuesApi.openContact, ({ params, body, actor }) =>
    openContact(context, params.id, body.reason, signedIn(actor)),
  )
  route(app, issuesApi.publish, ({ params, body, actor }) =>
    publish(context, params.id, body, signedIn(actor)),
  )
  route(app, officeIssuesApi.ledger, async ({ params, actor }) =>
    ledgerView(context, await issueFor(context, params.id, signedIn(actor))),
  )
  route(app, issuesApi.inbox, ({ actor }) => inboxFor(context, signedIn(actor)))
  route(app, voterApi.receipt, ({ params, query }) =>
    viewByReceipt(context, params.receipt, query.reader),
  )
  route(app, voterApi.standings, ({ body }) => standingsOf(context, body.receipts))
  route(app, voterApi.verdict, ({ params, body }) => judge(context, params.receipt, body))
  route(app, voterApi.message, ({ params, body, request }) =>
    addMessage(context, params.receipt, body.text, request.headers['idempotency-key']?.toString()),
  )
  route(app, voterApi.chase, ({ params }) => chase(context, params.receipt))
  route(app, voterApi.withdraw, ({ params }) => withdraw(context, params.receipt))
  route(app, voterApi.similar, async ({ params }) => ({
    items: await similarFor(context, params.receipt),
  }))
  route(app, voterApi.joinAsVoter, ({ params, body }) =>
    joinAsVoter(context, params.receipt, body.issueId),
  )
  route(app, voterApi.receiptQr, async ({ params, reply }) => {
    const { receipt } = await issueOfReceipt(context, params.receipt)
    reply.type('image/svg+xml').header('cache-control', 'private, no-store')
    return qrSvg(`${context.config.publicUrl}/r/${receipt}`, '回执二维码')
  })
}
