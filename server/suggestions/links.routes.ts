import { suggestionsApi } from '@mashang/shared/suggestions/suggestions.api.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import type { Chain } from '../lineage/lineage.usecases.ts'
import type { LetterPrinter } from './letters.usecases.ts'
import { copyOf, letterSent } from './link-copies.usecases.ts'
import { makeRelayCode, moveByRelay } from './link-devices.usecases.ts'
import { opened } from './link-holders.ts'
import { forgetMark, holderOf, markedHolder } from './link-mark.ts'
import { answerByLink, receiveByLink, stepByLink } from './link-steps.usecases.ts'
import { openLink } from './links.usecases.ts'

/** For whoever comes by a one-time link: no session, but the mark of the browser. */
export function linksRoutes(
  app: FastifyInstance,
  context: Context,
  chain: Chain,
  print: LetterPrinter,
): void {
  const api = suggestionsApi
  route(app, api.openLink, async ({ body, request, reply }) =>
    openLink(context, await markedHolder(context, request, reply, body.token)),
  )
  route(app, api.linkChain, async ({ body, request }) => {
    const { link } = await opened(context, holderOf(context, request, body.token))
    const { suggestionId } = link
    return await chain({ kind: 'suggestion', id: suggestionId }, { kind: 'link', suggestionId })
  })
  route(app, api.receiveByLink, ({ body, request }) =>
    receiveByLink(context, holderOf(context, request, body.token)),
  )
  route(app, api.stepByLink, ({ body, request }) =>
    stepByLink(context, holderOf(context, request, body.token), body.step),
  )
  route(app, api.answerLink, async ({ body, request, reply }) => {
    const { token, ...given } = body
    const sent = await answerByLink(context, holderOf(context, request, token), given)
    forgetMark(context, reply, token)
    // It is answered, whatever becomes of its paper.
    const letter = await letterSent(context, sent, print).catch((error: unknown) => {
      request.log.error(error, 'letter of an answer by link')
      return null
    })
    const copy = await copyOf(context, sent, letter)
    return { number: copy.number, answered: sent.record.state === 'answered', copy }
  })
  route(app, api.makeRelayCode, ({ body, request }) =>
    makeRelayCode(context, holderOf(context, request, body.token)),
  )
  route(app, api.moveLink, ({ body, request }) =>
    moveByRelay(context, holderOf(context, request, body.token), body.code),
  )
}
