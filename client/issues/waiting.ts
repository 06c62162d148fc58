import { openDrafts } from '../core/drafts.ts'
import { arrival, tellSent } from '../core/voter/arrival.ts'
import { fileHref } from '../core/voter/voter-state.ts'
import { queuedDrafts, waitBefore } from './filing-queue.ts'
import { sendNow } from './filing-sender.ts'
import { markWaiting } from './waiting-flag.ts'

let attempt = 0
let timer: ReturnType<typeof setTimeout> | undefined
let listening = false

/** Sends what waits, from any page; tries again when the signal is back, and now and then. */
export async function sendWaiting(): Promise<void> {
  clearTimeout(timer)
  if (!listening) {
    listening = true
    window.addEventListener('online', () => void sendWaiting())
  }
  const [draft] = await queuedDrafts(await openDrafts())
  if (!draft) return markWaiting(false)
  const outcome = await sendNow(draft, true)
  if (outcome.state === 'sent') {
    tellSent(outcome.title, `/r/${outcome.filed.receipt}?new=1`)
    return sendWaiting()
  }
  if (outcome.state === 'refused') {
    arrival.value = {
      words: `上次写的还没交成：${outcome.failure.message}点这里改一下。`,
      href: fileHref(draft.code, draft.representativeId),
    }
    return
  }
  timer = setTimeout(() => void sendWaiting(), waitBefore(attempt++, outcome.failure))
}
