import type { Context } from '../core/context.ts'
import { opened } from '../core/secrets.ts'
import { coverParts, type Share } from './images.ts'
import { photoFile, photosOfIssue, photosOfWords } from './photos.store.ts'

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

/**
 * Covers parts of a photo for everybody, both sizes, and keeps the picture as it was under a seal of
 * its own. Done again it begins with the sealed picture, so that a half-done covering is only
 * repeated. Other matters that show the same file show it covered, too. False: there is no such photo.
 */
export async function coverPhoto(
  context: Context,
  issueId: string,
  photoId: string,
  sealed: Sealed,
  parts: readonly Share[],
): Promise<boolean> {
  const photos = await Promise.all([
    photosOfIssue(context, issueId),
    photosOfWords(context, issueId),
  ])
  const photo = photos.flat().find(({ id }) => id === photoId)
  if (photo === undefined) return false
  const fileId = photo.fileId ?? photo.id
  const kept = await sealedPhoto(context, sealed)
  const original = kept ?? (await bytesOf(context, photoFile(fileId, 'full')))
  if (original === null) return false
  if (kept === null) {
    const text = context.secrets.seal(original.toString('base64'), sealed.bound)
    await context.files.put(sealed.name, Buffer.from(text))
  }
  const { full, thumb } = await coverParts(original, parts)
  await context.files.put(photoFile(fileId, 'full'), full)
  await context.files.put(photoFile(fileId, 'thumb'), thumb)
  return true
}
