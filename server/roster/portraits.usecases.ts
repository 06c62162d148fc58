import { createHash } from 'node:crypto'
import { Failure } from '@mashang/shared/core/errors.ts'
import { photoErrors } from '@mashang/shared/photos/photos.errors.ts'
import { matchPhoto } from '@mashang/shared/roster/photos.rules.ts'
import type { PhotosReport } from '@mashang/shared/roster/roster.api.ts'
import { photoMatchWords, photoSkipWords } from '@mashang/shared/roster/roster.words.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { encodePortrait } from '../photos/images.ts'
import {
  allRepresentatives,
  portraitFile,
  savePortrait,
} from '../representatives/representatives.store.ts'
import { type PhotoEntry, readPhotosZip } from './photos-zip.ts'
import { knownRoster } from './roster.known.ts'

const words = { ...photoMatchWords, ...photoSkipWords }

/** The portrait of one photo, or the sentence that says why there is none. */
async function portraitOf(entry: PhotoEntry & { kind: 'photo' }): Promise<Buffer | string> {
  try {
    return await encodePortrait(entry.bytes)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    if (error.kind === photoErrors.notAPhoto) return words.notPhoto(entry.fileName)
    if (error.kind === photoErrors.tooManyPixels) return words.tooManyPixels(entry.fileName)
    if (error.kind === photoErrors.unreadable) return words.damaged(entry.fileName)
    throw error
  }
}

/**
 * Gives each photo of a ZIP to the serving representative whose name it bears. The files come first,
 * then one commit names all of them; a photo that nobody can use is reported and passed over.
 * @param path the archive on this server.
 */
export async function importPhotos(
  context: Context,
  path: string,
  by: Actor,
): Promise<PhotosReport> {
  const people = (await knownRoster(context)).people.filter((p) => p.state === 'serving')
  const photoOf = new Map((await allRepresentatives(context)).map((r) => [r.id, r.photo]))
  const report: PhotosReport = { matched: [], skipped: [], missing: [] }
  const given = new Map<string, { version: string; file: string }>()
  const skip = (file: string, message: string) => report.skipped.push({ file, message })
  try {
    for await (const entry of readPhotosZip(path)) {
      const { fileName: file } = entry
      if (entry.kind === 'skipped') {
        skip(file, entry.message)
        continue
      }
      const match = matchPhoto(people, entry)
      if (match.kind !== 'one') {
        const { personName } = entry
        const why =
          match.kind === 'none'
            ? words.none(file, personName)
            : words.several(file, personName, match.people.length)
        skip(file, why)
        continue
      }
      const { id, name } = match.person
      const earlier = given.get(id)
      if (earlier !== undefined) {
        skip(file, words.repeated(file, name, earlier.file))
        continue
      }
      const portrait = await portraitOf(entry)
      if (typeof portrait === 'string') {
        skip(file, portrait)
        continue
      }
      const version = createHash('sha256').update(portrait).digest('hex').slice(0, 16)
      given.set(id, { version, file })
      await context.files.put(portraitFile(id, version), portrait)
      report.matched.push({ file, name, representativeId: id })
    }
    await savePortraits(context, given, by)
  } catch (error) {
    await dropUnnamed(
      context,
      [...given].map(([id, { version }]) => [id, version]),
    )
    throw error
  }
  await dropUnnamed(
    context,
    [...given.keys()].map((id) => [id, photoOf.get(id) ?? null]),
  )
  report.missing = people
    .filter(({ id }) => !given.has(id) && (photoOf.get(id) ?? null) === null)
    .map(({ id, name }) => ({ representativeId: id, name }))
  return report
}

/** Takes portraits away that nobody has by now: another import may have named the same meanwhile. */
async function dropUnnamed(
  context: Context,
  portraits: readonly [id: string, version: string | null][],
): Promise<void> {
  const named = new Map((await allRepresentatives(context)).map(({ id, photo }) => [id, photo]))
  for (const [id, version] of portraits)
    if (version !== null && named.get(id) !== version)
      await context.files.remove(portraitFile(id, version))
}

async function savePortraits(
  context: Context,
  given: Map<string, { version: string }>,
  by: Actor,
): Promise<void> {
  if (given.size === 0) return
  const { district } = context
  const at = context.clock.now()
  await context.db.commit(
    district,
    [...given].map(([id, { version }]) =>
      savePortrait({ district, id, photo: version, updatedAt: at }),
    ),
    [...given].map(([id, { version }]) => ({
      at,
      type: 'representative.portrait-set',
      actor: { kind: 'account', id: by.accountId },
      subject: { kind: 'representative', id },
      data: { version },
    })),
  )
}
