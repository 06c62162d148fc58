import type { voterApi } from '@mashang/shared/issues/voter.api.ts'
import { call } from '../core/call.ts'
import { openDrafts } from '../core/drafts.ts'
import { uploadPhoto } from '../photos/upload.ts'
import type { FilingDraft } from './filing-draft.ts'
import { type Outcome, type Sender, sendDraft, waitBefore } from './filing-queue.ts'
import { keepReceipt } from './my-receipts.ts'
import { markWaiting } from './waiting-flag.ts'

export { openDrafts, waitBefore }

let sending: Promise<Outcome> | undefined

/** Sends a draft over the network; a second call while one is under way joins it. */
export function sendNow(draft: FilingDraft, unseen = false): Promise<Outcome> {
  sending ??= openDrafts()
    .then((drafts) => {
      const sender: Sender = {
        drafts,
        upload: (photo) => uploadPhoto(photo.data, () => undefined),
        file: (body, key) =>
          call<typeof voterApi.file>('POST', '/api/issues', {
            body,
            headers: { 'idempotency-key': key },
          }),
      }
      markWaiting(true)
      return sendDraft(sender, draft)
    })
    .then((outcome) => {
      if (outcome.state !== 'waiting') markWaiting(false)
      if (outcome.state === 'sent') {
        const { receipt, number, filedAt } = outcome.filed
        keepReceipt({ receipt, number, filedAt, title: outcome.title, unseen })
      }
      return outcome
    })
    .finally(() => {
      sending = undefined
    })
  return sending
}
