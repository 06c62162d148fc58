import type { VoterPage } from '@mashang/shared/pages/pages.model.ts'
import { tellSent } from '../core/voter/arrival.ts'
import { keptReceipts } from '../issues/my-receipts.ts'
import { isWaiting } from '../issues/waiting-flag.ts'
import { formStyle } from './form-style.ts'
import { loadView } from './views.ts'

function idle(work: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 3000 })
  else setTimeout(work, 500)
}

/** After the first paint and the takeover: what makes the next step quick and safe. */
export function startLaterWork(page: VoterPage): void {
  // The next page is nearly always the form.
  if (page.view === 'landing' || page.view === 'choose')
    idle(() => void Promise.allSettled([loadView('file'), formStyle(page.view)]))
  // The form looks after its own draft; every other page sends what still waits.
  if (page.view === 'file') return
  if (isWaiting()) idle(() => void import('../issues/waiting.ts').then((it) => it.sendWaiting()))
  const unseen = page.view === 'receipt' ? undefined : keptReceipts().find((one) => one.unseen)
  if (unseen) tellSent(unseen.title, `/r/${unseen.receipt}`)
}
