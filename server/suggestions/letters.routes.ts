import { letterTextsApi } from '@mashang/shared/suggestions/letter-texts.api.ts'
import { lettersApi } from '@mashang/shared/suggestions/letters.api.ts'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { DOCX } from '../core/docx/write.ts'
import { asAttachment } from '../core/http/download.ts'
import { route } from '../core/http/route.ts'
import { editionsRoutes } from '../districts/editions.routes.ts'
import { planLetters, printLetters } from './letter-batches.usecases.ts'
import { previewAnswer, previewByLink } from './letter-previews.usecases.ts'
import { letterEditions } from './letter-texts.store.ts'
import { type LetterPrinter, previewLetter, printLetter } from './letters.usecases.ts'
import { holderOf } from './link-mark.ts'
import { printReleased } from './public-letters.usecases.ts'

const PDF = 'application/pdf'

export function lettersRoutes(app: FastifyInstance, context: Context, print: LetterPrinter): void {
  route(app, lettersApi.one, async ({ params, query, actor, reply }) => {
    const wanted = { ...params, file: query.file, letter: query.letter }
    const { name, bytes } = await printLetter(context, wanted, signedIn(actor), print)
    asAttachment(reply, name, query.file === 'pdf' ? PDF : DOCX)
    return bytes
  })
  route(app, lettersApi.preview, async ({ params, body, actor, reply }) => {
    const { name, bytes } = await previewAnswer(context, params.id, body, signedIn(actor), print)
    asAttachment(reply, name, PDF)
    return bytes
  })
  route(app, lettersApi.previewByLink, async ({ body: { token, ...said }, request, reply }) => {
    const { name, bytes } = await previewByLink(
      context,
      holderOf(context, request, token),
      said,
      print,
    )
    asAttachment(reply, name, PDF)
    return bytes
  })
  route(app, lettersApi.released, async ({ params, reply }) => {
    const { name, bytes } = await printReleased(context, params, print)
    asAttachment(reply, name, PDF)
    return bytes
  })
  editionsRoutes(app, context, letterTextsApi, letterEditions)
  route(app, letterTextsApi.preview, async ({ body, reply }) => {
    const bytes = await previewLetter(context, body, print)
    return await reply.header('content-type', PDF).send(bytes)
  })
  route(app, lettersApi.plan, ({ body, actor }) => planLetters(context, body, signedIn(actor)))
  route(app, lettersApi.many, async ({ body, actor, reply }) => {
    const { name, body: letters } = await printLetters(context, body, signedIn(actor), print)
    asAttachment(reply, name, body.bundle === 'book' ? PDF : 'application/zip')
    return letters
  })
}
