import { type Ref, ref } from 'vue'
import { inWeChat } from '../../core/in-wechat.ts'

const HOUR = 3_600_000

/** The next version of the app lies ready on this phone. */
const waiting = ref<ServiceWorker | null>(null)

export const useUpdate = (): { waiting: Ref<ServiceWorker | null>; take: () => void } => ({
  waiting,
  take: () => waiting.value?.postMessage('take-over'),
})

/** A worker of an earlier build does not know the question. Milliseconds. */
const PATIENCE = 1_000

/**
 * Whether this page runs the very version that the worker brings: its first script is named by what
 * is in it, and in all that it loads.
 */
async function hasThisPage(next: ServiceWorker): Promise<boolean> {
  const files = await new Promise<unknown>((told) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }) => told(data)
    setTimeout(() => told(null), PATIENCE)
    next.postMessage('which-files', [port2])
  })
  const entry = document.querySelector<HTMLScriptElement>('script[type=module][src]')
  return Array.isArray(files) && entry !== null && files.includes(new URL(entry.src).pathname)
}

function follow(registration: ServiceWorkerRegistration): void {
  const look = async (): Promise<void> => {
    const next = registration.waiting
    // The very first version replaces nothing; of a page that came fresh from the server nothing is old.
    const newer = next && navigator.serviceWorker.controller && !(await hasThisPage(next))
    waiting.value = newer ? next : null
  }
  void look()
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', () => void look())
  })
  const ask = (): void => {
    // Without a signal the next turn asks again.
    if (document.visibilityState === 'visible') registration.update().catch(() => undefined)
  }
  setInterval(ask, HOUR)
  document.addEventListener('visibilitychange', ask)
}

/**
 * Keeps the app's files on the phone, and looks for newer ones. Not inside WeChat, whose own view has
 * no use for them. A new version takes over when its reader says so, never under their hands.
 */
export async function keepOffline(): Promise<void> {
  if (inWeChat || !('serviceWorker' in navigator)) return
  const { serviceWorker } = navigator
  let had = serviceWorker.controller !== null
  serviceWorker.addEventListener('controllerchange', () => {
    if (had) location.reload()
    had = true
  })
  try {
    follow(await serviceWorker.register('/me/service-worker.js', { scope: '/me/' }))
  } catch {
    // Private windows and plain http refuse it: the app works with a signal, as before.
    return
  }
}
