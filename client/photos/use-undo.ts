import { onUnmounted, type ShallowRef, shallowRef } from 'vue'

/** How long something that was taken away can be brought back. Milliseconds. */
const PATIENCE = 12_000

/** Keeps what was taken away last, for a while; `kept` is null where there is nothing to bring back. */
export function useUndo<T>(): {
  kept: ShallowRef<T | null>
  keep: (what: T) => void
  take: () => T | null
} {
  const kept = shallowRef<T | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  function keep(what: T | null): void {
    clearTimeout(timer)
    kept.value = what
    if (what !== null) timer = setTimeout(() => keep(null), PATIENCE)
  }
  onUnmounted(() => clearTimeout(timer))
  return {
    kept,
    keep,
    take() {
      const what = kept.value
      keep(null)
      return what
    },
  }
}
