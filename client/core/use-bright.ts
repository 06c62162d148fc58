import { onMounted, onUnmounted } from 'vue'

/** Keeps the screen on while a code is being held out, where the browser can. */
export function useBright(): void {
  let lock: WakeLockSentinel | undefined
  let left = false
  async function hold(): Promise<void> {
    if (!('wakeLock' in navigator) || document.visibilityState !== 'visible' || left) return
    try {
      lock = await navigator.wakeLock.request('screen')
      if (left) await lock.release()
    } catch {
      // Refused (battery saver): the code is still readable, the screen just dims as usual.
      lock = undefined
    }
  }
  const back = (): void => void hold()
  onMounted(() => {
    void hold()
    document.addEventListener('visibilitychange', back)
  })
  onUnmounted(() => {
    left = true
    document.removeEventListener('visibilitychange', back)
    void lock?.release()
  })
}
