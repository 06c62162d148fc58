import { CallFailure } from '../core/call.ts'
import type { DraftStore } from '../core/drafts.ts'
import { newKey } from '../core/new-key.ts'
import type { DraftPhoto } from '../photos/draft-photo.ts'
import {
  bodyOf,
  DRAFT_PREFIX,
  draftKey,
  type FilingBody,
  type FilingDraft,
} from './filing-draft.ts'

/** The server's acknowledgement. */
export interface Filed {
  number: string
  receipt: string
  filedAt: string
  responseDueAt: string
}

export interface Sender {
  drafts: DraftStore
  /** Uploads one photo, gives its id. Throws CallFailure. */
  upload(photo: DraftPhoto): Promise<string>
  /** Files under a key; the same key gives the same answer. Throws CallFailure. */
  file(body: FilingBody, key: string): Promise<Filed>
}

export type Outcome =
  | { state: 'sent'; filed: Filed; title: string }
  /** No signal, or the server is busy: it stays queued. */
  | { state: 'waiting'; failure: CallFailure }
  /** The server found a fault; the draft may be changed and sent again. */
  | { state: 'refused'; failure: CallFailure }

const save = (sender: Sender, draft: FilingDraft): Promise<void> =>
  sender.drafts.set(draftKey(draft.code), draft)

/** After a refusal nothing was stored under the key, so the words may change again. */
async function refuse(sender: Sender, draft: FilingDraft, failure: CallFailure): Promise<Outcome> {
  const photosGone = failure.code === 'issue.photo-unknown'
  await save(sender, {
    ...draft,
    queued: false,
    frozen: null,
    key: failure.code === 'issue.key-reused' ? newKey() : draft.key,
    photos: photosGone ? draft.photos.map((photo) => ({ ...photo, id: null })) : draft.photos,
  })
  return { state: 'refused', failure }
}

/**
 * Sends one queued draft: its photos first, then the report. What is sent is written down before
 * it leaves, together with its key, so that a lost answer, a closed page or a reload can only ever
 * repeat the very same request. Removes the draft once the server has acknowledged it.
 */
export async function sendDraft(sender: Sender, queued: FilingDraft): Promise<Outcome> {
  let draft: FilingDraft = { ...queued, queued: true }
  await save(sender, draft)
  try {
    if (!draft.frozen) {
      for (const photo of draft.photos) {
        if (photo.id) continue
        const id = await sender.upload(photo)
        draft = {
          ...draft,
          photos: draft.photos.map((one) => (one.key === photo.key ? { ...one, id } : one)),
        }
        await save(sender, draft)
      }
      draft = { ...draft, frozen: bodyOf(draft) }
      await save(sender, draft)
    }
    const body = draft.frozen as FilingBody
    const filed = await sender.file(body, draft.key)
    await sender.drafts.remove(draftKey(draft.code))
    return { state: 'sent', filed, title: body.title }
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error
    return error.temporary ? { state: 'waiting', failure: error } : refuse(sender, draft, error)
  }
}

/** Drafts that wait for a signal. */
export async function queuedDrafts(drafts: DraftStore): Promise<FilingDraft[]> {
  const keys = await drafts.keys(DRAFT_PREFIX)
  const all = await Promise.all(keys.map((key) => drafts.get<FilingDraft>(key)))
  return all.filter((draft): draft is FilingDraft => draft?.queued === true)
}

const FIRST_WAIT = 4_000
const LONGEST_WAIT = 60_000

/** How long to wait before the next attempt, in milliseconds: doubling, at most a minute. */
export const waitBefore = (attempt: number, failure: CallFailure): number =>
  failure.retryAfter ? failure.retryAfter * 1000 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt)
