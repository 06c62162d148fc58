import type { Readable } from 'node:stream'
import { activityErrors } from '@mashang/shared/activities/activities.errors.ts'
import { activityLimits } from '@mashang/shared/activities/activities.words.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { photoErrors } from '@mashang/shared/photos/photos.errors.ts'
import type { FastifyReply } from 'fastify'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { type PhotoNames, takePhoto } from '../photos/photos.usecases.ts'
import { activityFact, activityFor } from './activities.usecases.ts'
import type { Sight } from './activities.views.ts'
import { type Around, type Step, saved } from './step.ts'

/** Photos of activities have a folder of their own: the sweep of unclaimed photos never comes there. */
export const activityPhoto =
  (id: string): PhotoNames =>
  (size) =>
    `activities/${id.slice(-2)}/${id}${size === 'thumb' ? '.thumb' : ''}.jpg`

/**
 * Takes an uploaded photo to an activity. It writes by itself, because the file is copied before and
 * dropped after its row; there is nothing left for the caller to write.
 */
export async function photographed(
  context: Context,
  { record }: Sight,
  photo: string,
  { actor, at }: Around,
): Promise<Step> {
  // Sent twice by a bad line.
  if (record.photos.includes(photo)) return null
  if (record.photos.length >= activityLimits.photos) throw new Failure(activityErrors.photosFull)
  await takePhoto(context, photo, activityPhoto(photo), (taken) =>
    context.db.commit(
      context.district,
      [taken, saved(record, { photos: [...record.photos, photo] })],
      [activityFact(actor, at, record.id, 'photographed')],
    ),
  )
  return null
}

/** The picture leaves the activity, and when nothing names it any more its file goes. */
export function unphotographed(
  context: Context,
  { record }: Sight,
  photo: string,
  { actor, at }: Around,
): Step {
  // Also somebody else's: only what stands here is taken away.
  if (!record.photos.includes(photo)) return null
  return {
    writes: [saved(record, { photos: record.photos.filter((one) => one !== photo) })],
    facts: [activityFact(actor, at, record.id, 'unphotographed')],
    async after() {
      for (const size of ['full', 'thumb'] as const)
        await context.files.remove(activityPhoto(photo)(size))
    },
  }
}

/** A photo for whoever has a part in its activity; any other looks absent. */
export async function photoOfActivity(
  context: Context,
  id: string,
  photo: string,
  size: 'full' | 'thumb',
  actor: Actor,
  reply: FastifyReply,
): Promise<Readable> {
  const { record } = await activityFor(context, id, actor)
  const file = record.photos.includes(photo)
    ? await context.files.read(activityPhoto(photo)(size))
    : null
  if (file === null) throw new Failure(photoErrors.notFound)
  reply
    .type('image/jpeg')
    .header('cache-control', 'private, max-age=3600')
    .header('content-length', file.size)
  return file.stream
}
