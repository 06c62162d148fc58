import { type Ref, ref } from 'vue'
import { inWeChat } from './in-wechat.ts'

/** Chromium's own question whether an app should be kept on the home screen. */
interface InstallEvent extends Event {
  prompt(): Promise<unknown>
}

const asked = ref<InstallEvent | null>(null)

/** Whether it runs from the home screen already. */
export const installed = (): boolean => window.matchMedia('(display-mode: standalone)').matches

/** Call once, before the browser has its question ready. */
export function awaitInstall(): void {
  if (inWeChat) return
  window.addEventListener('beforeinstallprompt', (event) => {
    // Asked when somebody wants it, not in the middle of reading.
    event.preventDefault()
    asked.value = event as InstallEvent
  })
  window.addEventListener('appinstalled', () => {
    asked.value = null
  })
}

/** `ready`: the browser will ask by itself; else a person has to find it in the menu. */
export function useInstall(): { ready: Ref<InstallEvent | null>; install: () => Promise<void> } {
  return {
    ready: asked,
    install: async () => {
      await asked.value?.prompt()
      asked.value = null
    },
  }
}
