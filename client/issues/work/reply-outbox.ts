import { CallFailure } from '../../core/call.ts'
import type { DraftStore } from '../../core/drafts.ts'
import { outboxes } from '../../core/unsent.ts'
import { type DraftPhoto, isWhole } from '../../photos/draft-photo.ts'

export type ReplyKind = 'answer' | 'conclude'

/** Words to a voter, kept on this phone until the server has them. */
export interface KeptReply {
  /** A UUID; the server takes words under one key only once. */
  key: string
  /** Whose: another person on the same phone neither sees nor sends it. */
  account: string
  at: number
  issueId: string
  kind: ReplyKind
  /** Whom it is for, as the list says it. */
  voter: string
  text: string
  settled: boolean
  photos: DraftPhoto[]
  /** Why the server did not take it; it waits for a person then. */
  refused: string | null
}

export interface ReplySender {
  drafts: DraftStore
  /** Each throws CallFailure. */
  upload(data: ArrayBuffer): Promise<string>
  send(reply: KeptReply, photos: string[]): Promise<void>
}

export type ReplyOutcome =
  | { state: 'sent' }
  /** No signal, or the server is busy: it stays. */
  | { state: 'waiting'; failure: CallFailure }
  | { state: 'refused'; failure: CallFailure }

const PREFIX = outboxes.reply.prefix
const nameOf = ({ account, issueId, kind }: Pick<KeptReply, 'account' | 'issueId' | 'kind'>) =>
  `${PREFIX}${account}:${issueId}:${kind}`

export const dropReply = (drafts: DraftStore, reply: KeptReply): Promise<void> =>
  drafts.remove(nameOf(reply))

/** What one person's words still wait on this phone, oldest first. */
export async function keptReplies(drafts: DraftStore, account: string): Promise<KeptReply[]> {
  const names = await drafts.keys(`${PREFIX}${account}:`)
  const all = await Promise.all(names.map((name) => drafts.get<KeptReply>(name)))
  return all
    .filter((reply) => reply !== undefined)
    .map((reply) => ({ ...reply, photos: reply.photos.filter(isWhole) }))
    .sort((one, other) => one.at - other.at)
}

const PHOTO_GONE = 'issue.photo-unknown'

/**
 * Sends words: their photos first. Everything is written down before it leaves, under its key, so
 * that a lost answer, a closed page or a reload can only ever repeat the very same request.
 */
export async function sendReply(sender: ReplySender, given: KeptReply): Promise<ReplyOutcome> {
  let reply: KeptReply = { ...given, refused: null }
  const keep = async (changes: Partial<KeptReply>): Promise<void> => {
    reply = { ...reply, ...changes }
    await sender.drafts.set(nameOf(reply), reply)
  }
  const attempt = async (): Promise<void> => {
    for (const { key, id, data } of reply.photos) {
      if (id !== null) continue
      const fresh = await sender.upload(data)
      await keep({
        photos: reply.photos.map((photo) => (photo.key === key ? { ...photo, id: fresh } : photo)),
      })
    }
    await sender.send(
      reply,
      reply.photos.flatMap(({ id }) => id ?? []),
    )
  }
  try {
    await keep({})
  } catch {
    // A phone that is full cannot keep it; it may be sent all the same.
  }
  try {
    try {
      await attempt()
    } catch (error) {
      // It waited so long that the server has cleared the photos away: once more, from this phone.
      if (!(error instanceof CallFailure) || error.code !== PHOTO_GONE) throw error
      await keep({ photos: reply.photos.map((photo) => ({ ...photo, id: null })) })
      await attempt()
    }
    await dropReply(sender.drafts, reply)
    return { state: 'sent' }
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error
    // An ended session is no refusal: the same person goes on after signing in.
    if (error.temporary || error.status === 401) return { state: 'waiting', failure: error }
    await keep({ refused: error.message })
    return { state: 'refused', failure: error }
  }
}
