import { Failure } from '@mashang/shared/core/errors.ts'
import { attachmentsApi } from '@mashang/shared/suggestions/attachments.api.ts'
import type { Attachment } from '@mashang/shared/suggestions/attachments.model.ts'
import { ATTACHMENT_BYTES } from '@mashang/shared/suggestions/attachments.words.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { sendStored } from '../core/http/download.ts'
import { route } from '../core/http/route.ts'
import { withSpooledFile } from '../core/http/upload.ts'
import { attachmentFile, ownerOf } from './attachments.store.ts'
import { attachmentFor, attachmentReleased, keepAttachment } from './attachments.usecases.ts'
import { openedToAct } from './link-holders.ts'
import { holderOf } from './link-mark.ts'
import { keepLinkedFile, linkedFile } from './links.usecases.ts'
import { partyFor } from './suggestions.usecases.ts'

const limits = {
  bytes: ATTACHMENT_BYTES,
  missing: suggestionErrors.attachmentNone,
  tooLarge: suggestionErrors.attachmentTooLarge,
}

export function attachmentsRoutes(app: FastifyInstance, context: Context): void {
  const send = (file: Attachment, request: FastifyRequest, reply: FastifyReply, shown = false) =>
    sendStored(context.files, request, reply, {
      stored: attachmentFile(file.id),
      name: file.name,
      type: file.type,
      size: file.size,
      shown,
      missing: new Failure(suggestionErrors.attachmentMissing),
    })
  const take = (
    request: FastifyRequest,
    keep: (path: string, name: string) => Promise<Attachment>,
  ): Promise<Attachment> =>
    withSpooledFile(request, 'file', context.config.dataFolder, limits, keep)
  route(app, attachmentsApi.upload, async ({ request, actor }) => {
    const owner = ownerOf(await partyFor(signedIn(actor)))
    return await take(request, (path, name) => keepAttachment(context, path, name, owner))
  })
  // Whether the link is good is known before the first byte of the file is read.
  route(app, attachmentsApi.uploadLinked, async ({ request }) => {
    const token = request.headers['x-link-token']
    const holder = holderOf(context, request, typeof token === 'string' ? token : '')
    await openedToAct(context, holder)
    return await take(request, (path, name) => keepLinkedFile(context, holder, path, name))
  })
  route(app, attachmentsApi.read, async ({ params, actor, request, reply }) =>
    send(await attachmentFor(context, params.id, params.file, signedIn(actor)), request, reply),
  )
  route(app, attachmentsApi.readLinked, async ({ body, request, reply }) =>
    send(
      await linkedFile(context, holderOf(context, request, body.token), body.file),
      request,
      reply,
    ),
  )
  route(app, attachmentsApi.readPublished, async ({ params, request, reply }) =>
    send(await attachmentReleased(context, params.id, params.file), request, reply, true),
  )
}
