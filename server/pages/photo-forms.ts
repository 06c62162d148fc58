import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { coreErrors, type ErrorKind, Failure } from '@mashang/shared/core/errors.ts'
import { photoErrors } from '@mashang/shared/photos/photos.errors.ts'
import { PHOTOS_PER_MATTER } from '@mashang/shared/photos/photos.words.ts'
import type { FastifyRequest } from 'fastify'
import type { Context } from '../core/context.ts'
import { AlreadyThere } from '../core/db/faults.ts'
import { withSpooledForm } from '../core/http/upload.ts'
import { idFrom } from '../core/ids.ts'
import { PHOTO_BYTES } from '../photos/photos.routes.ts'
import { isPhotoThere } from '../photos/photos.store.ts'
import { keepPhoto } from '../photos/photos.usecases.ts'
import { type Form, formOf, photosIn } from './forms.ts'

/** More files than may be named are read to their end, so that whoever chose too many is told. */
const FILES = 20

const wrong = (words: string, kind: ErrorKind): Failure =>
  new Failure(kind, { detail: words, fields: [{ path: 'photos', message: words }] })

/**
 * A filing's form of a browser without script. Its photos are kept as they come, and what is wrong with
 * one is told with everything else that was typed in its place.
 */
export async function formWithPhotos(
  context: Context,
  request: FastifyRequest,
): Promise<{ form: Form; fault: Failure | null }> {
  if (!request.isMultipart()) return { form: formOf(request.body), fault: null }
  const kept: string[] = []
  let count = 0
  let fault: Failure | null = null
  const take = async (path: string, tooLarge: boolean, words: Form): Promise<void> => {
    count += 1
    try {
      if (tooLarge) throw new Failure(photoErrors.tooLarge)
      const room = PHOTOS_PER_MATTER - photosIn(words).length
      if (kept.length < room) kept.push(await keptOnce(context, path, words.key ?? ''))
      else
        fault ??= wrong(
          `最多 ${PHOTOS_PER_MATTER} 张照片，多出来的没有收。`,
          coreErrors.invalidRequest,
        )
    } catch (error) {
      if (!(error instanceof Failure) || error.kind.status >= 500) throw error
      fault ??= wrong(`第 ${count} 张：${error.kind.title}`, error.kind)
    }
  }
  const limits = { bytes: PHOTO_BYTES, files: FILES }
  const form = await withSpooledForm(request, context.config.dataFolder, limits, take)
  const photos = [...photosIn(form), ...kept]
  return { form: photos.length === 0 ? form : { ...form, photos: photos.join(',') }, fault }
}

/** Under an id made of the form's key and the bytes, so that a form that is sent twice is one filing. */
async function keptOnce(context: Context, path: string, key: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  const id = idFrom(context.secrets.bytes('form-photo', JSON.stringify([key, hash.digest('hex')])))
  if (await isPhotoThere(context, id)) return id
  try {
    await keepPhoto(context, path, id)
  } catch (error) {
    if (!(error instanceof AlreadyThere)) throw error
  }
  return id
}
