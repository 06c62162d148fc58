import { open } from 'node:fs/promises'
import { DAY } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { photoErrors } from '@mashang/shared/photos/photos.errors.ts'
import type { Attachment, FileOwner } from '@mashang/shared/suggestions/attachments.model.ts'
import {
  cleanFileName,
  filesReleased,
  filesSeen,
} from '@mashang/shared/suggestions/attachments.rules.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { encodePhoto } from '../photos/images.ts'
import {
  attachmentFile,
  attachmentsAtHand,
  claimAttachment,
  deleteAttachment,
  insertAttachment,
  NOBODY,
  unnamedBefore,
} from './attachments.store.ts'
import { findSuggestion } from './suggestions.store.ts'
import { suggestionFor } from './suggestions.usecases.ts'

/** What one sender may have lying about without naming it. [default] */
const MOST_AT_HAND = 60
/** How long a file may wait for what names it: drafts outlive a dead network. [default] */
const PATIENCE = 3 * DAY

/** By content: how a PDF begins and how it ends, within the slack that readers allow. */
async function isPdf(path: string): Promise<boolean> {
  const handle = await open(path)
  try {
    const { size } = await handle.stat()
    const head = Buffer.alloc(Math.min(size, 1024))
    const tail = Buffer.alloc(Math.min(size, 2048))
    await handle.read(head, 0, head.length, 0)
    await handle.read(tail, 0, tail.length, size - tail.length)
    return head.includes('%PDF-') && tail.includes('%%EOF')
  } finally {
    await handle.close()
  }
}

/** Puts the bytes into the store; a photo is encoded anew, without place and device. */
async function stored(
  context: Context,
  id: string,
  path: string,
): Promise<Pick<Attachment, 'type' | 'size'>> {
  const name = attachmentFile(id)
  if (await isPdf(path)) {
    await context.files.putFile(name, path)
    const handle = await open(path)
    try {
      return { type: 'application/pdf', size: (await handle.stat()).size }
    } finally {
      await handle.close()
    }
  }
  try {
    const { full } = await encodePhoto(path)
    await context.files.put(name, full)
    return { type: 'image/jpeg', size: full.length }
  } catch (error) {
    if (error instanceof Failure && error.kind.code === photoErrors.notAPhoto.code)
      throw new Failure(suggestionErrors.attachmentKind)
    throw error
  }
}

/**
 * Keeps one file: its bytes first, then its row. Nobody else can name or read it yet.
 * @param beside what must be written with the row, or neither is
 */
export async function keepAttachment(
  context: Context,
  path: string,
  given: string,
  owner: FileOwner,
  beside: { writes: Write[]; facts: Fact[] } = { writes: [], facts: [] },
): Promise<Attachment> {
  if ((await attachmentsAtHand(context, owner)).length >= MOST_AT_HAND)
    throw new Failure(suggestionErrors.attachmentsTooMany)
  const id = newId()
  const { type, size } = await stored(context, id, path)
  const name = cleanFileName(given, type)
  const row = insertAttachment({
    district: context.district,
    id,
    suggestionId: null,
    ownerKind: owner.kind,
    ownerId: owner.id,
    name,
    type,
    size,
    createdAt: context.clock.now(),
  })
  try {
    await context.db.commit(context.district, [...beside.writes, row], beside.facts)
  } catch (error) {
    // Its sender may not send it any more: without a row nobody would ever take the bytes away.
    if (error instanceof Conflict) await context.files.remove(attachmentFile(id))
    throw error
  }
  return { id, name, type, size }
}

/** One of some files; what is not among them is not there. */
export const among = (files: readonly Attachment[], id: string): Attachment => {
  const found = files.find((one) => one.id === id)
  if (found === undefined) throw new Failure(suggestionErrors.attachmentMissing)
  return found
}

/** One file of a suggestion, for whoever may read it there. */
export async function attachmentFor(
  context: Context,
  id: string,
  file: string,
  actor: Actor,
): Promise<Attachment> {
  const { record, who } = await suggestionFor(context, id, actor)
  return among(filesSeen(record.matter, who), file)
}

/** One file of what was released; of anything else it is not there. */
export async function attachmentReleased(
  context: Context,
  id: string,
  file: string,
): Promise<Attachment> {
  const record = await findSuggestion(context, id)
  return among(record === null ? [] : filesReleased(record.matter), file)
}

/** Takes away what nobody names: put aside first, then the bytes, the row last. Returns how many. */
export async function dropUnnamed(context: Context): Promise<number> {
  const { district } = context
  const { aside, forgotten } = await unnamedBefore(context, context.clock.now() - PATIENCE)
  const gone = [...aside]
  for (const id of forgotten) {
    try {
      await context.db.commit(district, [claimAttachment({ district, id, suggestionId: NOBODY })])
      gone.push(id)
    } catch (error) {
      // Named at this very moment: it stays.
      if (!(error instanceof Conflict)) throw error
    }
  }
  for (const id of gone) {
    await context.files.remove(attachmentFile(id))
    await context.db.commit(district, [deleteAttachment({ district, id })])
  }
  return gone.length
}
