import { openDrafts, ownDraft } from '../../core/drafts.ts'
import { forgetTextDraft } from '../../core/text-draft.ts'
import { newUuid } from '../../core/uuid.ts'
import { type DraftPhoto, isWhole } from '../../photos/draft-photo.ts'
import type { KeptReply, ReplyKind } from './reply-outbox.ts'

/** What belongs to words that are being written, beside the words themselves. */
export interface ReplyDraft {
  key: string
  photos: DraftPhoto[]
}

type Whose = Pick<KeptReply, 'account' | 'issueId' | 'kind'>

const nameOf = ({ account, issueId, kind }: Whose): string =>
  ownDraft(account, `reply:${issueId}:${kind}`)

/** The name of the words among the drafts of this phone. */
export const textName = (issueId: string, kind: ReplyKind): string => `${kind}:${issueId}`

export const freshDraft = (photos: DraftPhoto[] = []): ReplyDraft => ({ key: newUuid(), photos })

export const readDraft = async (whose: Whose): Promise<ReplyDraft> => {
  const kept = await (await openDrafts()).get<ReplyDraft>(nameOf(whose))
  return kept ? { ...kept, photos: kept.photos.filter(isWhole) } : freshDraft()
}

/** Plain copies: what goes into the phone's database must be no proxy. */
export const keepDraft = async (whose: Whose, { key, photos }: ReplyDraft): Promise<void> =>
  (await openDrafts()).set(nameOf(whose), { key, photos: photos.map((photo) => ({ ...photo })) })

/** The words have arrived. */
export async function forgetDraft(whose: Whose): Promise<void> {
  forgetTextDraft(textName(whose.issueId, whose.kind))
  await (await openDrafts()).remove(nameOf(whose))
}
