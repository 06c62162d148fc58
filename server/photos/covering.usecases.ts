import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import { opened } from '../core/secrets.ts'
import { coverParts, type EncodedPhoto, type Share, thumbnail } from './images.ts'
import {
  dropFile,
  type PhotoRecord,
  photoFile,
  photosOfIssue,
  photosOfWords,
  switchFile,
} from './photos.store.ts'
import { takeAway, unclaimedPhoto } from './photos.usecases.ts'

/** Where the uncovered picture lies, and what it is bound to. */
interface Sealed {
  name: string
  bound: string
}

async function bytesOf(context: Context, name: string): Promise<Buffer | null> {
  const file = await context.files.read(name)
  return file === null ? null : Buffer.concat(await file.stream.toArray())
}

/** The picture as it was, or null where there is none any more. */
export async function sealedPhoto(
  context: Context,
  { name, bound }: Sealed,
): Promise<Buffer | null> {
  const bytes = await bytesOf(context, name)
  const text = bytes === null ? null : opened(context, bytes.toString(), bound)
  return text === null ? null : Buffer.from(text, 'base64')
}

/** A covering that is painted, and shown to nobody before its commit. */
export interface PaintedCovering {
  /** For the commit that decides it. */
  writes: Write[]
  /** After that commit: takes the old picture away. What an outage prevents, the job finishes. */
  after(): Promise<void>
}

/**
 * Covers parts of a photo in a file of its own and keeps the picture as it was under a seal. The
 * commit makes everybody who shows the old file show the new one, other matters, too, and orders the
 * old one to be taken away: of two who cover at once only one picture is ever shown. A new file
 * without its commit belongs to nobody, and goes as unnamed photos do. Null: there is no such photo.
 */
export async function coverPhoto(
  context: Context,
  issueId: string,
  photoId: string,
  sealed: Sealed,
  parts: readonly Share[],
): Promise<PaintedCovering | null> {
  const photo = await photoIn(context, issueId, photoId)
  if (photo === undefined) return null
  const wasFileId = photo.fileId ?? photo.id
  // Looked for after the row: where somebody else has just covered it, theirs is sealed already.
  const kept = await sealedPhoto(context, sealed)
  const shown = await bytesOf(context, photoFile(wasFileId, 'full'))
  if (shown === null) return null
  if (kept === null) {
    const text = context.secrets.seal(shown.toString('base64'), sealed.bound)
    await context.files.put(sealed.name, Buffer.from(text))
  }
  return await replacing(context, photo, await coverParts(shown, parts))
}

/**
 * Puts the picture that lies sealed back, byte by byte, in a file of its own; for everybody who shows
 * the covered one. Null: there is no such photo, or no seal, any more.
 */
export async function uncoverPhoto(
  context: Context,
  issueId: string,
  photoId: string,
  sealed: Sealed,
): Promise<PaintedCovering | null> {
  const photo = await photoIn(context, issueId, photoId)
  const full = await sealedPhoto(context, sealed)
  if (photo === undefined || full === null) return null
  return await replacing(context, photo, { full, thumb: await thumbnail(full) })
}

async function photoIn(
  context: Context,
  issueId: string,
  photoId: string,
): Promise<PhotoRecord | undefined> {
  const photos = await Promise.all([
    photosOfIssue(context, issueId),
    photosOfWords(context, issueId),
  ])
  return photos.flat().find(({ id }) => id === photoId)
}

/** Files of another picture, and the writes that show it in place of the one that a photo has. */
async function replacing(
  context: Context,
  photo: PhotoRecord,
  { full, thumb }: Pick<EncodedPhoto, 'full' | 'thumb'>,
): Promise<PaintedCovering> {
  const wasFileId = photo.fileId ?? photo.id
  const { district } = context
  const id = newId()
  await context.db.commit(district, [unclaimedPhoto(context, id, photo)])
  await context.files.put(photoFile(id, 'full'), full)
  await context.files.put(photoFile(id, 'thumb'), thumb)
  return {
    writes: [
      switchFile({ district, fileId: id, wasFileId }),
      dropFile({ district, id, fileId: wasFileId }),
    ],
    after: () => takeAway(context, id, wasFileId).catch(() => undefined),
  }
}
