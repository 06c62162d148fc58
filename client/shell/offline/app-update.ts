import { type Ref, ref } from 'vue'
import { inWeChat } from '../../core/in-wechat.ts'

const HOUR = 3_600_000

/** The next version of the app lies ready on this phone. */
const waiting = ref<ServiceWorker | null>(null)

export const useUpdate = (): { waiting: Ref<ServiceWorker | null>; take: () => void } => ({
  waiting,
  take: () => waiting.value?.postMessage('take-over'),
})

function follow(registration: ServiceWorkerRegistration): void {
  const look = (): void => {
    // The very first version replaces nothing.
    if (navigator.serviceWorker.controller) waiting.value = registration.waiting
  }
  look()
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look)
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
