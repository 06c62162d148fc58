import { onMounted, onUnmounted, type Ref, ref } from 'vue'

/**
 * The server's time on a phone whose own clock may be wrong. It is set from what the server says
 * and carried on by the monotonic clock, so changing the phone's time changes nothing.
 */
let anchor: { server: number; monotonic: number } | undefined

const monotonic = (): number => performance.now()

/** Takes the server's time over from an answer (ISO 8601 or epoch milliseconds). */
export function setServerTime(at: string | number): void {
  const server = typeof at === 'number' ? at : Date.parse(at)
  if (Number.isFinite(server)) anchor = { server, monotonic: monotonic() }
}

/** The server's time in epoch milliseconds; the phone's own until the server has spoken. */
export const serverNow = (): number =>
  anchor ? anchor.server + (monotonic() - anchor.monotonic) : Date.now()

const STEP = 10_000

/**
 * The server's time as a ref that moves every ten seconds and when the page comes back to the
 * front. `first` is what the server rendered with, so that taking over changes no text.
 */
export function useServerNow(first: string | number): Ref<number> {
  const now = ref(typeof first === 'number' ? first : Date.parse(first))
  let timer: ReturnType<typeof setInterval> | undefined
  const move = (): void => {
    now.value = serverNow()
  }
  onMounted(() => {
    timer = setInterval(move, STEP)
    document.addEventListener('visibilitychange', move)
  })
  onUnmounted(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', move)
  })
  return now
}
