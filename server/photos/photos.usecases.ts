import { Failure } from '@mashang/shared/core/errors.ts'
import { photoErrors } from '@mashang/shared/photos/photos.errors.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import { encodePhoto } from './images.ts'
import {
  deleteDropped,
  deleteUnclaimed,
  insertPhoto,
  isUnclaimed,
  type PhotoRecord,
  photoFile,
  photosOfIssue,
  photosOfWords,
} from './photos.store.ts'

const SIZES = ['full', 'thumb'] as const

/** A photo that belongs to nobody yet: where nobody names it, the job takes it and its file away. */
export const unclaimedPhoto = (
  context: Context,
  id: string,
  { width, height }: Pick<PhotoRecord, 'width' | 'height'>,
): Write =>
  insertPhoto({
    district: context.district,
    id,
    issueId: null,
    messageId: null,
    fileId: null,
    position: null,
    width,
    height,
    createdAt: context.clock.now(),
  })

/** Takes a photo away that was put aside: both sizes of its file, and its row last. */
export async function takeAway(context: Context, id: string, fileId: string): Promise<void> {
  for (const size of SIZES) await context.files.remove(photoFile(fileId, size))
  const { district } = context
  await context.db.commit(district, [deleteDropped({ district, id })])
}

/**
 * Keeps one photo of a voter: both sizes on disk first, then its row.
 * @param id one that is made of what is sent, so that the same photo sent twice is one
 */
export async function keepPhoto(
  context: Context,
  source: string | Buffer,
  id = newId(),
): Promise<{ id: string; width: number; height: number }> {
  const { full, thumb, width, height } = await encodePhoto(source)
  await context.files.put(photoFile(id, 'full'), full)
  await context.files.put(photoFile(id, 'thumb'), thumb)
  await context.db.commit(context.district, [unclaimedPhoto(context, id, { width, height })])
  return { id, width, height }
}

/** A photo of one issue; any other looks absent. */
export async function photoOf(context: Context, issueId: string, id: string): Promise<PhotoRecord> {
  const found =
    (await photosOfIssue(context, issueId)).find((photo) => photo.id === id) ??
    (await photosOfWords(context, issueId)).find((photo) => photo.id === id)
  if (found === undefined) throw new Failure(photoErrors.notFound)
  return found
}

/** The name of a file for each size. */
export type PhotoNames = (size: 'full' | 'thumb') => string

/**
 * Takes a photo that nobody has named yet out of the voters' photos, for another feature: both sizes
 * are copied to its own names, `commit` keeps the feature's rows together with the given write, and
 * the originals go. A photo of an issue looks absent. Where the commit fails the copies stay, for the
 * same request may be under way twice; the next try writes over them.
 */
export async function takePhoto(
  context: Context,
  id: string,
  names: PhotoNames,
  commit: (taken: Write) => Promise<unknown>,
): Promise<void> {
  if (!(await isUnclaimed(context, id))) throw new Failure(photoErrors.notFound)
  for (const size of SIZES)
    await context.files.put(names(size), await bytesOf(context, photoFile(id, size)))
  await commit(deleteUnclaimed({ district: context.district, id }))
  for (const size of SIZES) await context.files.remove(photoFile(id, size))
}

async function bytesOf(context: Context, name: string): Promise<Buffer> {
  const file = await context.files.read(name)
  if (file === null) throw new Failure(photoErrors.notFound)
  return Buffer.concat(await file.stream.toArray())
}
