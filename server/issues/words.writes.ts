import { Failure } from '@mashang/shared/core/errors.ts'
import type { WithWords } from '@mashang/shared/issues/commands.model.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import {
  claimForWords,
  insertPhoto,
  type PhotoRecord,
  unclaimedPhotos,
} from '../photos/photos.store.ts'
import { findMessage } from './issues.store.ts'

/** The photos that words bring along; refused where one is unknown or belongs to a matter already. */
export async function photosToSend(
  context: Context,
  ids: readonly string[] = [],
): Promise<PhotoRecord[]> {
  const wanted = [...new Set(ids)]
  const found = await unclaimedPhotos(context, wanted)
  if (found.length < wanted.length) throw photoUnknown()
  return found
}

const photoUnknown = (): Failure =>
  new Failure(issueErrors.photoUnknown, {
    fields: [{ path: 'photos', message: issueErrors.photoUnknown.title }],
  })

interface Words {
  issueId: string
  messageId: string
}

/** The photos become those of these words. */
export const photoClaims = (
  context: Context,
  photos: readonly PhotoRecord[],
  words: Words,
): Write[] =>
  photos.map(({ id }, position) =>
    claimForWords({ district: context.district, id, ...words, position }),
  )

/** The same photos for the same words about another matter. */
export const photoCopies = (
  context: Context,
  photos: readonly PhotoRecord[],
  words: Words,
): Write[] =>
  photos.map(({ id, fileId, width, height }, position) =>
    insertPhoto({
      district: context.district,
      id: newId(),
      fileId: fileId ?? id,
      width,
      height,
      ...words,
      position,
      createdAt: context.clock.now(),
    }),
  )

/**
 * Whether these words have arrived before: a phone that lost the answer sends the same again. Other
 * words under the same key are refused, so that nothing is dropped in silence.
 */
async function saidBefore(
  context: Context,
  issueId: string,
  { key, text }: WithWords & { text: string },
  actor: Actor,
): Promise<boolean> {
  const earlier = key === undefined ? null : await findMessage(context, key)
  if (earlier === null) return false
  if (earlier.issueId !== issueId || earlier.authorId !== actor.accountId || earlier.text !== text)
    throw new Failure(issueErrors.alreadySaid)
  return true
}

/** Says words about a matter once, however often they are sent. */
export async function sayOnce(
  context: Context,
  issueId: string,
  words: WithWords & { text: string },
  actor: Actor,
  say: () => Promise<void>,
): Promise<void> {
  if (await saidBefore(context, issueId, words, actor)) return
  try {
    await say()
  } catch (error) {
    // The same request came twice at once, and the other one was faster.
    if (error instanceof Failure && (await saidBefore(context, issueId, words, actor))) return
    if (error instanceof Conflict && error.statement === 'claim photo for words')
      throw photoUnknown()
    throw error
  }
}
