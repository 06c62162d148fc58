import { DAY, type EpochMs } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { photosApi } from '@mashang/shared/photos/photos.api.ts'
import { photoErrors } from '@mashang/shared/photos/photos.errors.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { type Actor, signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { withSpooledFile } from '../core/http/upload.ts'
import { photoFile } from './photos.store.ts'
import { keepPhoto, photoOf } from './photos.usecases.ts'

/** Largest photo that is taken in, in bytes. Phones shrink theirs before sending. */
export const PHOTO_BYTES = 15 * 1024 * 1024

/** Who may see which issue is the business of the feature above; it hands in its checks. */
export interface PhotoAccess {
  issueOfReceipt(receipt: string): Promise<string>
  issueFor(id: string, actor: Actor): Promise<string>
}

export function photosRoutes(app: FastifyInstance, context: Context, access: PhotoAccess): void {
  /** A row of late without its file: that waits on another machine until the storage is back. */
  const missing = (createdAt: EpochMs): Failure =>
    context.files.moveWaiting !== undefined && context.clock.now() - createdAt < 3 * DAY
      ? new Failure(photoErrors.onItsWay, { retryAfter: 30 })
      : new Failure(photoErrors.notFound)
  const send = async (reply: FastifyReply, issueId: string, id: string, size: 'full' | 'thumb') => {
    const photo = await photoOf(context, issueId, id)
    const file = await context.files.read(photoFile(photo.fileId ?? photo.id, size))
    if (file === null) throw missing(photo.createdAt)
    reply
      .type('image/jpeg')
      .header('cache-control', 'private, max-age=3600')
      .header('content-length', file.size)
    return file.stream
  }
  route(app, photosApi.upload, async ({ request }) => {
    const limits = {
      bytes: PHOTO_BYTES,
      missing: photoErrors.missing,
      tooLarge: photoErrors.tooLarge,
    }
    return await withSpooledFile(request, 'photo', context.config.dataFolder, limits, (path) =>
      keepPhoto(context, path),
    )
  })
  route(app, photosApi.ofReceipt, async ({ params, query, reply }) =>
    send(reply, await access.issueOfReceipt(params.receipt), params.id, query.size),
  )
  route(app, photosApi.ofIssue, async ({ params, query, actor, reply }) =>
    send(reply, await access.issueFor(params.issueId, signedIn(actor)), params.id, query.size),
  )
}
