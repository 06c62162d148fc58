import { Failure } from '@mashang/shared/core/errors.ts'
import { photoErrors } from '@mashang/shared/photos/photos.errors.ts'
import type { Context } from '../core/context.ts'
import { newId } from '../core/ids.ts'
import { encodePhoto } from './images.ts'
import { insertPhoto, type PhotoRecord, photoFile, photosOfIssue } from './photos.store.ts'

/** Keeps one photo of a voter: both sizes on disk first, then its row. */
export async function keepPhoto(
  context: Context,
  source: string | Buffer,
): Promise<{ id: string; width: number; height: number }> {
  const { full, thumb, width, height } = await encodePhoto(source)
  const id = newId()
  await context.files.put(photoFile(id, 'full'), full)
  await context.files.put(photoFile(id, 'thumb'), thumb)
  await context.db.commit(context.district, [
    insertPhoto({
      district: context.district,
      id,
      issueId: null,
      position: null,
      width,
      height,
      createdAt: context.clock.now(),
    }),
  ])
  return { id, width, height }
}

/** A photo of one issue; any other looks absent. */
export async function photoOf(context: Context, issueId: string, id: string): Promise<PhotoRecord> {
  const found = (await photosOfIssue(context, issueId)).find((photo) => photo.id === id)
  if (found === undefined) throw new Failure(photoErrors.notFound)
  return found
}
