import type { Readable } from 'node:stream'
import { Failure } from '@mashang/shared/core/errors.ts'
import { photoErrors } from '@mashang/shared/photos/photos.errors.ts'
import type { FastifyReply } from 'fastify'
import type { Context } from '../core/context.ts'
import type { PhotoNames } from '../photos/photos.usecases.ts'

const suffix = (size: 'full' | 'thumb'): string => (size === 'thumb' ? '.thumb' : '')

/** Photos of sheets have a folder of their own: the sweep of unclaimed photos never comes there. */
export const placementPhoto =
  (id: string): PhotoNames =>
  (size) =>
    `sheets/${id.slice(-2)}/${id}${suffix(size)}.jpg`

export const alarmPhoto =
  (id: string): PhotoNames =>
  (size) =>
    `sheet-alarms/${id.slice(-2)}/${id}${suffix(size)}.jpg`

/** Answers with a photo, for the eyes of whoever asked only. */
export async function sendPhoto(
  context: Context,
  reply: FastifyReply,
  name: string,
): Promise<Readable> {
  const file = await context.files.read(name)
  if (file === null) throw new Failure(photoErrors.notFound)
  reply
    .type('image/jpeg')
    .header('cache-control', 'private, max-age=3600')
    .header('content-length', file.size)
  return file.stream
}
